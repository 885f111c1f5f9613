package darkroom.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.Parameter;
import darkroom.action.ResultField;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActionsTableTest {
  @ParameterizedTest
  @MethodSource("darkroom.action.Actions#all")
  void tellsEachActionOnceInEachTable(Action action) {
    String row = "| `" + action.name() + "` |";
    assertThat(ActionsTable.markdown().lines().filter(line -> line.startsWith(row))).hasSize(2);
    assertThat(ActionsTable.text().lines().filter(line -> line.startsWith(action.name() + " ")))
        .hasSize(1);
  }

  @Test
  void writesLimitsPriceAndAnswerInOneRow() {
    assertThat(ActionsTable.markdown().lines())
        .contains(
            "| `RecolorImage` | recolour automatically, by a palette or by a reference |"
                + " JPEG, PNG, BMP | up to 3 MB | 65x65 to 1199x1199 | RGB, RGBA | 0.02 | 100 |"
                + " at once |",
            "| `EnhanceImageColor` | better saturation, brightness and skin tones |"
                + " JPEG, PNG, BMP | under 3 MB | 65x65 to 3839x3839, scaled down by the service |"
                + " any | 0.1 | 100 | at once |",
            "| `RecolorHDImage` | recolour in high definition, people left as is |"
                + " JPEG, PNG | under 3 MB | 65x65 to 9999x9999 | RGB | 0.04 | 100 | as a job |",
            "| `AssessSharpness` | score the sharpness; higher is sharper |"
                + " JPEG, PNG, BMP | under 3 MB | up to 999x999 | any |"
                + " 0.002 for the first 10,000 calls a month, 0.0018 up to 5,000,000, then 0.0016 |"
                + " none | at once |");
  }

  @Test
  void writesParametersWithRangesDefaultsAndConditions() {
    assertThat(ActionsTable.markdown().lines())
        .contains(
            "| `RecolorImage` | `Url`: the photo"
                + "<br>`Mode`: one of AUTO, TEMPLATE, REF_PIC; default `AUTO`"
                + "<br>`RefUrl`: a link to an image; required when `Mode=REF_PIC`"
                + "<br>`ColorCount`: a whole number from 1 to 8; default `1`"
                + "<br>`ColorTemplate`: 1 to 7 colours such as 056A6B;"
                + " required when `Mode=TEMPLATE` | `ImageList`: links to images (PNG) |",
            "| `IntelligentComposition` | `ImageURL`: the photo"
                + "<br>`NumBoxes`: a whole number, clamped to 1 to 10; default `5`"
                + " | `Elements`: a list of MinX, MinY, MaxX, MaxY, Score |",
            "| `AssessSharpness` | `ImageURL`: the photo | `Sharpness`: a number from 0 to 1"
                + "<br>`sharpness` in conditions and tables |");
  }

  @Test
  void alignsTheTerminalTable() {
    assertThat(ActionsTable.text().lines().limit(3))
        .containsExactly(
            "ACTION                        WHAT IT DOES                                          "
                + "  PHOTO                        CNY A CALL",
            "ExtendImageStyle              repaint a photo in the style of another               "
                + "  <= 3 MB, up to 1199x1199     0.02",
            "RecolorImage                  recolour automatically, by a palette or by a reference"
                + "  <= 3 MB, 65x65 to 1199x1199  0.02");
  }

  @Test
  void tellsAllAboutOneAction() {
    assertThat(ActionsTable.text(Actions.EXTEND_IMAGE_STYLE))
        .isEqualTo(
            """
            ExtendImageStyle: repaint a photo in the style of another

            CNY a call          0.02
            free calls a month  100
            result              at once
            formats             JPEG, PNG, BMP
            file                up to 3 MB
            pixels              up to 1199x1199
            channels            RGB

            parameters
              StyleUrl  a link to an image; required
              MajorUrl  the photo

            answer
              Url       a link to an image (PNG)
              MajorUrl  a link to an image, may be missing
            """);
  }

  @Test
  void tellsWhichImageIsThePhotoInEachWayOfWorking() {
    assertThat(ActionsTable.text(Actions.IMAGE_BLIND_PIC_WATERMARK).lines())
        .contains(
            "  OriginImageURL     a link to an image; the photo when FunctionType=encode_*;"
                + " required when FunctionType=encode_* or decode_pic;"
                + " not when FunctionType=decode_pic_plus or decode_pic_bold",
            "  WatermarkImageURL  a link to an image; the photo when FunctionType=decode_*;"
                + " not when FunctionType=encode_*",
            "  OutputFileType     one of jpeg, png, jpg, bmp; not when FunctionType=decode_*;"
                + " default png",
            "  LogoURL            a link to an image when FunctionType=decode_*");
  }

  @ParameterizedTest
  @MethodSource("darkroom.action.Actions#all")
  void namesEveryParameterAndField(Action action) {
    List<String> lines = ActionsTable.text(action).lines().toList();
    for (Parameter parameter : action.parameters()) {
      assertThat(lines).anyMatch(line -> line.startsWith("  " + parameter.plainName() + "  "));
    }
    for (ResultField field : action.results()) {
      assertThat(lines).anyMatch(line -> line.startsWith("  " + field.name() + "  "));
    }
  }

  @Test
  void replacesOnlyWhatStandsBetweenTheMarkers() {
    String readme = "# Title\n<!-- actions:begin -->\nold\n<!-- actions:end -->\nafter\n";
    String fresh = ActionsTable.refresh(readme);

    assertThat(fresh)
        .isEqualTo(
            "# Title\n<!-- actions:begin -->\n"
                + ActionsTable.markdown()
                + "<!-- actions:end -->\nafter\n");
    assertThat(ActionsTable.refresh(fresh)).isEqualTo(fresh);
  }

  @Test
  void wantsBothMarkersInTheirOrder() {
    assertThatThrownBy(() -> ActionsTable.refresh("# Title\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Expected <!-- actions:begin --> and after it <!-- actions:end --> for the table of"
                + " actions but was neither");
    assertThatThrownBy(() -> ActionsTable.refresh(ActionsTable.END + ActionsTable.BEGIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Expected <!-- actions:begin --> and after it <!-- actions:end --> for the table of"
                + " actions but was not both in this order");
  }
}
