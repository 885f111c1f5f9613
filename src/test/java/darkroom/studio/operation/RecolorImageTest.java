package darkroom.studio.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecolorImageTest {
  private static final List<List<String>> TEMPLATES =
      List.of(
          List.of("056A6B"),
          List.of("F2C14E", "1B3A5C"),
          List.of("2B2D42", "8D99AE", "EDF2F4"),
          List.of("FF0000", "00FF00", "0000FF"),
          List.of("264653", "2A9D8F", "E9C46A", "F4A261", "E76F51"),
          List.of("0B132B", "1C2541", "3A506B", "5BC0BE", "9AD1D4", "CAE9FF", "FFFFFF"));

  private final Operation recolor = new RecolorImage();

  @ParameterizedTest
  @ValueSource(strings = {"camera.png", "coffee.png"})
  void eightResultsDifferVisiblyFromEachOtherAndFromThePhoto(String name) {
    Mat photo = Photos.sample(name);
    List<Mat> results = results(photo, Map.of("Mode", "AUTO", "ColorCount", "8"));
    assertThat(results).hasSize(8);
    for (int i = 0; i < 8; i++) {
      assertThat(StyleFigures.difference(results.get(i), photo)).isGreaterThan(4);
      assertThat(StyleFigures.turnedPairs(photo, results.get(i))).isLessThan(0.002);
      for (int j = 0; j < i; j++) {
        assertThat(StyleFigures.difference(results.get(i), results.get(j))).isGreaterThan(4);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7})
  void makesAsManyResultsAsColorCount(int count) {
    Mat photo = Photos.scaled(Photos.sample("coffee.png"), 0.2);
    assertThat(results(photo, Map.of("Mode", "AUTO", "ColorCount", String.valueOf(count))))
        .hasSize(count)
        .allSatisfy(result -> assertThat(result.size().width()).isEqualTo(photo.size().width()));
  }

  @ParameterizedTest
  @FieldSource("darkroom.studio.operation.Photos#NAMES")
  void theTemplatesColoursBecomeDominantAndLightKeepsItsOrder(String name) {
    Mat photo = Photos.sample(name);
    for (List<String> template : TEMPLATES) {
      Mat result = results(photo, template(template)).get(0);
      assertThat(awayFromTemplate(result, template)).as("%s", template).isLessThan(15);
      assertThat(awayFromTemplate(result, template))
          .as("%s against the photo's own", template)
          .isLessThan(awayFromTemplate(photo, template));
      assertThat(StyleFigures.turnedPairs(photo, result)).isLessThan(0.002);
    }
  }

  @Test
  void theOrderOfATemplatesColoursDoesNotMatter() {
    Mat photo = Photos.scaled(Photos.sample("coffee.png"), 0.3);
    assertThat(StyleFigures.bytes(results(photo, template(List.of("1B3A5C", "F2C14E"))).get(0)))
        .isEqualTo(
            StyleFigures.bytes(results(photo, template(List.of("F2C14E", "1B3A5C"))).get(0)));
  }

  @Test
  void coloursComeMuchNearerToTheReferences() {
    double before = 0;
    double after = 0;
    for (String name : List.of("astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg")) {
      for (String other : List.of("coffee.png", "rocket.jpg")) {
        if (!name.equals(other)) {
          Mat photo = Photos.sample(name);
          Mat reference = Photos.sample(other);
          Mat result = byReference(photo, reference);
          before += StyleFigures.colours(photo, reference);
          after += StyleFigures.colours(result, reference);
          assertThat(StyleFigures.turnedPairs(photo, result)).isLessThan(0.002);
        }
      }
    }
    assertThat(after / before).isLessThan(0.45);
  }

  @Test
  void keepsTransparencyAndIsNotMisledByWhatItHides() {
    Mat seen = Photos.scaled(Photos.sample("coffee.png"), 0.3);
    Mat photo = StyleFigures.halfTransparent(seen);
    Mat result = results(photo, template(List.of("056A6B"))).get(0);
    assertThat(result.channels()).isEqualTo(4);
    assertThat(StyleFigures.alpha(result)).isEqualTo(StyleFigures.alpha(photo));
  }

  @Test
  void aGreyPhotoTakesOnColour() {
    Mat photo = Photos.sample("camera.png");
    assertThat(photo.channels()).isEqualTo(1);
    Mat result = byReference(photo, Photos.sample("coffee.png"));
    assertThat(result.channels()).isEqualTo(3);
    double chroma =
        StyleFigures.dominant(result, 3).stream()
            .mapToDouble(LabColour::chroma)
            .average()
            .orElse(0);
    assertThat(chroma).isGreaterThan(20);
  }

  @ParameterizedTest
  @ValueSource(ints = {65, 1199})
  void takesTheSmallestAndTheLargestPhotoOfAnyKind(int side) {
    for (int type : List.of(CV_8UC1, CV_8UC3, CV_8UC4)) {
      Mat photo = Photos.plain(side, side, type, 120, 60, 200, 255);
      Mat result = results(photo, template(List.of("000000", "056A6B", "FFFFFF"))).get(0);
      assertThat(result.cols()).isEqualTo(side);
      assertThat(result.rows()).isEqualTo(side);
      assertThat(awayFromTemplate(result, List.of("000000", "056A6B", "FFFFFF"))).isLessThan(3);
    }
  }

  @Test
  void aWhollyTransparentPhotoStaysSo() {
    Mat result = results(Photos.plain(70, 70, CV_8UC4, 9, 9, 9, 0), Map.of("Mode", "AUTO")).get(0);
    assertThat(StyleFigures.alpha(result)).containsOnly(0);
  }

  @Test
  void isIdenticalTwiceAndLeavesThePhotoAlone() {
    Mat photo = Photos.sample("astronaut.png");
    byte[] before = StyleFigures.bytes(photo);
    Map<String, String> arguments = Map.of("Mode", "AUTO", "ColorCount", "1");
    byte[] once = StyleFigures.bytes(results(photo, arguments).get(0));
    assertThat(StyleFigures.bytes(results(photo, arguments).get(0))).isEqualTo(once);
    assertThat(StyleFigures.bytes(photo)).isEqualTo(before);
  }

  /** How far that one of the dominant colours is off that is farthest from all the template's. */
  private static double awayFromTemplate(Mat picture, List<String> template) {
    return StyleFigures.dominant(picture, template.size(), 0.05).stream()
        .mapToDouble(
            colour ->
                template.stream()
                    .mapToDouble(hex -> LabColour.ofHex(hex).difference(colour))
                    .min()
                    .orElseThrow())
        .max()
        .orElseThrow();
  }

  private static Map<String, String> template(List<String> colours) {
    Map<String, String> arguments = new TreeMap<>(Map.of("Mode", "TEMPLATE", "ColorCount", "1"));
    for (int i = 0; i < colours.size(); i++) {
      arguments.put("ColorTemplate." + (i + 1) + ".Color", colours.get(i));
    }
    return arguments;
  }

  private Mat byReference(Mat photo, Mat reference) {
    Object list =
        recolor
            .apply(Map.of("Url", photo, "RefUrl", reference), Map.of("Mode", "REF_PIC"))
            .get("ImageList");
    return StyleFigures.decoded(((List<?>) list).get(0));
  }

  private List<Mat> results(Mat photo, Map<String, String> arguments) {
    Map<String, Object> data = recolor.apply(Map.of("Url", photo), arguments);
    assertThat(data).containsOnlyKeys("ImageList");
    return ((List<?>) data.get("ImageList")).stream().map(StyleFigures::decoded).toList();
  }
}
