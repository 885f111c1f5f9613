package darkroom.studio.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;

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

class AssessExposureTest {
  private final Operation exposure = new AssessExposure();

  @ParameterizedTest
  @FieldSource("darkroom.studio.operation.Photos#NAMES")
  void risesAsGammaLightens(String name) {
    Mat photo = Photos.sample(name);
    List<Double> scores =
        Stream.of(2.5, 2.0, 1.5, 1.0, 0.7, 0.5, 0.4)
            .map(gamma -> score(Photos.gamma(photo, gamma)))
            .toList();
    assertThat(scores).isSorted().doesNotHaveDuplicates();
    assertThat(scores.get(6) - scores.get(0)).isGreaterThan(0.4);
  }

  @ParameterizedTest
  @FieldSource("darkroom.studio.operation.Photos#NAMES")
  void risesWithEachStopOfLight(String name) {
    Mat photo = Photos.sample(name);
    List<Double> scores =
        Stream.of(-2, -1, 0, 1, 2).map(stops -> score(Photos.exposed(photo, stops))).toList();
    assertThat(scores).isSorted().doesNotHaveDuplicates();
    assertThat(scores.get(4) - scores.get(0)).isGreaterThan(0.4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"astronaut.png", "camera.png", "chelsea.png"})
  void isAboutHalfForWellExposedPhotos(String name) {
    assertThat(score(Photos.sample(name))).isCloseTo(0.5, within(0.1));
  }

  @Test
  void isLowForANightScene() {
    assertThat(score(Photos.sample("rocket.jpg"))).isBetween(0.05, 0.3);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "33,33", "999,999"})
  void isZeroForBlackAndOneForWhiteAtAnySize(int width, int height) {
    assertThat(score(Photos.plain(width, height, CV_8UC1, 0))).isZero();
    assertThat(score(Photos.plain(width, height, CV_8UC3, 0, 0, 0))).isZero();
    assertThat(score(Photos.plain(width, height, CV_8UC1, 255))).isEqualTo(1);
    assertThat(score(Photos.plain(width, height, CV_8UC3, 255, 255, 255))).isEqualTo(1);
  }

  @Test
  void isHalfForMiddleGrey() {
    // L* 50, a reflectance of 18 %, is sRGB 119.
    assertThat(score(Photos.plain(40, 40, CV_8UC1, 119))).isCloseTo(0.5, within(0.02));
  }

  @Test
  void isTheMeanOfItsParts() {
    Mat half = Photos.plain(40, 40, CV_8UC1, 0);
    Photos.plain(20, 40, CV_8UC1, 255).copyTo(new Mat(half, new Rect(0, 0, 20, 40)));
    assertThat(score(half)).isEqualTo(0.5);
  }

  @Test
  void seesTransparentPixelsOnWhite() {
    assertThat(score(Photos.plain(40, 40, CV_8UC4, 0, 0, 0, 0))).isEqualTo(1);
    assertThat(score(Photos.plain(40, 40, CV_8UC4, 0, 0, 0, 255))).isZero();
    assertThat(score(Photos.plain(40, 40, CV_8UC4, 0, 0, 0, 136)))
        .isEqualTo(score(Photos.plain(40, 40, CV_8UC3, 119, 119, 119)));
  }

  @ParameterizedTest
  @FieldSource("darkroom.studio.operation.Photos#NAMES")
  void isTheSameForMirrorImagesAndHardlyMindsCompression(String name) {
    Mat photo = Photos.sample(name);
    assertThat(score(Photos.mirrored(photo, 1))).isEqualTo(score(photo));
    assertThat(score(Photos.jpeg(photo, 75))).isCloseTo(score(photo), within(0.01));
  }

  @Test
  void isIdenticalTwiceAndFromSeveralThreads() {
    Mat photo = Photos.sample("astronaut.png");
    double once = score(photo);
    assertThat(IntStream.range(0, 12).parallel().mapToDouble(i -> score(photo)).toArray())
        .containsOnly(once);
  }

  private double score(Mat photo) {
    return Photos.score(exposure, photo);
  }
}
