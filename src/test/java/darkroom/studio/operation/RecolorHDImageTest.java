package darkroom.studio.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecolorHDImageTest {
  private static final long MEGABYTE = 1_000_000;

  /** Cheeks, brow and chin of the astronaut, without eyes and hair. */
  private static final Rect FACE = new Rect(190, 85, 65, 95);

  private final Operation recolor = new RecolorHDImage();

  @ParameterizedTest
  @ValueSource(strings = {"AUTO", "TEMPLATE", "REF_PIC"})
  void degreeNoughtIsTheOriginal(String mode) {
    Mat photo = Photos.sample("astronaut.png");
    assertThat(StyleFigures.bytes(results(photo, mode, "0").get(0)))
        .isEqualTo(StyleFigures.bytes(photo));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AUTO", "TEMPLATE", "REF_PIC"})
  void coloursMoveFurtherWithTheDegreeAndLightKeepsItsOrder(String mode) {
    Mat photo = Photos.sample("coffee.png");
    List<Double> moves = new ArrayList<>();
    for (String degree : List.of("0.3", "0.7", "1")) {
      Mat result = results(photo, mode, degree).get(0);
      moves.add(StyleFigures.difference(result, photo));
      assertThat(StyleFigures.turnedPairs(photo, result)).isLessThan(0.002);
    }
    assertThat(moves).isSorted().doesNotHaveDuplicates();
    assertThat(moves.get(0)).isGreaterThan(1);
    assertThat(moves.get(2)).isGreaterThan(8);
  }

  @Test
  void changesFourThousandByThreeThousandWithinMemoryAndLeavesTheFaceItsColours() {
    try (PointerScope scope = new PointerScope()) {
      Mat photo = new Mat();
      resize(Photos.sample("astronaut.png"), photo, new Size(4000, 3000));
      long before = Pointer.physicalBytes();
      Mat result = results(photo, "AUTO", "1").get(0);
      assertThat(Pointer.physicalBytes() - before).isLessThan(800 * MEGABYTE);
      assertThat(result.cols()).isEqualTo(4000);
      assertThat(result.rows()).isEqualTo(3000);
      Rect face =
          new Rect(
              FACE.x() * 4000 / 512,
              FACE.y() * 3000 / 512,
              FACE.width() * 4000 / 512,
              FACE.height() * 3000 / 512);
      assertThat(StyleFigures.difference(new Mat(photo, face), new Mat(result, face)))
          .isLessThan(1);
      Mat withoutCare =
          StyleFigures.decoded(
              ((List<?>) new RecolorImage().apply(Map.of("Url", photo), Map.of()).get("ImageList"))
                  .get(0));
      assertThat(StyleFigures.difference(new Mat(photo, face), new Mat(withoutCare, face)))
          .isGreaterThan(10);
      assertThat(StyleFigures.difference(photo, result)).isGreaterThan(4);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AUTO", "TEMPLATE", "REF_PIC"})
  void everySkinPixelMovesByLessThanThree(String mode) {
    Mat photo = Photos.sample("astronaut.png");
    float[] before = StyleFigures.lab(new Mat(photo, FACE).clone());
    float[] after = StyleFigures.lab(new Mat(results(photo, mode, "1").get(0), FACE).clone());
    for (int i = 0; i < before.length / 3; i++) {
      assertThat(StyleFigures.colour(before, i).difference(StyleFigures.colour(after, i)))
          .isLessThan(3);
    }
  }

  @Test
  void makesAsManyResultsAsColorCountAndOneWhereItDoesNotSay() {
    Mat photo = Photos.scaled(Photos.sample("coffee.png"), 0.3);
    assertThat(results(photo, Map.of("Degree", "1", "ColorCount", "8"))).hasSize(8);
    assertThat(results(photo, Map.of("Degree", "1"))).hasSize(1);
  }

  @Test
  void takesTheSmallestPhotosAndVeryLongOnes() {
    for (int type : List.of(CV_8UC1, CV_8UC3)) {
      assertThat(results(Photos.plain(65, 65, type, 120, 60, 200), "AUTO", "1")).hasSize(1);
      Mat strip = results(Photos.plain(9999, 65, type, 120, 60, 200), "TEMPLATE", "1").get(0);
      assertThat(strip.cols()).isEqualTo(9999);
      assertThat(strip.rows()).isEqualTo(65);
    }
  }

  @Test
  void isIdenticalTwice() {
    Mat photo = Photos.sample("astronaut.png");
    assertThat(StyleFigures.bytes(results(photo, "TEMPLATE", "0.7").get(0)))
        .isEqualTo(StyleFigures.bytes(results(photo, "TEMPLATE", "0.7").get(0)));
  }

  private List<Mat> results(Mat photo, String mode, String degree) {
    Map<String, String> arguments = new TreeMap<>(Map.of("Mode", mode, "Degree", degree));
    if (mode.equals("TEMPLATE")) {
      arguments.put("ColorTemplate.1.Color", "264653");
      arguments.put("ColorTemplate.2.Color", "2A9D8F");
      arguments.put("ColorTemplate.3.Color", "E9C46A");
    }
    return results(photo, arguments);
  }

  private List<Mat> results(Mat photo, Map<String, String> arguments) {
    Map<String, Mat> images = Map.of("Url", photo, "RefUrl", Photos.sample("rocket.jpg"));
    Map<String, Object> data = recolor.apply(images, arguments);
    assertThat(data).containsOnlyKeys("ImageList");
    return ((List<?>) data.get("ImageList")).stream().map(StyleFigures::decoded).toList();
  }
}
