package darkroom.studio.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.NORM_INF;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.norm;
import static org.bytedeco.opencv.global.opencv_core.transform;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2BGRA;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2Lab;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.List;
import java.util.Map;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColorizeImageTest {
  /** The usual sepia of picture editors, as blue, green and red of grey. */
  private static final float[] SEPIA = {
    0.131f, 0.534f, 0.272f, 0.168f, 0.686f, 0.349f, 0.189f, 0.769f, 0.393f
  };

  /** The samples that have colour; none was learned from. */
  static final List<String> IN_COLOUR =
      List.of("astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg", "seeding.jpg");

  private final Operation colorizing = new ColorizeImage();

  @Test
  void isNearerToTheColoursOfPhotosItDoesNotKnowThanGreyAndSepia() {
    double ours = 0;
    double grey = 0;
    double sepia = 0;
    for (String name : IN_COLOUR) {
      Mat photo = Photos.sample(name);
      Mat tones = Pixels.grey(photo);
      ours += ColourDifference.mean(photo, ColorizeImage.ofGrey(tones));
      grey += ColourDifference.mean(photo, tones);
      sepia += ColourDifference.mean(photo, sepia(tones));
    }
    assertThat(ours).isLessThan(0.9 * grey).isLessThan(0.9 * sepia);
  }

  @ParameterizedTest
  @FieldSource("IN_COLOUR")
  void leavesAPhotoInColourAsItIs(String name) {
    Mat photo = Photos.sample(name);
    assertThat(norm(made(photo), photo, NORM_INF, null)).isZero();
  }

  @ParameterizedTest
  @FieldSource("IN_COLOUR")
  void coloursAnOldPrintInSepia(String name) {
    Mat print = new Mat();
    sepia(Pixels.grey(Photos.sample(name))).convertTo(print, CV_8U);
    assertThat(norm(made(print), print, NORM_INF, null)).isPositive();
  }

  @Test
  void givesAFaceFromTheFrontTheColourOfSkinButNeitherHairNorWhatIsBesideIt() {
    Mat made = ColorizeImage.ofGrey(Pixels.grey(Photos.sample("astronaut.png")));
    LabColour cheeks = mean(made, new Rect(196, 108, 56, 24));
    assertThat(Math.toDegrees(cheeks.hue())).isBetween(40.0, 60.0);
    assertThat(cheeks.chroma()).isBetween(12.0, 28.0);
    LabColour neck = mean(made, new Rect(200, 170, 40, 10));
    assertThat(Math.toDegrees(neck.hue())).isBetween(40.0, 70.0);
    assertThat(neck.chroma()).isBetween(10.0, 28.0);
    assertThat(mean(made, new Rect(190, 30, 80, 25)).chroma()).isLessThan(6);
    LabColour beside = mean(made, new Rect(310, 80, 50, 50));
    assertThat(beside.minus(cheeks).withLightness(0).chroma()).isGreaterThan(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chelsea.png", "coffee.png", "rocket.jpg", "seeding.jpg"})
  void givesNothingTheColourOfSkinWhereNobodyIs(String name) {
    Mat grey = Pixels.grey(Photos.sample(name));
    Mat tones = new Mat();
    grey.convertTo(tones, CV_32F, 1 / 255.0, 0);
    Mat none = new Mat(grey.size(), CV_32FC2, Scalar.all(0));
    assertThat(norm(Complexion.over(none, grey, tones), NORM_INF, null)).isZero();
  }

  @Test
  void givesABlackAndWhitePhotoColourAndKeepsItsTones() {
    Mat photo = Pixels.grey(Photos.sample("camera.png"));
    Mat made = made(photo);
    assertThat(chroma(made)).isGreaterThan(2);
    assertThat(Fidelity.psnr(photo, made)).isGreaterThan(38);
  }

  @Test
  void coloursAToneAlikeInGreyAndInThreeChannelsOrFourWithItsAlphaKept() {
    Mat photo = Photos.scaled(Pixels.grey(Photos.sample("camera.png")), 0.5);
    Mat expected = made(photo);
    Mat three = new Mat();
    cvtColor(photo, three, COLOR_GRAY2BGR);
    assertThat(norm(made(Photos.jpeg(three, 100)), expected, NORM_INF, null)).isLessThan(40);
    assertThat(norm(made(three), expected, NORM_INF, null)).isZero();
    Mat four = new Mat();
    cvtColor(three, four, COLOR_BGR2BGRA);
    Mat alpha = new Mat();
    extractChannel(made(four), alpha, 3);
    Mat full = Photos.plain(photo.cols(), photo.rows(), CV_8UC1, 255);
    assertThat(norm(alpha, full, NORM_INF, null)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,50", "50,1", "2,2", "2999,2999"})
  void takesPicturesOfAnySize(int width, int height) {
    Mat photo = new Mat();
    Mat camera = Pixels.grey(Photos.sample("camera.png"));
    resize(camera, photo, new Size(width, height), 0, 0, INTER_LINEAR);
    Mat made = made(photo);
    assertThat(made.cols()).isEqualTo(width);
    assertThat(made.rows()).isEqualTo(height);
    assertThat(made.channels()).isEqualTo(3);
  }

  @Test
  void isIdenticalTwice() {
    Mat photo = Pixels.grey(Photos.sample("camera.png"));
    assertThat(answer(photo).bytes()).isEqualTo(answer(photo).bytes());
  }

  private Picture answer(Mat photo) {
    Picture picture =
        Results.picture(colorizing, colorizing.apply(Map.of("ImageURL", photo), Map.of()));
    assertThat(picture.mediaType()).isEqualTo("image/png");
    return picture;
  }

  private Mat made(Mat photo) {
    return Results.decoded(answer(photo));
  }

  static Mat sepia(Mat grey) {
    Mat colour = new Mat();
    cvtColor(grey, colour, COLOR_GRAY2BGR);
    Mat sepia = new Mat();
    transform(colour, sepia, new Mat(SEPIA).reshape(1, 3));
    return sepia;
  }

  private static LabColour mean(Mat photo, Rect part) {
    Mat lab = new Mat();
    Mat shares = new Mat();
    new Mat(photo, part).convertTo(shares, CV_32F, 1 / 255.0, 0);
    cvtColor(shares, lab, COLOR_BGR2Lab);
    Scalar mean = opencv_core.mean(lab);
    return new LabColour(mean.get(0), mean.get(1), mean.get(2));
  }

  private static double chroma(Mat photo) {
    float[] lab = ColourDifference.lab(photo);
    double sum = 0;
    for (int i = 0; i < lab.length; i += 3) {
      sum += Math.hypot(lab[i + 1], lab[i + 2]);
    }
    return 3 * sum / lab.length;
  }
}
