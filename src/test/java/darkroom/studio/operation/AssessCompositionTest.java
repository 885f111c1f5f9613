package darkroom.studio.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2BGRA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.util.stream.IntStream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssessCompositionTest {
  /**
   * Frames chosen by looking, the better one first: x, y, width and height in the sample as it is
   * admitted.
   */
  static final String PAIRS =
      """
      astronaut.png | 70 0 300 300   | 225 0 287 300   | the left border goes through the face
      astronaut.png | 70 0 300 300   | 70 110 300 300  | the top border goes through the face
      astronaut.png | 40 0 400 400   | 0 0 225 400     | the right border goes through the face
      astronaut.png | 0 0 512 512    | 0 120 512 392   | the top border goes through the face
      camera.png    | 100 20 320 320 | 205 20 307 320  | the left border goes through the head
      camera.png    | 100 20 320 320 | 0 20 225 320    | the right border goes through the face
      camera.png    | 60 20 420 420  | 60 120 420 392  | the top border goes through the head
      camera.png    | 0 0 512 512    | 0 110 512 402   | the top border goes through the head
      chelsea.png   | 90 40 290 240  | 165 40 286 240  | the left border goes through an eye
      chelsea.png   | 90 40 290 240  | 90 115 290 185  | the top border goes through both eyes
      chelsea.png   | 60 0 391 300   | 0 0 320 300     | the right border goes through an eye
      chelsea.png   | 0 0 451 300    | 170 0 281 300   | the left border goes through an eye
      coffee.png    | 0 0 600 400    | 280 0 320 400   | half of the cup is left of the frame
      coffee.png    | 0 0 600 400    | 0 110 600 290   | the top border goes through the cup
      coffee.png    | 60 0 440 400   | 0 0 300 400     | half of the cup is right of the frame
      coffee.png    | 60 0 440 400   | 300 0 300 400   | half of the cup is left of the frame
      rocket.jpg    | 180 60 280 367 | 321 60 280 367  | half of the rocket is left of the frame
      rocket.jpg    | 120 60 400 367 | 120 220 400 207 | the rocket's upper half is missing
      rocket.jpg    | 0 0 640 427    | 320 0 320 427   | half of the rocket is left of the frame
      rocket.jpg    | 230 60 280 367 | 40 60 280 367   | half of the rocket is right of the frame
      seeding.jpg   | 62 0 562 437   | 293 0 562 437   | half of the seed head is left of the frame
      seeding.jpg   | 0 0 999 562    | 293 0 706 562   | half of the seed head is left of the frame
      seeding.jpg   | 0 0 562 562    | 0 187 562 375   | the top border goes through the seed head
      seeding.jpg   | 0 0 562 437    | 0 0 293 437     | half of the seed head is right of the frame
      """;

  private final Operation composition = new AssessComposition();

  @ParameterizedTest(name = "{0}: {3}")
  @CsvSource(delimiter = '|', textBlock = PAIRS)
  void prefersAWholeSubjectToTheSameOneCut(String name, String whole, String cut, String why) {
    Mat photo = Photos.sample(name);
    assertThat(score(Photos.cropped(photo, frame(whole))))
        .as(why)
        .isGreaterThan(score(Photos.cropped(photo, frame(cut))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"astronaut.png", "camera.png", "chelsea.png", "coffee.png", "seeding.jpg"})
  void callsAWellComposedPhotoGood(String name) {
    // The manual of the action: 3.8 and above is good.
    assertThat(score(Photos.sample(name))).isBetween(3.8, 5.0);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          camera.png  | 330 260 180 240 | nothing but grass
          coffee.png  | 480 150 120 120 | nothing but wood
          coffee.png  | 0 0 300 400     | half a cup
          chelsea.png | 170 0 281 300   | an eye and a half
          rocket.jpg  | 321 60 280 367  | half a rocket at the border
          seeding.jpg | 293 0 706 562   | half a seed head at the border
          """)
  void callsABadFrameBad(String name, String frame, String what) {
    assertThat(score(Photos.cropped(Photos.sample(name), frame(frame)))).as(what).isLessThan(3);
  }

  @ParameterizedTest
  @FieldSource("darkroom.studio.operation.Photos#NAMES")
  void changesLittleByLittleAsTheFrameMoves(String name) {
    Mat photo = Photos.sample(name);
    int side = 240;
    double before = score(Photos.cropped(photo, new Rect(0, 0, side, side)));
    boolean changes = false;
    for (int x = 1; x <= 60; x++) {
      double after = score(Photos.cropped(photo, new Rect(x, 0, side, side)));
      assertThat(after).as("frame at %d", x).isCloseTo(before, within(0.3));
      changes |= after != before;
      before = after;
    }
    assertThat(changes).isTrue();
  }

  @ParameterizedTest
  @FieldSource("darkroom.studio.operation.Photos#NAMES")
  void isTheSameForTheMirrorImage(String name) {
    Mat photo = Photos.sample(name);
    assertThat(score(Photos.mirrored(photo, 1))).isCloseTo(score(photo), within(0.02));
  }

  @ParameterizedTest
  @FieldSource("darkroom.studio.operation.Photos#NAMES")
  void hardlyMindsSizeAndCompression(String name) {
    Mat photo = Photos.sample(name);
    double whole = score(photo);
    assertThat(score(Photos.scaled(photo, 0.6))).isCloseTo(whole, within(0.3));
    assertThat(score(Photos.jpeg(photo, 75))).isCloseTo(whole, within(0.2));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "33,33", "33,900", "900,34"})
  void scoresPicturesOfAnySize(int width, int height) {
    Mat photo = Photos.sample("seeding.jpg");
    Mat part = Photos.cropped(photo, new Rect(0, 0, width, Math.min(height, photo.rows())));
    assertThat(score(part)).isBetween(0.0, 5.0);
  }

  @Test
  void callsAPlainPictureNoGood() {
    assertThat(score(Photos.plain(300, 200, CV_8UC1, 0))).isBetween(0.0, 3.0);
    assertThat(score(Photos.plain(4000, 3000, CV_8UC3, 200, 180, 160))).isBetween(0.0, 3.0);
  }

  @Test
  void seesTransparentPixelsOnWhite() {
    Mat opaque = new Mat();
    Mat photo = Photos.sample("coffee.png");
    cvtColor(photo, opaque, COLOR_BGR2BGRA);
    assertThat(score(opaque)).isEqualTo(score(photo));
    assertThat(score(Photos.plain(64, 64, CV_8UC4, 9, 80, 200, 0)))
        .isEqualTo(score(Photos.plain(64, 64, CV_8UC3, 255, 255, 255)));
  }

  @Test
  void isIdenticalTwiceAndFromSeveralThreads() {
    Mat photo = Photos.sample("astronaut.png");
    double once = score(photo);
    assertThat(IntStream.range(0, 12).parallel().mapToDouble(i -> score(photo)).toArray())
        .containsOnly(once);
  }

  private double score(Mat photo) {
    return Photos.score(composition, photo);
  }

  static Rect frame(String sides) {
    String[] side = sides.split(" ", -1);
    return new Rect(
        Integer.parseInt(side[0]),
        Integer.parseInt(side[1]),
        Integer.parseInt(side[2]),
        Integer.parseInt(side[3]));
  }
}
