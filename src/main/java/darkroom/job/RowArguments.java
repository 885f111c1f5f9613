package darkroom.job;

import darkroom.action.Action;
import darkroom.action.Parameter;
import darkroom.action.ParameterProblem;
import darkroom.job.Argument.Field;
import darkroom.job.Argument.Given;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A step's arguments for one photo, whose fields in the manifest may say otherwise. */
final class RowArguments {
  /** Stands for the photo while the others are checked. */
  private static final String PHOTO = "photo";

  private final Action action;
  private final SortedMap<String, Argument> stepArguments;
  private final Map<String, String> fields;
  private final SortedMap<String, String> arguments = new TreeMap<>();

  RowArguments(
      Action action, SortedMap<String, Argument> stepArguments, Map<String, String> fields) {
    this.action = action;
    this.stepArguments = stepArguments;
    this.fields = fields;
  }

  Resolution resolve() {
    stepArguments.forEach(this::take);
    String prefix = action.name() + ".";
    for (Map.Entry<String, String> field : new TreeMap<>(fields).entrySet()) {
      if (field.getKey().startsWith(prefix) && !field.getValue().isBlank()) {
        String name = field.getKey().substring(prefix.length());
        Optional<Parameter> parameter = overridden(name);
        if (parameter.isEmpty()) {
          return new Resolution.Refused(notOverridable(name));
        }
        arguments.keySet().removeIf(parameter.get()::isNamed);
        put(parameter.get(), field.getValue());
      }
    }
    return checked();
  }

  private void take(String name, Argument argument) {
    if (argument instanceof Given given) {
      arguments.put(name, given.value());
      return;
    }
    // An empty column is how a row leaves a parameter to the service.
    String value = fields.getOrDefault(((Field) argument).name(), "");
    if (!value.isBlank()) {
      action.parameters().stream()
          .filter(p -> p.name().equals(name))
          .findFirst()
          .ifPresentOrElse(p -> put(p, value), () -> arguments.put(name, value.strip()));
    }
  }

  private Optional<Parameter> overridden(String name) {
    return action.parameters().stream()
        .filter(p -> p.plainName().equals(name))
        .filter(p -> p.subject().filter(c -> action.holds(c, arguments)).isEmpty())
        .filter(p -> !ActionArguments.decidesWhatIsGiven(action, p))
        .findFirst();
  }

  private String notOverridable(String name) {
    List<String> known =
        action.parameters().stream()
            .map(Parameter::plainName)
            .filter(n -> overridden(n).isPresent())
            .toList();
    return String.format(
        "Expected %s after \"%s.\" in the name of a field of the manifest but was \"%s\"%s",
        known.isEmpty() ? "nothing" : "one of " + String.join(", ", known),
        action,
        name,
        NearestName.hint(name, known));
  }

  /** A list stands in a field with anything but letters and digits between its entries. */
  private void put(Parameter parameter, String value) {
    if (!parameter.isList()) {
      arguments.put(parameter.name(), value.strip());
      return;
    }
    List<String> entries =
        Arrays.stream(value.split("[^\\p{L}\\p{N}]+")).filter(e -> !e.isEmpty()).toList();
    for (int i = 0; i < entries.size(); i++) {
      arguments.put(parameter.entryName(i + 1), entries.get(i));
    }
  }

  private Resolution checked() {
    for (Parameter parameter : action.parameters()) {
      String value = arguments.getOrDefault(parameter.name(), "");
      if (!ActionArguments.mayBeLocation(parameter, value)) {
        return refused(
            new ParameterProblem(
                action.name(),
                parameter.plainName(),
                ActionArguments.expectation(parameter),
                value));
      }
    }
    SortedMap<String, String> whole = new TreeMap<>(arguments);
    whole.put(action.subject(arguments).name(), PHOTO);
    return action.check(whole).stream()
        .findFirst()
        .<Resolution>map(this::refused)
        .orElseGet(() -> new Resolution.Resolved(arguments));
  }

  private Resolution refused(ParameterProblem problem) {
    return new Resolution.Refused(
        ActionArguments.sentence(action, problem) + source(problem.parameter()));
  }

  /** The manifest's field that a person must look at, if the value is one's. */
  private String source(String parameter) {
    String override = action.name() + "." + parameter;
    if (!fields.getOrDefault(override, "").isBlank()) {
      return " (field " + override + ")";
    }
    return stepArguments.entrySet().stream()
        .filter(e -> e.getKey().equals(parameter) || e.getKey().startsWith(parameter + "."))
        .map(Map.Entry::getValue)
        .filter(Field.class::isInstance)
        .map(field -> " (field " + ((Field) field).name() + ")")
        .findFirst()
        .orElse("");
  }
}
