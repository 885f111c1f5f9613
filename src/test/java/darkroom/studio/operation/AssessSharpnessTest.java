package darkroom.studio.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_CLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_COUNTERCLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.rotate;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2BGRA;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssessSharpnessTest {
  private final Operation sharpness = new AssessSharpness();

  @ParameterizedTest
  @FieldSource("darkroom.studio.operation.Photos#NAMES")
  void fallsWithEachGaussianBlur(String name) {
    Mat photo = Photos.sample(name);
    List<Double> scores =
        Stream.of(4, 2, 1, 0).map(sigma -> score(Photos.blurred(photo, sigma))).toList();
    assertThat(scores).isSorted().doesNotHaveDuplicates();
    assertThat(scores.get(0)).as("sigma 4").isBetween(0.05, 0.25);
    assertThat(scores.get(3)).as("unblurred").isBetween(0.7, 1.0);
    assertThat(scores.get(3) - scores.get(2)).as("fall at sigma 1").isGreaterThan(0.04);
  }

  @ParameterizedTest
  @FieldSource("darkroom.studio.operation.Photos#NAMES")
  void fallsWithMotionOfGrowingLengthInAnyDirection(String name) {
    Mat photo = Photos.sample(name);
    for (int[] way : new int[][] {{1, 0}, {0, 1}, {1, 1}, {1, -1}}) {
      List<Double> scores =
          Stream.of(21, 11, 5, 0)
              .map(length -> score(Photos.moved(photo, length, way[0], way[1])))
              .toList();
      assertThat(scores).as("along %d, %d", way[0], way[1]).isSorted().doesNotHaveDuplicates();
      assertThat(scores.get(0)).as("length 21").isLessThan(0.45);
    }
  }

  @ParameterizedTest
  @FieldSource("darkroom.studio.operation.Photos#NAMES")
  void isTheSameForMirrorImagesAndQuarterTurns(String name) {
    Mat photo = Photos.sample(name);
    double upright = score(photo);
    for (int axis : new int[] {-1, 0, 1}) {
      assertThat(score(Photos.mirrored(photo, axis))).isCloseTo(upright, within(0.005));
    }
    for (int turn : new int[] {ROTATE_90_CLOCKWISE, ROTATE_90_COUNTERCLOCKWISE}) {
      Mat turned = new Mat();
      rotate(photo, turned, turn);
      assertThat(score(turned)).isCloseTo(upright, within(0.005));
    }
  }

  @ParameterizedTest
  @FieldSource("darkroom.studio.operation.Photos#NAMES")
  void hardlyMindsJpegCompression(String name) {
    Mat photo = Photos.sample(name);
    double fine = score(Photos.jpeg(photo, 95));
    assertThat(score(Photos.jpeg(photo, 75))).isCloseTo(fine, within(0.03));
    double blurred = score(Photos.jpeg(Photos.blurred(photo, 2), 95));
    assertThat(score(Photos.jpeg(Photos.blurred(photo, 2), 75))).isCloseTo(blurred, within(0.1));
  }

  @ParameterizedTest
  @FieldSource("darkroom.studio.operation.Photos#NAMES")
  void takesNoNoiseForDetail(String name) {
    Mat photo = Photos.sample(name);
    Mat blurred = Photos.blurred(photo, 4);
    assertThat(score(Photos.noisy(photo, 10))).isCloseTo(score(photo), within(0.05));
    assertThat(score(Photos.noisy(blurred, 10))).isCloseTo(score(blurred), within(0.05));
  }

  @ParameterizedTest
  @FieldSource("darkroom.studio.operation.Photos#NAMES")
  void makesABlurredPhotoSharperByShrinkingIt(String name) {
    Mat photo = Photos.sample(name);
    Mat blurred = Photos.blurred(photo, 2);
    assertThat(score(Photos.scaled(blurred, 0.5))).isGreaterThan(score(blurred) + 0.1);
    assertThat(score(Photos.scaled(photo, 0.5))).isBetween(0.7, 1.0);
  }

  @Test
  void followsTheFocusAcrossCropsOfOnePhoto() {
    Mat photo = Photos.sample("seeding.jpg");
    double head = score(Photos.cropped(photo, new Rect(130, 45, 330, 280)));
    double background = score(Photos.cropped(photo, new Rect(480, 60, 160, 160)));
    assertThat(head).isGreaterThan(background + 0.3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 90, 255})
  void findsNoSharpnessInAPlainPicture(int tone) {
    assertThat(score(Photos.plain(200, 100, CV_8UC1, tone))).isZero();
    assertThat(score(Photos.plain(999, 999, CV_8UC3, tone, tone, tone))).isZero();
  }

  @Test
  void findsHardlyAnySharpnessInNoiseAlone() {
    Mat plain = Photos.plain(500, 400, CV_8UC3, 128, 128, 128);
    assertThat(score(Photos.noisy(plain, 10))).isLessThan(0.1);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "1,40", "33,33", "31,999", "999,3"})
  void scoresPicturesOfAnySize(int width, int height) {
    Mat photo = Photos.sample("seeding.jpg");
    Mat part = Photos.cropped(photo, new Rect(0, 0, width, Math.min(height, photo.rows())));
    assertThat(score(part)).isBetween(0.0, 1.0);
  }

  @Test
  void readsGreyColourAndOpaqueAlphaAlike() {
    Mat colour = Photos.sample("coffee.png");
    Mat grey = new Mat();
    cvtColor(colour, grey, COLOR_BGR2GRAY);
    Mat opaque = new Mat();
    cvtColor(colour, opaque, COLOR_BGR2BGRA);
    assertThat(score(grey)).isEqualTo(score(colour)).isEqualTo(score(opaque));
  }

  @Test
  void seesNothingOfTransparentPixels() {
    Mat hidden = Photos.plain(100, 100, CV_8UC4, 90, 90, 90, 0);
    Mat squares = Photos.plain(50, 50, CV_8UC4, 0, 0, 0, 0);
    squares.copyTo(new Mat(hidden, new Rect(20, 20, 50, 50)));
    assertThat(score(hidden)).isZero();
  }

  @Test
  void isIdenticalTwiceAndFromSeveralThreads() {
    Mat photo = Photos.sample("astronaut.png");
    double once = score(photo);
    assertThat(IntStream.range(0, 12).parallel().mapToDouble(i -> score(photo)).toArray())
        .containsOnly(once);
  }

  private double score(Mat photo) {
    return Photos.score(sharpness, photo);
  }
}
