package darkroom.studio.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImitatePhotoStyleTest {
  private static final List<String> STYLES = List.of("chelsea.png", "coffee.png", "rocket.jpg");

  private final Operation imitate = new ImitatePhotoStyle();

  @Test
  void lightAndColoursComeNearerToTheReferenceThanReinhardsAndStructureStays() {
    double before = 0;
    double reinhard = 0;
    double after = 0;
    for (String name : Photos.NAMES) {
      Mat photo = Photos.sample(name);
      for (String other : STYLES) {
        if (!name.equals(other)) {
          Mat style = Photos.sample(other);
          Mat result = imitated(photo, style);
          before += StyleFigures.colours(photo, style);
          reinhard += StyleFigures.colours(StyleFigures.reinhard(photo, style), style);
          after += StyleFigures.colours(result, style);
          assertThat(StyleFigures.structure(photo, result))
              .as("%s like %s", name, other)
              .isGreaterThan(0.95);
        }
      }
    }
    assertThat(after / before).isLessThan(0.2);
    assertThat(after / reinhard).isLessThan(0.75);
  }

  @Test
  void aPhotoLikeItselfHardlyChanges() {
    Mat photo = Photos.sample("coffee.png");
    assertThat(StyleFigures.difference(photo, imitated(photo, photo))).isLessThan(1);
  }

  @Test
  void stretchesAFaintGradientWithoutBands() {
    Mat photo = ramp(100, 140);
    Mat result = imitated(photo, ramp(10, 250));
    TreeSet<Integer> levels = new TreeSet<>();
    int largestStep = 0;
    byte[] values = StyleFigures.bytes(result);
    for (int x = 0; x < result.cols(); x++) {
      int value = values[3 * x] & 255;
      if (!levels.isEmpty()) {
        largestStep = Math.max(largestStep, Math.abs(value - (values[3 * x - 3] & 255)));
      }
      levels.add(value);
    }
    int range = levels.last() - levels.first();
    assertThat(range).as("the gradient is stretched").isGreaterThan(80);
    assertThat(levels.size())
        .as("a curve pixel by pixel would leave out more than half of %d levels", range + 1)
        .isGreaterThan(range * 9 / 10);
    assertThat(largestStep).isLessThanOrEqualTo(2);
  }

  @Test
  void keepsTransparency() {
    Mat photo = StyleFigures.halfTransparent(Photos.sample("coffee.png"));
    Mat result = imitated(photo, Photos.sample("rocket.jpg"));
    assertThat(StyleFigures.alpha(result)).isEqualTo(StyleFigures.alpha(photo));
  }

  @Test
  void aGreyReferenceMakesGrey() {
    Mat result = imitated(Photos.sample("coffee.png"), Photos.sample("camera.png"));
    assertThat(StyleFigures.dominant(result, 4)).allMatch(colour -> colour.chroma() < 8);
  }

  @ParameterizedTest
  @ValueSource(ints = {33, 2999})
  void takesTheSmallestAndTheLargestPhoto(int side) {
    for (int type : side > 1000 ? List.of(CV_8UC3) : List.of(CV_8UC1, CV_8UC3, CV_8UC4)) {
      Mat result =
          imitated(
              Photos.plain(side, side, type, 30, 60, 90, 255),
              Photos.plain(1, 1, CV_8UC3, 107, 106, 5));
      assertThat(result.cols()).isEqualTo(side);
      assertThat(result.rows()).isEqualTo(side);
      assertThat(StyleFigures.dominant(result, 1).get(0).difference(LabColour.ofHex("056A6B")))
          .isLessThan(2);
    }
  }

  @Test
  void isIdenticalTwice() {
    Mat photo = Photos.sample("chelsea.png");
    Mat style = Photos.sample("coffee.png");
    assertThat(StyleFigures.bytes(imitated(photo, style)))
        .isEqualTo(StyleFigures.bytes(imitated(photo, style)));
  }

  private static Mat ramp(int from, int to) {
    Mat ramp = new Mat(40, 1000, CV_8UC3);
    byte[] values = new byte[40 * 1000 * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (from + (to - from) * (i / 3 % 1000) / 1000);
    }
    ramp.data().put(values);
    return ramp;
  }

  private Mat imitated(Mat photo, Mat style) {
    Map<String, Object> data =
        imitate.apply(Map.of("ImageURL", photo, "StyleUrl", style), Map.of());
    assertThat(data).containsOnlyKeys("ImageURL");
    return StyleFigures.decoded(data.get("ImageURL"));
  }
}
