package darkroom.studio.operation;

import static darkroom.studio.operation.Figure.text;
import static org.bytedeco.opencv.global.opencv_core.mean;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.bytedeco.opencv.opencv_core.Mat;

/** Figures of the operations that score. */
final class ScoringQuality {
  private final Gallery gallery;

  ScoringQuality(Gallery gallery) {
    this.gallery = gallery;
  }

  /** Blurs of growing strength, of the photo as it is, noisy and compressed. */
  Figure sharpness() {
    List<UnaryOperator<Mat>> kinds =
        List.of(m -> m, m -> Photos.noisy(m, 6), m -> Photos.jpeg(m, 70));
    ToDoubleFunction<Mat> score = photo -> Photos.score(new AssessSharpness(), photo);
    int[] ours = {0, 0};
    int[] laplacian = {0, 0};
    for (Mat photo : gallery.all()) {
      for (UnaryOperator<Mat> kind : kinds) {
        List<Mat> falling =
            List.of(0.0, 0.7, 1.2, 2.0, 3.0, 4.5).stream()
                .map(sigma -> kind.apply(Photos.blurred(photo, sigma)))
                .toList();
        order(falling, score, ours);
        order(falling, Fidelity::detail, laplacian);
      }
    }
    return new Figure(
        "AssessSharpness",
        text("falls in %d of %d steps of blur, noise and JPEG about", ours[0], ours[1]),
        text("variance of the Laplacian %d", laplacian[0]),
        "in order",
        ours[0] == ours[1]);
  }

  Figure exposure() {
    ToDoubleFunction<Mat> score = photo -> Photos.score(new AssessExposure(), photo);
    int[] ours = {0, 0};
    int[] luma = {0, 0};
    for (Mat photo : gallery.all()) {
      List<Mat> falling =
          List.of(0.6, 0.8, 1.0, 1.3, 1.7, 2.2, 3.0).stream()
              .map(gamma -> Photos.gamma(photo, gamma))
              .toList();
      order(falling, score, ours);
      order(falling, m -> mean(Pixels.grey(m)).get(0), luma);
    }
    return new Figure(
        "AssessExposure",
        text("falls in %d of %d steps of gamma", ours[0], ours[1]),
        text("mean luma %d", luma[0]),
        "in order",
        ours[0] == ours[1]);
  }

  private static void order(List<Mat> falling, ToDoubleFunction<Mat> figure, int[] right) {
    for (int i = 1; i < falling.size(); i++) {
      boolean falls =
          figure.applyAsDouble(falling.get(i)) < figure.applyAsDouble(falling.get(i - 1));
      right[0] += falls ? 1 : 0;
      right[1]++;
    }
  }

  Figure composition() {
    int right = 0;
    List<String> pairs = AssessCompositionTest.PAIRS.lines().toList();
    for (String pair : pairs) {
      String[] cells = pair.split("\\|", -1);
      Mat photo = gallery.samples().get(cells[0].trim());
      right += score(photo, cells[1]) > score(photo, cells[2]) ? 1 : 0;
    }
    return new Figure(
        "AssessComposition",
        text("prefers the better crop in %d of %d pairs", right, pairs.size()),
        text("chance %d", pairs.size() / 2),
        "8 of 10",
        right >= 0.8 * pairs.size());
  }

  private static double score(Mat photo, String frame) {
    return Photos.score(
        new AssessComposition(), Photos.cropped(photo, AssessCompositionTest.frame(frame.trim())));
  }
}
