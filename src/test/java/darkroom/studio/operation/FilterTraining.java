package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Learns the filters of {@link FilterBanks} from the sample photos and writes them among the
 * resources: {@code mvn -q test-compile exec:java -Dexec.classpathScope=test
 * -Dexec.mainClass=darkroom.studio.operation.FilterTraining}. The same photos make the same bytes.
 */
public final class FilterTraining {
  private static final Path RESOURCES = Path.of("src/main/resources/darkroom/studio/operation");

  /** A photo made smaller shows detail that is finer than its own; both sizes teach. */
  private static final double[] SCALES = {1, 0.8, 0.6, 0.45};

  /** The softness that filters of factor 1 take off, as a Gaussian's deviation in pixels. */
  private static final double SOFTNESS = 0.6;

  /** The same where there is noise, which must not be raised with the detail. */
  private static final double SOFTNESS_UNDER_NOISE = 0.4;

  private static final int JPEG_QUALITY = 90;

  private FilterTraining() {}

  public static void main(String[] arguments) throws IOException {
    Files.createDirectories(RESOURCES);
    for (int factor : FilterBanks.FACTORS) {
      write(FilterBanks.enlargingResource(factor), all(factor, coarse -> coarse));
    }
    for (int noise : FilterBanks.NOISES) {
      write(FilterBanks.cleaningResource(noise), all(1, photo -> spoilt(photo, noise)));
    }
  }

  /** What one photo teaches about enlarging by a factor. */
  static FilterLearning enlarging(Mat photo, int factor) {
    return learned(photo, factor, coarse -> coarse);
  }

  /** A grey photo made soft, noisy and, where there is no noise to hide it, compressed. */
  static Mat spoilt(Mat photo, int noise) {
    return noise == 0
        ? Photos.jpeg(Photos.blurred(photo, SOFTNESS), JPEG_QUALITY)
        : Photos.noisy(Photos.blurred(photo, SOFTNESS_UNDER_NOISE), noise);
  }

  /** A grey photo cut to whole squares of the factor, and averaged over each of them. */
  static Mat coarse(Mat fine, int factor) {
    Mat coarse = new Mat();
    Size size = new Size(fine.cols() / factor, fine.rows() / factor);
    resize(fine, coarse, size, 0, 0, INTER_AREA);
    return coarse;
  }

  static Mat whole(Mat photo, int factor, int x, int y) {
    int width = (photo.cols() - x) / factor * factor;
    int height = (photo.rows() - y) / factor * factor;
    return Photos.cropped(photo, new Rect(x, y, width, height));
  }

  private static FilterLearning all(int factor, UnaryOperator<Mat> spoiling) {
    return Photos.NAMES.stream()
        .map(name -> learned(Pixels.grey(Photos.sample(name)), factor, spoiling))
        .reduce(new FilterLearning(factor), FilterLearning::add);
  }

  private static FilterLearning learned(Mat photo, int factor, UnaryOperator<Mat> spoiling) {
    FilterLearning learning = new FilterLearning(factor);
    for (double scale : SCALES) {
      // Where the squares begin is chance, so each beginning is another lesson.
      for (int start = 0; start < factor * factor; start++) {
        try (PointerScope scope = new PointerScope()) {
          Mat scaled = scale < 1 ? Photos.scaled(photo, scale) : photo;
          Mat fine = whole(scaled, factor, start % factor, start / factor);
          learning.learn(spoiling.apply(coarse(fine, factor)), fine);
        }
      }
    }
    return learning;
  }

  private static void write(String resource, FilterLearning learning) throws IOException {
    try (OutputStream stored = Files.newOutputStream(RESOURCES.resolve(resource))) {
      learning.filters().write(stored);
    }
  }
}
