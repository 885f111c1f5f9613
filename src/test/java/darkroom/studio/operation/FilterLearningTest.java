package darkroom.studio.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LANCZOS4;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is learned must serve photos it was not learned from. */
class FilterLearningTest {
  @ParameterizedTest
  @CsvSource({"2, 0.7, 0.011", "3, 0.5, 0.013"})
  void beatsLanczosOnPhotosLeftOutOfTheTraining(int factor, double decibels, double similarity) {
    List<Mat> photos = Photos.NAMES.stream().map(name -> Pixels.grey(Photos.sample(name))).toList();
    List<FilterLearning> lessons =
        photos.parallelStream().map(photo -> FilterTraining.enlarging(photo, factor)).toList();
    double gain = 0;
    double likeness = 0;
    for (int left = 0; left < photos.size(); left++) {
      FilterLearning others = new FilterLearning(factor);
      for (int photo = 0; photo < photos.size(); photo++) {
        if (photo != left) {
          others.add(lessons.get(photo));
        }
      }
      Mat fine = FilterTraining.whole(photos.get(left), factor, 0, 0);
      Mat coarse = FilterTraining.coarse(fine, factor);
      Mat ours = new Mat();
      others.filters().apply(FilterLearning.padded(coarse)).convertTo(ours, CV_8U);
      Mat lanczos = new Mat();
      resize(coarse, lanczos, fine.size(), 0, 0, INTER_LANCZOS4);
      gain += Fidelity.psnr(fine, ours) - Fidelity.psnr(fine, lanczos);
      likeness += Fidelity.ssim(fine, ours) - Fidelity.ssim(fine, lanczos);
      assertThat(Fidelity.ssim(fine, ours))
          .as(Photos.NAMES.get(left))
          .isGreaterThan(Fidelity.ssim(fine, lanczos));
    }
    assertThat(gain / photos.size()).as("gain in dB").isGreaterThan(decibels);
    assertThat(likeness / photos.size()).as("gain in SSIM").isGreaterThan(similarity);
  }
}
