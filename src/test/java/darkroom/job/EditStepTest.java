package darkroom.job;

import static org.assertj.core.api.Assertions.assertThat;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.FitMode;
import darkroom.job.Argument.Field;
import darkroom.job.Argument.Given;
import darkroom.job.Product.Role;
import darkroom.job.Resolution.Refused;
import darkroom.job.Resolution.Resolved;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EditStepTest {
  private static final EditStep ERASE =
      step(Actions.ERASE_PERSON, Map.of("UserMask", new Field("mask")));
  private static final EditStep ENLARGE =
      step(
          Actions.MAKE_SUPER_RESOLUTION_IMAGE,
          Map.of("UpscaleFactor", new Given("2"), "Mode", new Given("enhancement")));
  private static final EditStep RECOLOR =
      step(
          Actions.RECOLOR_IMAGE,
          Map.of("Mode", new Given("TEMPLATE"), "ColorTemplate.N.Color", new Field("colours")));

  @Test
  void takesAnArgumentFromThePhotosRow() {
    assertThat(ERASE.resolve(Map.of("mask", " masks/7.png ", "other", "x")))
        .isEqualTo(resolved(Map.of("UserMask", "masks/7.png")));
  }

  @Test
  void letsThePhotosRowOverrideAnArgument() {
    assertThat(ENLARGE.resolve(Map.of("MakeSuperResolutionImage.UpscaleFactor", "4")))
        .isEqualTo(resolved(Map.of("Mode", "enhancement", "UpscaleFactor", "4")));
    assertThat(ENLARGE.resolve(Map.of("MakeSuperResolutionImage.UpscaleFactor", "")))
        .isEqualTo(resolved(Map.of("Mode", "enhancement", "UpscaleFactor", "2")));
    assertThat(ENLARGE.resolve(Map.of("ErasePerson.UserMask", "m.png")))
        .isEqualTo(resolved(Map.of("Mode", "enhancement", "UpscaleFactor", "2")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"056A6B 000000", "056A6B;000000", "[\"056A6B\",\"000000\"]", "#056A6B, #000000"})
  void readsAListFromOneField(String colours) {
    assertThat(RECOLOR.resolve(Map.of("colours", colours)))
        .isEqualTo(
            resolved(
                Map.of(
                    "Mode", "TEMPLATE",
                    "ColorTemplate.1.Color", "056A6B",
                    "ColorTemplate.2.Color", "000000")));
  }

  @Test
  void anOverriddenListIsReplacedWhole() {
    EditStep step =
        step(
            Actions.RECOLOR_IMAGE,
            Map.of(
                "Mode", new Given("TEMPLATE"),
                "ColorTemplate.1.Color", new Given("111111"),
                "ColorTemplate.2.Color", new Given("222222")));
    assertThat(step.resolve(Map.of("RecolorImage.ColorTemplate", "056A6B")))
        .isEqualTo(resolved(Map.of("Mode", "TEMPLATE", "ColorTemplate.1.Color", "056A6B")));
  }

  @Test
  void anEmptyFieldLeavesAnArgumentToTheService() {
    EditStep step =
        step(Actions.MAKE_SUPER_RESOLUTION_IMAGE, Map.of("UpscaleFactor", new Field("factor")));
    assertThat(step.resolve(Map.of("factor", " "))).isEqualTo(resolved(Map.of()));
    assertThat(step.resolve(Map.of())).isEqualTo(resolved(Map.of()));
  }

  static Stream<Arguments> wrongRows() {
    return Stream.of(
        Arguments.of(
            ERASE,
            Map.of(),
            "Expected the location of an image (a path, oss:// or s3://) for ErasePerson.UserMask"
                + " but was nothing (field mask)"),
        Arguments.of(
            ERASE,
            Map.of("mask", "https://shop.example/m.png?Signature=xyzzy"),
            "Expected the location of an image (a path, oss:// or s3://) for ErasePerson.UserMask"
                + " but was https://shop.example/m.png?... (field mask)"),
        Arguments.of(
            ERASE,
            Map.of("mask", "m.png", "ErasePerson.UserMsk", "n.png"),
            "Expected one of UserMask after \"ErasePerson.\" in the name of a field of the manifest"
                + " but was \"UserMsk\"; did you mean \"UserMask\"?"),
        Arguments.of(
            ERASE,
            Map.of("mask", "m.png", "ErasePerson.ImageURL", "n.png"),
            "Expected one of UserMask after \"ErasePerson.\" in the name of a field of the manifest"
                + " but was \"ImageURL\""),
        Arguments.of(
            ENLARGE,
            Map.of("MakeSuperResolutionImage.UpscaleFactor", "9"),
            "Expected one of 1, 2, 3, 4 for MakeSuperResolutionImage.UpscaleFactor but was 9 (field"
                + " MakeSuperResolutionImage.UpscaleFactor)"),
        Arguments.of(
            RECOLOR,
            Map.of("colours", "red"),
            "Expected 1 to 7 colours such as 056A6B for RecolorImage.ColorTemplate but was red"
                + " (field colours)"),
        Arguments.of(
            RECOLOR,
            Map.of("colours", "056A6B ".repeat(8)),
            "Expected 1 to 7 colours such as 056A6B for RecolorImage.ColorTemplate but was 8 of them"
                + " (field colours)"),
        Arguments.of(
            step(Actions.RECOLOR_IMAGE, Map.of("Mode", new Field("mode"))),
            Map.of("mode", "REF_PIC"),
            "Expected the location of an image (a path, oss:// or s3://) for RecolorImage.RefUrl but"
                + " was nothing"),
        Arguments.of(
            hidden("encode_text"),
            Map.of("ImageBlindCharacterWatermark.FunctionType", "decode_text"),
            "Expected one of Text, WatermarkImageURL, OutputFileType, QualityFactor after"
                + " \"ImageBlindCharacterWatermark.\" in the name of a field of the manifest but was"
                + " \"FunctionType\""));
  }

  @ParameterizedTest
  @MethodSource("wrongRows")
  void saysWhatIsWrongWithARow(EditStep step, Map<String, String> fields, String problem) {
    assertThat(step.resolve(fields)).isEqualTo(new Refused(problem));
  }

  @Test
  void describesItselfByItsArguments() {
    assertThat(ENLARGE.describe())
        .isEqualTo("MakeSuperResolutionImage(Mode=enhancement, UpscaleFactor=2)");
    assertThat(ERASE.describe()).isEqualTo("ErasePerson(UserMask={field: mask})");
    assertThat(step(Actions.COLORIZE_IMAGE, Map.of()).describe()).isEqualTo("ColorizeImage");
  }

  static Stream<Arguments> products() {
    return Stream.of(
        Arguments.of(
            step(Actions.EXTEND_IMAGE_STYLE, Map.of()),
            Map.of("Url", Role.PHOTO, "MajorUrl", Role.BYPRODUCT)),
        Arguments.of(RECOLOR, Map.of("ImageList", Role.PHOTO)),
        Arguments.of(ENLARGE, Map.of("Url", Role.PHOTO)),
        Arguments.of(step(Actions.GENERATE_DYNAMIC_IMAGE, Map.of()), Map.of("Url", Role.BYPRODUCT)),
        Arguments.of(step(Actions.RECOLOR_HD_IMAGE, Map.of()), Map.of("ImageList", Role.PHOTO)),
        Arguments.of(
            step(Actions.CHANGE_IMAGE_SIZE, Map.of()),
            Map.of("Url", Role.PHOTO, "RetainLocation", Role.DATA)),
        Arguments.of(
            step(Actions.INTELLIGENT_COMPOSITION, Map.of()), Map.of("Elements", Role.DATA)),
        Arguments.of(hidden("encode_text_plus"), Map.of("WatermarkImageURL", Role.PHOTO)),
        Arguments.of(hidden("decode_text"), Map.of("TextImageURL", Role.BYPRODUCT)),
        Arguments.of(
            step(
                Actions.IMAGE_BLIND_PIC_WATERMARK,
                Map.of("FunctionType", new Given("decode_pic_bold"))),
            Map.of("LogoURL", Role.BYPRODUCT)),
        Arguments.of(ERASE, Map.of("ImageUrl", Role.PHOTO)));
  }

  @ParameterizedTest
  @MethodSource("products")
  void tellsThePhotoThatGoesOnFromWhatIsBesideIt(EditStep step, Map<String, Role> roles) {
    Map<String, Role> found = new TreeMap<>();
    step.products().forEach(product -> found.put(product.field().name(), product.role()));
    assertThat(found).isEqualTo(new TreeMap<>(roles));
    assertThat(step.changesPhoto()).isEqualTo(roles.containsValue(Role.PHOTO));
  }

  @Test
  void labelsWhatIsBesideThePhoto() {
    assertThat(step(Actions.EXTEND_IMAGE_STYLE, Map.of()).byproductLabels())
        .containsExactly("ExtendImageStyle-MajorUrl");
    assertThat(hidden("decode_text").byproductLabels())
        .containsExactly("ImageBlindCharacterWatermark");
    assertThat(RECOLOR.byproductLabels()).containsExactly("RecolorImage");
    assertThat(ENLARGE.byproductLabels()).isEmpty();
  }

  @Test
  void travelsToWorkers() throws Exception {
    EditStep step =
        new EditStep(
            "a",
            "ErasePerson",
            ERASE.arguments(),
            FitMode.PAD,
            Optional.of(When.parse("width > 1 and field.a in [b, 1]")),
            OnFailure.SKIP,
            true);
    List<Step> sent =
        List.of(
            step,
            new CropStep("c", 2, FitMode.SKIP, step.when(), OnFailure.FAIL, false),
            SampleSteps.score(List.of("AssessSharpness"), FitMode.SHRINK));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(sent);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(sent);
    }
  }

  private static EditStep hidden(String functionType) {
    return step(
        Actions.IMAGE_BLIND_CHARACTER_WATERMARK,
        Map.of("FunctionType", new Given(functionType), "Text", new Given("a")));
  }

  private static EditStep step(Action action, Map<String, Argument> arguments) {
    return new EditStep(
        action.name(),
        action.name(),
        new TreeMap<>(arguments),
        FitMode.REJECT,
        Optional.empty(),
        OnFailure.FAIL,
        false);
  }

  private static Resolved resolved(Map<String, String> arguments) {
    return new Resolved(new TreeMap<>(arguments));
  }
}
