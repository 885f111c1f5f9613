package darkroom.job;

import darkroom.action.Action;
import darkroom.action.Condition;
import darkroom.action.Parameter;
import darkroom.action.ParameterProblem;
import darkroom.action.ParameterType.ImageUrl;
import darkroom.action.ResultField;
import darkroom.job.Argument.Field;
import darkroom.job.Argument.Given;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The parameters that a job file gives an action, named as on the wire. */
final class ActionArguments {
  static final String FIELD = "field";

  /** Stands for the photo, and for what the manifest gives, while the others are checked. */
  private static final String SOMETHING = "something";

  /** The API could read no such link anyway: images are staged, as photos are. */
  private static final Pattern WEB_LINK =
      Pattern.compile("https?:.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final Action action;
  private final Setting given;
  private final Map<String, Setting> settings;
  private final SortedMap<String, Argument> arguments = new TreeMap<>();

  private ActionArguments(Action action, Setting given) {
    this.action = action;
    this.given = given.named(action.name());
    this.settings =
        given.isNothing() ? Map.of() : this.given.entries("a map of its parameters or {}");
  }

  /** The arguments of an action without the photo itself, which every call has for its own. */
  static SortedMap<String, Argument> read(Action action, Setting given) {
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

  /** What a job file or a manifest may hold for a parameter. */
  static String expectation(Parameter parameter) {
    return parameter.type() instanceof ImageUrl
        ? "the location of an image (a path, oss:// or s3://)"
        : parameter.type().expectation();
  }

  /** Whether a value may be where the image of a parameter is; true for other parameters. */
  static boolean mayBeLocation(Parameter parameter, String value) {
    return !(parameter.type() instanceof ImageUrl) || !WEB_LINK.matcher(value).matches();
  }

  private SortedMap<String, Argument> read() {
    settings.forEach(this::read);
    SortedMap<String, String> whole = new TreeMap<>();
    arguments.forEach(
        (name, argument) ->
            whole.put(name, argument instanceof Given value ? value.value() : SOMETHING));
    Optional<Parameter> subject =
        action.parameters().stream()
            .filter(p -> p.subject().filter(c -> action.holds(c, whole)).isPresent())
            .findFirst();
    subject.ifPresent(this::refuse);
    settings.forEach(this::refuseLink);
    subject.ifPresent(photo -> whole.put(photo.name(), SOMETHING));
    // A whole list that the manifest gives goes by its declared name, which is not one on the wire.
    whole.keySet().removeIf(name -> action.parameter(name).isEmpty());
    action.check(whole).stream()
        .filter(problem -> isKnownBeforeTheRun(problem, whole))
        .findFirst()
        .ifPresent(
            problem -> {
              throw located(problem);
            });
    return arguments;
  }

  private Optional<Parameter> declared(String name) {
    return action.parameters().stream().filter(p -> p.plainName().equals(name)).findFirst();
  }

  private void read(String name, Setting value) {
    Parameter parameter = declared(name).orElseThrow(() -> unknown(name));
    if (!parameter.isList() || isField(value)) {
      arguments.put(parameter.name(), argument(parameter, value));
      return;
    }
    List<Setting> entries = value.items("a list of " + expectation(parameter));
    for (int i = 0; i < entries.size(); i++) {
      Argument argument = argument(parameter, entries.get(i));
      if (argument instanceof Given text && !parameter.type().accepts(text.value())) {
        throw entries.get(i).unexpected(expectation(parameter));
      }
      arguments.put(parameter.entryName(i + 1), argument);
    }
    if (entries.isEmpty()) {
      throw value.problem(
          "Expected " + expectation(parameter) + " for " + value.name() + " but was an empty list");
    }
  }

  private Argument argument(Parameter parameter, Setting value) {
    if (!isField(value)) {
      return new Given(value.as(expectation(parameter), Optional::of));
    }
    if (decidesWhatIsGiven(action, parameter)) {
      throw value.problem(
          String.format(
              "Expected %s for %s, which decides what the step gives, but was a field of the"
                  + " manifest",
              expectation(parameter), value.name()));
    }
    return new Field(
        value.fields(FIELD).required(FIELD).text("the name of a field of the manifest"));
  }

  private void refuseLink(String name, Setting value) {
    Parameter parameter = declared(name).orElseThrow();
    if (value.isScalar()) {
      value.as(
          expectation(parameter),
          text -> Optional.of(text).filter(t -> mayBeLocation(parameter, t)));
    }
  }

  private static boolean isField(Setting value) {
    return value.isMap() && value.entries("").containsKey(FIELD);
  }

  /** Whether a problem is one whatever the manifest holds. */
  private boolean isKnownBeforeTheRun(ParameterProblem problem, Map<String, String> whole) {
    Parameter parameter = declared(problem.parameter()).orElseThrow();
    boolean decided =
        Stream.of(parameter.required(), parameter.absent())
            .flatMap(Optional::stream)
            .map(Condition::parameter)
            .noneMatch(this::isFromManifest);
    boolean barred = parameter.absent().filter(c -> action.holds(c, whole)).isPresent();
    return decided && (barred || !isFromManifest(parameter.plainName()));
  }

  private boolean isFromManifest(String plainName) {
    Setting value = settings.get(plainName);
    return value != null
        && (isField(value)
            || (value.isList() && value.items("").stream().anyMatch(ActionArguments::isField)));
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
            expected, action, Setting.shown(name), NearestName.hint(name, known)),
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
    Setting at = settings.get(problem.parameter());
    if (at == null) {
      return given.problem(missing(problem));
    }
    Setting value =
        at.isList()
            ? at.items("").stream().filter(i -> i.isText(problem.was())).findFirst().orElse(at)
            : at;
    return value.problem(sentence(action, problem));
  }

  private String missing(ParameterProblem problem) {
    return String.format(
        "%s; write %s under %s, as a value or, where a column of the manifest gives it, as"
            + " {field: NAME}",
        sentence(action, problem), problem.parameter(), action);
  }

  /** A problem in the words of a job file, in which a link stands for no image. */
  static String sentence(Action action, ParameterProblem problem) {
    String expected =
        action.parameters().stream()
            .filter(p -> p.plainName().equals(problem.parameter()))
            .filter(p -> p.type().expectation().equals(problem.expected()))
            .map(ActionArguments::expectation)
            .findFirst()
            .orElse(problem.expected());
    return new ParameterProblem(
            problem.action(), problem.parameter(), expected, Setting.shown(problem.was()))
        .toString();
  }
}
