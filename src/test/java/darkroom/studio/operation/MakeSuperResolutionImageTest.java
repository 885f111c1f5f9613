package darkroom.studio.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.bytedeco.opencv.global.opencv_core.NORM_INF;
import static org.bytedeco.opencv.global.opencv_core.countNonZero;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.norm;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2BGRA;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LANCZOS4;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_RECT;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;
import static org.bytedeco.opencv.global.opencv_imgproc.erode;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;

import darkroom.photo.PhotoHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class MakeSuperResolutionImageTest {
  private final Operation superResolution = new MakeSuperResolutionImage();

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void isNearerToTheOriginalThanLanczos(int factor) {
    double gain = 0;
    for (String name : Photos.NAMES) {
      Mat fine = FilterTraining.whole(Photos.sample(name), factor, 0, 0);
      Mat coarse = FilterTraining.coarse(fine, factor);
      Mat ours = made(coarse, factor, "base");
      Mat lanczos = resized(coarse, fine.cols(), fine.rows(), INTER_LANCZOS4);
      gain += Fidelity.psnr(fine, ours) - Fidelity.psnr(fine, lanczos);
      assertThat(Fidelity.ssim(fine, ours)).isGreaterThan(Fidelity.ssim(fine, lanczos));
    }
    assertThat(gain / Photos.NAMES.size()).as("gain in dB").isGreaterThan(0.5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void isSharperWhenEnhanced(int factor) {
    for (String name : List.of("astronaut.png", "chelsea.png", "rocket.jpg")) {
      Mat photo = Photos.scaled(Photos.sample(name), 0.5);
      Mat base = made(photo, factor, "base");
      Mat enhanced = made(photo, factor, "enhancement");
      assertThat(sharpness(enhanced)).as(name).isGreaterThan(sharpness(base) + 0.002);
      assertThat(Fidelity.detail(enhanced)).as(name).isGreaterThan(1.3 * Fidelity.detail(base));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,base", "1,enhancement", "2,base", "2,enhancement", "4,base", "4,enhancement"})
  void leavesHardlyAHaloAlongAStep(int factor, String mode) {
    Mat step = Photos.plain(80, 60, CV_8UC1, 60);
    new Mat(step, new Rect(40, 0, 40, 60)).put(Scalar.all(200));
    Mat made = made(step, factor, mode);
    try (UByteIndexer pixels = made.createIndexer()) {
      for (int x = 0; x < made.cols(); x++) {
        assertThat(pixels.get(made.rows() / 2, x)).as("column %d", x).isBetween(46, 214);
      }
    }
  }

  @ParameterizedTest
  @FieldSource("darkroom.studio.operation.Photos#NAMES")
  void enhancementAddsNoHaloToWhatTheBaseHas(String name) {
    Mat photo = Photos.scaled(Photos.sample(name), 0.4);
    Mat base = Pixels.grey(made(photo, 2, "base"));
    Mat enhanced = Pixels.grey(made(photo, 2, "enhancement"));
    Mat window = getStructuringElement(MORPH_RECT, new Size(5, 5));
    Mat darkest = new Mat();
    erode(base, darkest, window);
    Mat lightest = new Mat();
    dilate(base, lightest, window);
    // Luma is rounded twice on its way to 8-bit colours and back.
    Mat below = new Mat();
    subtract(darkest, enhanced, below);
    Mat above = new Mat();
    subtract(enhanced, lightest, above);
    assertThat(share(below, 3) + share(above, 3)).as("share of pixels").isLessThan(0.001);
  }

  @ParameterizedTest
  @FieldSource("darkroom.studio.operation.Photos#NAMES")
  void takesOffNoiseAtTheSameSize(String name) {
    Mat photo = Photos.sample(name);
    for (int noise : new int[] {10, 20}) {
      Mat noisy = Photos.noisy(Photos.blurred(photo, 0.4), noise);
      Mat made = made(noisy, 1, "base");
      double before = Fidelity.psnr(photo, noisy);
      double smoothed = Fidelity.psnr(photo, Photos.blurred(noisy, 0.8));
      assertThat(Fidelity.psnr(photo, made)).isGreaterThan(Math.max(before, smoothed));
    }
  }

  @ParameterizedTest
  @FieldSource("darkroom.studio.operation.Photos#NAMES")
  void takesOffSoftnessAtTheSameSize(String name) {
    Mat photo = Photos.sample(name);
    Mat soft = Photos.blurred(photo, 0.8);
    Mat made = made(soft, 1, "base");
    assertThat(Fidelity.psnr(photo, made)).isGreaterThan(Fidelity.psnr(photo, soft) + 1);
    assertThat(sharpness(made)).isGreaterThan(sharpness(soft));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void showsNoGridOnASmoothSlope(int factor) {
    Mat ends = new Mat(new byte[] {40, (byte) 200});
    Mat slope = resized(ends.reshape(1, 1), 300, 40, INTER_LINEAR);
    Mat ideal = resized(slope, 300 * factor, 40 * factor, INTER_LINEAR);
    Rect inside = new Rect(2 * factor, 0, 296 * factor, 40 * factor);
    Mat made = new Mat(made(slope, factor, "base"), inside);
    assertThat(norm(made, new Mat(ideal, inside), NORM_INF, null)).isLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"33,33,4", "33,1079,2", "1919,33,3", "1,40,2", "40,1,3", "1,1,4", "161,170,1"})
  void enlargesPicturesOfAnyShape(int width, int height, int factor) {
    Mat photo = resized(Photos.sample("coffee.png"), width, height, INTER_LINEAR);
    for (String mode : List.of("base", "enhancement")) {
      Mat made = made(photo, factor, mode);
      assertThat(made.cols()).isEqualTo(width * factor);
      assertThat(made.rows()).isEqualTo(height * factor);
    }
  }

  @Test
  void enlargesTheLargestAdmittedPhoto() {
    Mat photo = resized(Photos.sample("seeding.jpg"), 1919, 1079, INTER_LINEAR);
    Picture picture = answer(photo, Map.of("UpscaleFactor", "4", "Mode", "base"));
    assertThat(PhotoHeaders.read(picture.bytes()).toString()).contains("width=7676", "height=4316");
  }

  @Test
  void doesNotTellWhereTilesMeet() {
    Mat photo = Photos.sample("astronaut.png");
    Mat whole = made(photo, 2, "base");
    Mat part = made(Photos.cropped(photo, new Rect(90, 70, 200, 200)), 2, "base");
    Mat expected = new Mat(whole, new Rect(220, 180, 320, 320));
    assertThat(norm(new Mat(part, new Rect(40, 40, 320, 320)), expected, NORM_INF, null)).isZero();
  }

  @Test
  void leavesAPlainPicturePlain() {
    Mat plain = Photos.plain(50, 40, CV_8UC3, 12, 130, 251);
    for (int factor = 1; factor <= 4; factor++) {
      Mat expected = Photos.plain(50 * factor, 40 * factor, CV_8UC3, 12, 130, 251);
      Mat made = made(plain, factor, "enhancement");
      assertThat(norm(made, expected, NORM_INF, null)).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void answersGreyForGrey() {
    Mat grey = Photos.sample("camera.png");
    assertThat(made(Pixels.grey(grey), 2, "base").channels()).isEqualTo(1);
  }

  @Test
  void keepsAlphaAndTheColoursUnderIt() {
    Mat colour = Photos.sample("coffee.png");
    Mat opaque = new Mat();
    cvtColor(colour, opaque, COLOR_BGR2BGRA);
    Mat made = made(opaque, 2, "base");
    Mat alpha = new Mat();
    extractChannel(made, alpha, 3);
    Mat full = Photos.plain(1200, 800, CV_8UC1, 255);
    assertThat(norm(alpha, full, NORM_INF, null)).isZero();
    Mat colours = new Mat();
    cvtColor(made, colours, COLOR_BGRA2BGR);
    assertThat(norm(colours, made(colour, 2, "base"), NORM_INF, null)).isZero();
  }

  @Test
  void bringsNothingHiddenByAlphaToTheLight() {
    Mat black = Photos.plain(60, 60, CV_8UC4, 0, 0, 0, 0);
    new Mat(black, new Rect(20, 20, 20, 20)).put(new Scalar(200, 200, 200, 255));
    Mat made = made(black, 2, "base");
    try (UByteIndexer pixels = made.createIndexer()) {
      for (int x = 0; x < 120; x++) {
        if (pixels.get(60, x, 3) > 0) {
          assertThat(pixels.get(60, x, 0)).as("column %d", x).isBetween(199, 201);
        }
      }
    }
  }

  @Test
  void isIdenticalTwiceAndFromSeveralThreads() {
    Mat photo = Photos.scaled(Photos.sample("astronaut.png"), 0.5);
    byte[] once = answer(photo, Map.of("UpscaleFactor", "2", "Mode", "enhancement")).bytes();
    assertThat(
            IntStream.range(0, 6)
                .parallel()
                .mapToObj(i -> answer(photo, Map.of("UpscaleFactor", "2", "Mode", "enhancement")))
                .map(Picture::bytes))
        .allMatch(bytes -> Arrays.equals(bytes, once));
  }

  private Picture answer(Mat photo, Map<String, String> arguments) {
    Picture picture =
        Results.picture(superResolution, superResolution.apply(Map.of("Url", photo), arguments));
    assertThat(picture.mediaType()).isEqualTo("image/png");
    assertThat(picture.extension()).isEqualTo("png");
    return picture;
  }

  private Mat made(Mat photo, int factor, String mode) {
    return Results.decoded(
        answer(photo, Map.of("UpscaleFactor", Integer.toString(factor), "Mode", mode)));
  }

  /** The share of pixels over a value. */
  private static double share(Mat picture, int value) {
    Mat over = new Mat();
    threshold(picture, over, value, 255, THRESH_BINARY);
    return countNonZero(over) / (double) picture.total();
  }

  private static double sharpness(Mat photo) {
    return Photos.score(new AssessSharpness(), photo);
  }

  private static Mat resized(Mat photo, int width, int height, int method) {
    Mat resized = new Mat();
    resize(photo, resized, new Size(width, height), 0, 0, method);
    return resized;
  }
}
