package darkroom.job;

import darkroom.action.Action;
import darkroom.action.Parameter;
import darkroom.action.ParameterProblem;
import darkroom.action.ResultField;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The parameters that a job file gives an action, in their form on the wire. */
final class ActionArguments {
  /** Stands for the photo while the others are checked. */
  private static final String PHOTO = "photo";

  private final Action action;
  private final Setting given;
  private final Map<String, Setting> settings;
  private final SortedMap<String, String> arguments = new TreeMap<>();

  private ActionArguments(Action action, Setting given) {
    this.action = action;
    this.given = given.named(action.name());
    this.settings =
        given.isNothing() ? Map.of() : this.given.entries("a map of its parameters or {}");
  }

  /** The arguments of an action without the photo itself, which every call has for its own. */
  static SortedMap<String, String> read(Action action, Setting given) {
    return new ActionArguments(action, given).read();
  }

  /**
   * Whether a parameter decides which other one is the photo, or what the answer holds. One value
   * of it is one kind of step, so no photo may have its own.
   */
  static boolean decidesWhatIsGiven(Action action, Parameter parameter) {
    return Stream.concat(
            action.parameters().stream().map(Parameter::subject),
            action.results().stream().map(ResultField::when))
        .flatMap(Optional::stream)
        .anyMatch(condition -> condition.parameter().equals(parameter.name()));
  }

  private SortedMap<String, String> read() {
    settings.forEach(this::read);
    Optional<Parameter> subject =
        action.parameters().stream()
            .filter(p -> p.subject().filter(c -> action.holds(c, arguments)).isPresent())
            .findFirst();
    subject.ifPresent(this::refuse);
    SortedMap<String, String> whole = new TreeMap<>(arguments);
    subject.ifPresent(photo -> whole.put(photo.name(), PHOTO));
    List<ParameterProblem> problems = action.check(whole);
    if (!problems.isEmpty()) {
      throw located(problems.get(0));
    }
    return arguments;
  }

  private void read(String name, Setting value) {
    Parameter parameter =
        action.parameters().stream()
            .filter(p -> p.plainName().equals(name))
            .findFirst()
            .orElseThrow(() -> unknown(name));
    String expected = parameter.type().expectation();
    if (!parameter.isList()) {
      arguments.put(parameter.name(), value.as(expected, Optional::of));
      return;
    }
    List<Setting> entries = value.items("a list of " + expected);
    for (int i = 0; i < entries.size(); i++) {
      arguments.put(parameter.entryName(i + 1), entries.get(i).as(expected, Optional::of));
    }
    if (entries.isEmpty()) {
      throw value.problem(
          "Expected " + expected + " for " + value.name() + " but was an empty list");
    }
  }

  private JobProblem unknown(String name) {
    List<String> known =
        action.parameters().stream()
            .filter(p -> p.subject().filter(c -> c.patterns().isEmpty()).isEmpty())
            .map(Parameter::plainName)
            .toList();
    String expected =
        known.isEmpty() ? "no parameters" : "one of the parameters " + String.join(", ", known);
    return given.problem(
        String.format(
            "Expected %s for %s but was \"%s\"%s",
            expected, action, name, NearestName.hint(name, known)),
        given.keyLine(name));
  }

  /** The photo comes from the manifest; its link may be signed, so it is not repeated. */
  private void refuse(Parameter subject) {
    if (settings.containsKey(subject.plainName())) {
      throw given.problem(
          String.format(
              "Expected nothing for %s.%s, which is the photo from the manifest, but was a value",
              action, subject.plainName()),
          given.keyLine(subject.plainName()));
    }
  }

  private JobProblem located(ParameterProblem problem) {
    Setting at = Optional.ofNullable(settings.get(problem.parameter())).orElse(given);
    Setting value =
        at.isList()
            ? at.items("").stream().filter(i -> i.isText(problem.was())).findFirst().orElse(at)
            : at;
    ParameterProblem shown =
        new ParameterProblem(
            problem.action(),
            problem.parameter(),
            problem.expected(),
            Setting.shown(problem.was()));
    return value.problem(shown.toString());
  }
}
