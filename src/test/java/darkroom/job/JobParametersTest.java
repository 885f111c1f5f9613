package darkroom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.Parameter;
import darkroom.action.ParameterType;
import darkroom.action.ParameterType.BinaryString;
import darkroom.action.ParameterType.Choice;
import darkroom.action.ParameterType.Decimal;
import darkroom.action.ParameterType.HexColors;
import darkroom.action.ParameterType.ImageUrl;
import darkroom.action.ParameterType.Text;
import darkroom.action.ParameterType.Whole;
import darkroom.action.ParameterType.WholeChoice;
import darkroom.action.ParameterType.WholeRange;
import darkroom.action.ParameterType.WholeRange.OutOfRange;
import darkroom.job.Argument.Given;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every action's parameters, given in a job file. */
class JobParametersTest {
  /**
   * Values in YAML.
   *
   * @param good what a parameter takes, its limits among them
   * @param bad what it refuses, with what messages say was there
   */
  private record Values(List<String> good, Map<String, String> bad) {}

  /** One parameter's value; {@code was} is what messages say was there. */
  private record Sample(Action action, Parameter parameter, String value, String was) {
    @Override
    public String toString() {
      return action + "." + parameter.plainName() + "=" + value;
    }
  }

  static Stream<Action> actions() {
    return Actions.all().stream();
  }

  static Stream<Sample> valuesWithinLimits() {
    return given(
        (action, parameter) ->
            values(parameter.type()).good().stream()
                .map(value -> new Sample(action, parameter, value, "")));
  }

  static Stream<Sample> valuesBeyondLimits() {
    return given(
        (action, parameter) ->
            values(parameter.type()).bad().entrySet().stream()
                .map(bad -> new Sample(action, parameter, bad.getKey(), bad.getValue())));
  }

  private static Stream<Sample> given(BiFunction<Action, Parameter, Stream<Sample>> values) {
    return actions()
        .flatMap(
            action ->
                action.parameters().stream()
                    .filter(p -> p.subject().isEmpty())
                    .flatMap(p -> values.apply(action, p)));
  }

  @ParameterizedTest
  @MethodSource("valuesWithinLimits")
  void takesValuesWithinLimits(Sample given) {
    expectGoodParameters(given.action(), job(given.action(), with(given)));
  }

  @ParameterizedTest
  @MethodSource("valuesBeyondLimits")
  void refusesValuesBeyondLimits(Sample given) {
    Parameter parameter = given.parameter();
    assertThatThrownBy(() -> JobFile.parse(job(given.action(), with(given)), "job.yaml"))
        .isInstanceOf(JobProblem.class)
        .hasMessage(
            "Expected %s for %s.%s but was %s (job.yaml:%d)",
            ActionArguments.expectation(parameter),
            given.action(),
            parameter.plainName(),
            given.was(),
            lineOf(given));
  }

  @Test
  void refusesOneColourWhereAListIsExpected() {
    String job = job(Actions.RECOLOR_IMAGE, Map.of("ColorTemplate", "056A6B"));
    assertThatThrownBy(() -> JobFile.parse(job, "job.yaml"))
        .isInstanceOf(JobProblem.class)
        .hasMessage(
            "Expected a list of 1 to 7 colours such as 056A6B for RecolorImage.ColorTemplate but"
                + " was 056A6B (job.yaml:5)");
  }

  @Test
  void namesTheLineOfTheWrongColour() {
    String colours = "\n        - 056A6B\n        - 05";
    String job = job(Actions.RECOLOR_IMAGE, Map.of("ColorTemplate", colours));
    assertThatThrownBy(() -> JobFile.parse(job, "job.yaml"))
        .isInstanceOf(JobProblem.class)
        .hasMessage(
            "Expected 1 to 7 colours such as 056A6B for RecolorImage.ColorTemplate but was 05"
                + " (job.yaml:7)");
  }

  @ParameterizedTest
  @MethodSource("actions")
  void takesEachActionWithWhatItRequires(Action action) {
    expectGoodParameters(action, job(action, required(action)));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void refusesThePhotoItself(Action action) {
    Map<String, String> arguments = required(action);
    String photo = action.subject(arguments).name();
    arguments.put(photo, "https://shop.example/a.jpg?Signature=xyzzy");
    assertThatThrownBy(() -> JobFile.parse(job(action, arguments), "job.yaml"))
        .isInstanceOf(JobProblem.class)
        .hasMessageStartingWith(
            "Expected nothing for "
                + action
                + "."
                + photo
                + ", which is the photo from the manifest, but was a value (job.yaml:")
        .hasMessageNotContaining("xyzzy");
  }

  @ParameterizedTest
  @MethodSource("actions")
  void refusesUnknownParameters(Action action) {
    assertThatThrownBy(() -> JobFile.parse(job(action, Map.of("Colour", "red")), "job.yaml"))
        .isInstanceOf(JobProblem.class)
        .hasMessageMatching(
            "Expected (no parameters|one of the parameters [A-Za-z, ]+) for "
                + action
                + " but was \"Colour\"(; did you mean \"Color[A-Za-z]+\"\\?)? \\(job.yaml:5\\)");
  }

  @ParameterizedTest
  @MethodSource("actions")
  void saysWhichRequiredParameterIsMissing(Action action) {
    Optional<Parameter> first =
        action.parameters().stream()
            .filter(p -> p.subject().isEmpty() && p.defaultValue().isEmpty())
            .filter(p -> p.required().filter(c -> action.holds(c, Map.of())).isPresent())
            .findFirst();
    String job = job(action, Map.of());
    if (first.isEmpty()) {
      expectGoodParameters(action, job);
      return;
    }
    assertThatThrownBy(() -> JobFile.parse(job, "job.yaml"))
        .isInstanceOf(JobProblem.class)
        .hasMessage(
            "Expected %s for %s.%s but was nothing; write %s under %s, as a value or, where a column"
                + " of the manifest gives it, as {field: NAME} (job.yaml:4)",
            ActionArguments.expectation(first.get()),
            action,
            first.get().plainName(),
            first.get().plainName(),
            action);
  }

  @Test
  void suggestsTheNearestParameter() {
    assertThatThrownBy(
            () ->
                JobFile.parse(
                    job(Actions.MAKE_SUPER_RESOLUTION_IMAGE, Map.of("UpscaleFaktor", "2")), "j"))
        .hasMessage(
            "Expected one of the parameters Mode, UpscaleFactor for MakeSuperResolutionImage but"
                + " was \"UpscaleFaktor\"; did you mean \"UpscaleFactor\"? (j:5)");
  }

  @Test
  void refusesAParameterThatItsActionMustNotHaveNow() {
    Map<String, String> decode = new TreeMap<>();
    decode.put("FunctionType", "decode_pic_plus");
    decode.put("LogoURL", "oss://shop/logo.png");
    assertThatThrownBy(
            () -> JobFile.parse(job(Actions.IMAGE_BLIND_PIC_WATERMARK, decode), "job.yaml"))
        .hasMessage(
            "Expected nothing when FunctionType=decode_* for ImageBlindPicWatermark.LogoURL but was"
                + " a link (job.yaml:6)");
  }

  @Test
  void keepsTheWrittenTextAndNumbersAListsEntries() {
    Setting arguments =
        Document.parse(
            "{Mode: TEMPLATE, ColorTemplate: [056A6B, 000000], ColorCount: 03, Degree: 0.50}",
            Origin.job("job.yaml"));
    assertThat(ActionArguments.read(Actions.RECOLOR_HD_IMAGE, arguments))
        .isEqualTo(
            Map.of(
                "Mode", new Given("TEMPLATE"),
                "ColorTemplate.1.Color", new Given("056A6B"),
                "ColorTemplate.2.Color", new Given("000000"),
                "ColorCount", new Given("03"),
                "Degree", new Given("0.50")));
  }

  @Test
  void takesParametersFromTheManifest() {
    Setting arguments =
        Document.parse(
            "{Mode: {field: mode}, ColorTemplate: {field: colours}, Degree: {field: degree}}",
            Origin.job("job.yaml"));
    assertThat(ActionArguments.read(Actions.RECOLOR_HD_IMAGE, arguments))
        .isEqualTo(
            Map.of(
                "Mode", new Argument.Field("mode"),
                "ColorTemplate.N.Color", new Argument.Field("colours"),
                "Degree", new Argument.Field("degree")));
  }

  static Stream<Arguments> wrongParameters() {
    return Stream.of(
        Arguments.of(
            "ErasePerson: {UserMask: 'https://shop.example/m.png?Signature=xyzzy'}",
            "Expected the location of an image (a path, oss:// or s3://) for ErasePerson.UserMask"
                + " but was https://shop.example/m.png?... (job.yaml:4)"),
        Arguments.of(
            "ErasePerson: {UserMask: {field: [mask]}}",
            "Expected the name of a field of the manifest for ErasePerson.UserMask.field but was a"
                + " list (job.yaml:4)"),
        Arguments.of(
            "ErasePerson: {UserMask: {field: mask, folder: masks}}",
            "Expected field in ErasePerson.UserMask but was \"folder\" (job.yaml:4)"),
        Arguments.of(
            "ImageBlindPicWatermark: {FunctionType: {field: way}}",
            "Expected one of encode_pic, encode_pic_plus, encode_pic_bold, decode_pic,"
                + " decode_pic_plus, decode_pic_bold for ImageBlindPicWatermark.FunctionType, which"
                + " decides what the step gives, but was a field of the manifest (job.yaml:4)"),
        Arguments.of(
            "RecolorImage: {Mode: REF_PIC}",
            "Expected the location of an image (a path, oss:// or s3://) for RecolorImage.RefUrl"
                + " but was nothing; write RefUrl under RecolorImage, as a value or, where a column"
                + " of the manifest gives it, as {field: NAME} (job.yaml:4)"),
        Arguments.of(
            "RecolorImage: {Mode: TEMPLATE, ColorTemplate: [{field: a}, 05]}",
            "Expected 1 to 7 colours such as 056A6B for RecolorImage.ColorTemplate but was 05"
                + " (job.yaml:4)"),
        Arguments.of(
            "ImageBlindCharacterWatermark: {FunctionType: encode_text}",
            "Expected a text for ImageBlindCharacterWatermark.Text but was nothing; write Text"
                + " under ImageBlindCharacterWatermark, as a value or, where a column of the"
                + " manifest gives it, as {field: NAME} (job.yaml:4)"),
        Arguments.of(
            "ImageBlindCharacterWatermark: {FunctionType: decode_text_plus, Text: {field: t}}",
            "Expected nothing when FunctionType=decode_* for ImageBlindCharacterWatermark.Text but"
                + " was something (job.yaml:4)"));
  }

  @ParameterizedTest
  @MethodSource("wrongParameters")
  void saysWhatIsWrongWithThem(String step, String message) {
    String job =
        "name: shop\nmanifest: photos.csv\nrecipe:\n  - "
            + step
            + "\noutput: {tables: out, images: 'out/{id}.{ext}'}\n";
    assertThatThrownBy(() -> JobFile.parse(job, "job.yaml"))
        .isInstanceOf(JobProblem.class)
        .hasMessage(message);
  }

  private static Values values(ParameterType type) {
    if (type instanceof ImageUrl) {
      return new Values(List.of("logos/b.jpg"), refused());
    } else if (type instanceof Text) {
      return new Values(List.of("夜", "007"), refused());
    } else if (type instanceof Choice choice) {
      return new Values(choice.values(), refused("other"));
    } else if (type instanceof BinaryString binary) {
      return new Values(binary.values(), refused("2", "001"));
    } else if (type instanceof Whole) {
      return new Values(List.of("1", "999999999"), refused("0", "-1", "1.5", "wide", "1000000000"));
    } else if (type instanceof WholeRange range) {
      String below = range.min() - 1 + "";
      String above = range.max() + 1 + "";
      return range.outOfRange() == OutOfRange.REFUSED
          ? new Values(List.of(range.min() + "", range.max() + ""), refused(below, above))
          : new Values(List.of(below, above), refused("many", "2.5"));
    } else if (type instanceof WholeChoice choice) {
      long max = Collections.max(choice.values());
      long min = Collections.min(choice.values());
      return new Values(List.of(min + "", max + ""), refused(min - 1 + "", max + 1 + "", "2.5"));
    } else if (type instanceof Decimal decimal) {
      return new Values(
          List.of(decimal.min(), decimal.max(), "0.50"),
          refused("-0.001", decimal.max() + ".001", "half", "1e-1"));
    } else if (type instanceof HexColors colors) {
      Map<String, String> bad = new TreeMap<>();
      bad.put("[]", "an empty list");
      bad.put("[12345]", "12345");
      bad.put("[056A6B, GGGGGG]", "GGGGGG");
      bad.put(colors(colors.maxSize() + 1), colors.maxSize() + 1 + " of them");
      return new Values(
          List.of(colors(colors.minSize()), colors(colors.maxSize()), "[056a6b]"), bad);
    }
    throw new AssertionError("Expected values for " + type);
  }

  /**
   * Values that messages repeat, and those of a wrong kind, which no parameter but a list takes.
   */
  private static Map<String, String> refused(String... values) {
    Map<String, String> shown = new TreeMap<>();
    Stream.of(values).forEach(value -> shown.put(value, value));
    shown.put("''", "blank");
    shown.put("[a]", "a list");
    shown.put("{a: b}", "a map");
    shown.put("~", "nothing");
    return shown;
  }

  private static String colors(int size) {
    return Collections.nCopies(size, "056A6B").toString();
  }

  /** Values for all that an action requires but the photo. */
  private static SortedMap<String, String> required(Action action) {
    SortedMap<String, String> arguments = new TreeMap<>();
    for (Parameter parameter : action.parameters()) {
      if (parameter.subject().filter(c -> action.holds(c, arguments)).isEmpty()
          && parameter.required().filter(c -> action.holds(c, arguments)).isPresent()) {
        arguments.put(parameter.plainName(), values(parameter.type()).good().get(0));
      }
    }
    return arguments;
  }

  /** The required values and the one to be tested, which may ask for more or bar others. */
  private static Map<String, String> with(Sample given) {
    Action action = given.action();
    SortedMap<String, String> arguments = new TreeMap<>(required(action));
    arguments.put(given.parameter().plainName(), given.value());
    for (Parameter parameter : action.parameters()) {
      String name = parameter.plainName();
      boolean subject = parameter.subject().filter(c -> action.holds(c, arguments)).isPresent();
      boolean barred = parameter.absent().filter(c -> action.holds(c, arguments)).isPresent();
      boolean needed = parameter.required().filter(c -> action.holds(c, arguments)).isPresent();
      if (subject || barred) {
        arguments.remove(name);
      } else if (needed) {
        arguments.computeIfAbsent(name, n -> values(parameter.type()).good().get(0));
      }
    }
    return arguments;
  }

  private static String job(Action action, Map<String, String> arguments) {
    String parameters =
        arguments.entrySet().stream()
            .map(e -> "      " + e.getKey() + ": " + e.getValue() + "\n")
            .collect(Collectors.joining());
    return "name: shop\nmanifest: photos.csv\nrecipe:\n  - "
        + action
        + (parameters.isEmpty() ? ": {}\n" : ":\n" + parameters)
        + (action.group() == Action.Group.SCORING || action == Actions.INTELLIGENT_COMPOSITION
            ? "output: {tables: out}\n"
            : "output: {tables: out, images: 'out/{id}/{step}.{ext}'}\n");
  }

  private static long lineOf(Sample given) {
    String job = job(given.action(), with(given));
    return 1 + job.lines().takeWhile(l -> !l.contains(given.parameter().plainName() + ":")).count();
  }

  private static void expectGoodParameters(Action action, String job) {
    assertThat(JobFile.parse(job, "job.yaml").recipe())
        .singleElement()
        .extracting(Step::actions)
        .isEqualTo(List.of(action));
  }
}
