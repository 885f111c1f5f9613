package darkroom.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import darkroom.action.ParameterType.HexColors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every declared action, and the few cases where one differs. */
class ActionTest {
  static Stream<Action> every() {
    return Stream.concat(Actions.all().stream(), Stream.of(Actions.GET_ASYNC_JOB_RESULT));
  }

  @ParameterizedTest
  @MethodSource("every")
  void takesTheLeastThatEachWayOfWorkingNeeds(Action action) {
    for (Map<String, String> least : SampleArguments.least(action)) {
      assertThat(action.check(least)).as("%s", least).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("every")
  void missesEachRequiredParameter(Action action) {
    for (Map<String, String> least : SampleArguments.least(action)) {
      for (Parameter parameter : action.parameters()) {
        boolean needed = parameter.required().filter(c -> action.holds(c, least)).isPresent();
        if (needed && parameter.defaultValue().isEmpty()) {
          assertThat(action.check(without(parameter, least)))
              .contains(
                  new ParameterProblem(
                      action.name(),
                      parameter.plainName(),
                      parameter.type().expectation(),
                      "nothing"));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("every")
  void takesEveryDefaultAndEveryLimit(Action action) {
    for (Map<String, String> least : SampleArguments.least(action)) {
      for (Parameter parameter : allowed(action, least)) {
        parameter
            .defaultValue()
            .ifPresent(value -> assertThat(problems(action, parameter, value, least)).isEmpty());
        if (!decidesOnOthers(action, parameter)) {
          for (String value : SampleArguments.valid(parameter.type())) {
            assertThat(problems(action, parameter, value, least)).as(value).isEmpty();
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("every")
  void refusesOneOverTheLimitAndTheWrongType(Action action) {
    for (Map<String, String> least : SampleArguments.least(action)) {
      for (Parameter parameter : allowed(action, least)) {
        for (String value : SampleArguments.invalid(parameter.type())) {
          assertThat(problems(action, parameter, value, least))
              .contains(
                  new ParameterProblem(
                      action.name(),
                      parameter.plainName(),
                      parameter.type().expectation(),
                      value.isEmpty() ? "blank" : value));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("every")
  void refusesWhatMustNotBeGivenWithoutTellingALink(Action action) {
    for (Map<String, String> least : SampleArguments.least(action)) {
      for (Parameter parameter : action.parameters()) {
        if (parameter.absent().filter(c -> action.holds(c, least)).isPresent()) {
          Map<String, String> arguments = new HashMap<>(least);
          arguments.putAll(SampleArguments.one(parameter));
          boolean link = parameter.type() instanceof ParameterType.ImageUrl;
          assertThat(action.check(arguments))
              .containsExactly(
                  new ParameterProblem(
                      action.name(),
                      parameter.plainName(),
                      "nothing when " + parameter.absent().get(),
                      link ? "a link" : SampleArguments.valid(parameter.type()).get(0)));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("every")
  void refusesUnknownParameter(Action action) {
    Map<String, String> arguments = SampleArguments.least(action, Map.of("Colour", "red"));
    String known =
        String.join(", ", action.parameters().stream().map(Parameter::plainName).toList());
    assertThat(action.check(arguments))
        .containsExactly(
            new ParameterProblem(
                action.name(), "Colour", "one of the parameters " + known, "Colour"));
  }

  @ParameterizedTest
  @MethodSource("darkroom.action.Actions#all")
  void hasOnePhotoInEachWayOfWorking(Action action) {
    for (Map<String, String> least : SampleArguments.least(action)) {
      Parameter photo = action.subject(least);
      assertThat(photo.type()).isInstanceOf(ParameterType.ImageUrl.class);
      assertThat(least).containsKey(photo.name());
      assertThat(
              action.parameters().stream()
                  .filter(p -> p.subject().filter(c -> action.holds(c, least)).isPresent()))
          .containsExactly(photo);
    }
  }

  @ParameterizedTest
  @MethodSource("every")
  void canonicalArgumentsAreValidAndTheirOwnCanonicalForm(Action action) {
    for (Map<String, String> least : SampleArguments.least(action)) {
      Map<String, String> canonical = action.canonical(least);
      assertThat(action.check(canonical)).isEmpty();
      assertThat(action.canonical(canonical)).isEqualTo(canonical);
      assertThat(canonical).containsAllEntriesOf(least);
    }
  }

  @ParameterizedTest
  @MethodSource("every")
  void givingADefaultMeansTheSameAsLeavingItOut(Action action) {
    for (Map<String, String> least : SampleArguments.least(action)) {
      for (Parameter parameter : allowed(action, least)) {
        if (parameter.defaultValue().isPresent() && !least.containsKey(parameter.name())) {
          Map<String, String> given = new HashMap<>(least);
          given.put(parameter.name(), parameter.defaultValue().get());
          assertThat(action.canonical(given)).isEqualTo(action.canonical(least));
          assertThat(action.canonical(least)).containsKey(parameter.name());
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RemoveImageSubtitles, BX, 0.50, 0.5",
    "RemoveImageSubtitles, BX, -0.0, 0",
    "RemoveImageSubtitles, BX, .25, 0.25",
    "RecolorHDImage, Degree, 1.000, 1",
    "RecolorImage, ColorCount, +08, 8",
    "IntelligentComposition, NumBoxes, 99, 10",
    "IntelligentComposition, NumBoxes, -3, 1",
    "ChangeImageSize, Width, 0800, 800",
    "RecolorImage, ColorTemplate.1.Color, 05a6bf, 05A6BF",
  })
  void writesValuesThatMeanTheSameInOneForm(
      String name, String parameter, String value, String canonical) {
    Action action = Actions.named(name).orElseThrow();
    Map<String, String> arguments = SampleArguments.least(action, Map.of(parameter, value));
    assertThat(action.check(arguments)).isEmpty();
    assertThat(action.canonical(arguments)).containsEntry(parameter, canonical);
  }

  @Test
  void numbersAListsEntriesFromOneWithoutGaps() {
    Map<String, String> given =
        Map.of(
            "Url", SampleArguments.LINK,
            "Mode", "TEMPLATE",
            "ColorTemplate.2.Color", "aaaaaa",
            "ColorTemplate.10.Color", "bbbbbb");
    assertThat(Actions.RECOLOR_IMAGE.canonical(given))
        .containsExactly(
            Map.entry("ColorCount", "1"),
            Map.entry("ColorTemplate.1.Color", "AAAAAA"),
            Map.entry("ColorTemplate.2.Color", "BBBBBB"),
            Map.entry("Mode", "TEMPLATE"),
            Map.entry("Url", SampleArguments.LINK));
  }

  static final List<Action> RECOLORING = List.of(Actions.RECOLOR_IMAGE, Actions.RECOLOR_HD_IMAGE);

  @ParameterizedTest
  @FieldSource("RECOLORING")
  void takesAtMostSevenColours(Action action) {
    Parameter colors = action.parameter("ColorTemplate.1.Color").orElseThrow();
    Map<String, String> arguments =
        new TreeMap<>(SampleArguments.least(action, Map.of("Mode", "TEMPLATE")));
    int most = ((HexColors) colors.type()).maxSize();

    arguments.putAll(SampleArguments.entries(colors, "056A6B", most));
    assertThat(action.check(arguments)).isEmpty();
    arguments.putAll(SampleArguments.entries(colors, "056A6B", most + 1));
    assertThat(action.check(arguments))
        .extracting(ParameterProblem::toString)
        .containsExactly(
            "Expected 1 to 7 colours such as 056A6B for "
                + action
                + ".ColorTemplate but was 8 of them");
  }

  @Test
  void tellsAProblemInOneSentence() {
    assertThat(
            Actions.MAKE_SUPER_RESOLUTION_IMAGE.check(
                Map.of("Url", SampleArguments.LINK, "UpscaleFactor", "9")))
        .extracting(ParameterProblem::toString)
        .containsExactly(
            "Expected one of 1, 2, 3, 4 for MakeSuperResolutionImage.UpscaleFactor but was 9");
  }

  @Test
  void holdsByDefaultValueWhereNothingIsGiven() {
    Condition auto = Condition.when("Mode", "AUTO");
    assertThat(Actions.RECOLOR_IMAGE.holds(auto, Map.of())).isTrue();
    assertThat(Actions.RECOLOR_IMAGE.holds(auto, Map.of("Mode", "REF_PIC"))).isFalse();
    assertThat(Actions.RECOLOR_HD_IMAGE.holds(auto, Map.of())).isFalse();
  }

  @Test
  void tellsTheNamesThatCameWhereNoneIsAPhoto() {
    assertThatThrownBy(
            () -> Actions.IMAGE_BLIND_PIC_WATERMARK.subject(Map.of("LogoURL", "https://x?sig=1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected a photo among ImageBlindPicWatermark's parameters but was [LogoURL]");
  }

  private static List<Parameter> allowed(Action action, Map<String, String> arguments) {
    return action.parameters().stream()
        .filter(p -> p.absent().filter(c -> action.holds(c, arguments)).isEmpty())
        .toList();
  }

  private static boolean decidesOnOthers(Action action, Parameter parameter) {
    return action.parameters().stream()
        .flatMap(p -> Stream.of(p.required(), p.absent(), p.subject()))
        .anyMatch(c -> c.isPresent() && c.get().parameter().equals(parameter.name()));
  }

  private static List<ParameterProblem> problems(
      Action action, Parameter parameter, String value, Map<String, String> least) {
    Map<String, String> arguments = without(parameter, least);
    arguments.put(SampleArguments.key(parameter, 1), value);
    return action.check(arguments);
  }

  private static Map<String, String> without(Parameter parameter, Map<String, String> arguments) {
    Map<String, String> rest = new TreeMap<>(arguments);
    rest.keySet().removeIf(parameter::isNamed);
    return rest;
  }
}
