package darkroom.studio.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.NORM_INF;
import static org.bytedeco.opencv.global.opencv_core.NORM_MINMAX;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.meanStdDev;
import static org.bytedeco.opencv.global.opencv_core.norm;
import static org.bytedeco.opencv.global.opencv_core.normalize;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2BGRA;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnhanceImageColorTest {
  private static final List<String> IN_COLOUR =
      List.of("astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg", "seeding.jpg");

  private final Operation enhancing = new EnhanceImageColor();

  @ParameterizedTest
  @FieldSource("IN_COLOUR")
  void givesMoreContrastAndSaturationAndClipsNothing(String name) {
    Mat photo = Photos.sample(name);
    Mat made = made(photo, "Rec709");
    assertThat(contrast(made)).isGreaterThan(1.02 * contrast(photo));
    assertThat(chroma(made)).isGreaterThan(1.03 * chroma(photo));
    assertThat(newlyClipped(photo, made)).isLessThan(0.005);
  }

  @Test
  void keepsTheHueOfSkin() {
    Mat photo = Photos.sample("astronaut.png");
    assertThat(turnedSkin(photo, made(photo, "Rec709"))).isLessThan(3);
  }

  /** How far the hue of the astronaut's face is turned, in degrees of CIE Lab. */
  static double turnedSkin(Mat astronaut, Mat made) {
    Rect face = new Rect(190, 85, 80, 90);
    float[] before = ColourDifference.lab(new Mat(astronaut, face).clone());
    float[] after = ColourDifference.lab(new Mat(made, face).clone());
    double turned = 0;
    int count = 0;
    for (int i = 0; i < before.length; i += 3) {
      if (Math.hypot(before[i + 1], before[i + 2]) > 12) {
        double was = Math.toDegrees(Math.atan2(before[i + 2], before[i + 1]));
        double is = Math.toDegrees(Math.atan2(after[i + 2], after[i + 1]));
        turned += Math.abs(Math.IEEEremainder(is - was, 360));
        count++;
      }
    }
    return turned / count;
  }

  @ParameterizedTest
  @CsvSource({"0, 0.0928", "0.18, 0.3910", "0.9, 0.5600", "1, 0.5709"})
  void readsTheCodesThatArriPublishes(double light, double code) {
    assertThat(LogC.code(light)).isCloseTo(code, within(0.001));
    assertThat(LogC.light(code)).isCloseTo(light, within(0.01));
  }

  @Test
  void givesAGreyCardItsToneAndLeavesGreysGrey() {
    Mat card = Photos.plain(70, 70, CV_8UC3, 100, 100, 100);
    try (UByteIndexer pixels = made(card, "LogC").createIndexer()) {
      for (int channel = 0; channel < 3; channel++) {
        // 0.18 in BT.709 is 0.409.
        assertThat(pixels.get(35, 35, channel)).isBetween(101, 107);
      }
    }
  }

  @Test
  void developsDarkToBrightInOrderWithoutReachingWhiteEarly() {
    Mat ramp = new Mat(70, 256, CV_8UC3);
    try (UByteIndexer pixels = ramp.createIndexer()) {
      for (int y = 0; y < 70; y++) {
        for (int x = 0; x < 256; x++) {
          pixels.put(y, x, new int[] {x, x, x});
        }
      }
    }
    try (UByteIndexer pixels = made(ramp, "LogC").createIndexer()) {
      assertThat(pixels.get(0, 20, 0)).as("below black").isZero();
      for (int x = 1; x < 256; x++) {
        assertThat(pixels.get(0, x, 0)).isGreaterThanOrEqualTo(pixels.get(0, x - 1, 0));
      }
      assertThat(pixels.get(0, 200, 0)).as("5 stops over grey").isLessThan(255);
    }
  }

  @ParameterizedTest
  @FieldSource("IN_COLOUR")
  void bringsLogFootageNearerToTheSceneThanStretchingItDoes(String name) {
    Mat photo = Photos.scaled(Photos.sample(name), 0.5);
    Mat footage = Footage.logC(photo);
    Mat stretched = new Mat();
    normalize(footage, stretched, 0, 255, NORM_MINMAX, -1, null);
    double ours = ColourDifference.mean(photo, made(footage, "LogC"));
    assertThat(ours).isLessThan(6);
    assertThat(ours).isLessThan(0.6 * ColourDifference.mean(photo, stretched));
  }

  @ParameterizedTest
  @CsvSource({"png, image/png", "jpg, image/jpeg"})
  void answersInTheFormatAsked(String format, String mediaType) {
    Mat photo = Photos.sample("coffee.png");
    Picture picture = answer(photo, "Rec709", format);
    assertThat(picture.mediaType()).isEqualTo(mediaType);
    assertThat(picture.extension()).isEqualTo(format);
    Mat png = made(photo, "Rec709");
    assertThat(Fidelity.psnr(png, Results.decoded(picture))).isGreaterThan(38);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LogC", "Rec709"})
  void takesGreyAndTheLargestAndSmallestSizes(String mode) {
    for (int[] size : new int[][] {{65, 65}, {1, 70}, {3839, 3839}}) {
      Mat photo = new Mat();
      Size wanted = new Size(size[0], size[1]);
      resize(Pixels.grey(Photos.sample("camera.png")), photo, wanted, 0, 0, INTER_LINEAR);
      assertThat(answer(photo, mode, "jpg").bytes()).isNotEmpty();
    }
  }

  @Test
  void keepsAlphaInPng() {
    Mat photo = Photos.sample("coffee.png");
    Mat opaque = new Mat();
    cvtColor(photo, opaque, COLOR_BGR2BGRA);
    Mat made = made(opaque, "Rec709");
    Mat alpha = new Mat();
    extractChannel(made, alpha, 3);
    Mat full = Photos.plain(600, 400, alpha.type(), 255);
    assertThat(norm(alpha, full, NORM_INF, null)).isZero();
    assertThat(Fidelity.psnr(made(photo, "Rec709"), made)).isGreaterThan(60);
  }

  @Test
  void isIdenticalTwice() {
    Mat photo = Photos.sample("rocket.jpg");
    assertThat(answer(photo, "Rec709", "png").bytes())
        .isEqualTo(answer(photo, "Rec709", "png").bytes());
  }

  private Picture answer(Mat photo, String mode, String format) {
    Map<String, String> arguments = Map.of("Mode", mode, "OutputFormat", format);
    return Results.picture(enhancing, enhancing.apply(Map.of("ImageURL", photo), arguments));
  }

  private Mat made(Mat photo, String mode) {
    return Results.decoded(answer(photo, mode, "png"));
  }

  static double contrast(Mat photo) {
    Mat grey = new Mat();
    cvtColor(photo, grey, COLOR_BGR2GRAY);
    Mat mean = new Mat();
    Mat deviation = new Mat();
    meanStdDev(grey, mean, deviation);
    return deviation.createIndexer().getDouble(0);
  }

  static double chroma(Mat photo) {
    float[] lab = ColourDifference.lab(photo);
    double sum = 0;
    for (int i = 0; i < lab.length; i += 3) {
      sum += Math.hypot(lab[i + 1], lab[i + 2]);
    }
    return sum / lab.length;
  }

  /** The share of pixels with a channel at an end of its range that was not there before. */
  static double newlyClipped(Mat before, Mat after) {
    int clipped = 0;
    try (UByteIndexer was = before.createIndexer();
        UByteIndexer is = after.createIndexer()) {
      for (int y = 0; y < before.rows(); y++) {
        for (int x = 0; x < before.cols(); x++) {
          boolean news = false;
          for (int channel = 0; channel < 3; channel++) {
            int value = is.get(y, x, channel);
            news |= (value == 0 || value == 255) && was.get(y, x, channel) != value;
          }
          clipped += news ? 1 : 0;
        }
      }
    }
    return clipped / (double) before.total();
  }
}
