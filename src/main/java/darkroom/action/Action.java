package darkroom.action;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One operation of the API, declared once; encoding, admission, checking, cost and documentation
 * derive from it. Parameter values are in their form on the wire, lists as numbered entries.
 *
 * @param name the wire name
 * @param purpose what it does, in a few words
 * @param scoreName what its number is called in conditions and tables, where it scores a photo
 */
public record Action(
    String name,
    Group group,
    String purpose,
    Delivery delivery,
    Price price,
    InputLimits input,
    List<Parameter> parameters,
    List<ResultField> results,
    Optional<String> scoreName) {

  /** The manual's grouping. */
  public enum Group {
    ENHANCEMENT,
    EDITING,
    SCORING,
    QUERY
  }

  /** Whether the call answers with the result or with the id of a job. */
  public enum Delivery {
    SYNCHRONOUS,
    ASYNCHRONOUS
  }

  public Action {
    parameters = List.copyOf(parameters);
    results = List.copyOf(results);
  }

  static Action of(Group group, String name, String purpose) {
    return new Action(
        name,
        group,
        purpose,
        Delivery.SYNCHRONOUS,
        Price.free(),
        InputLimits.none(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  Action asynchronous() {
    return new Action(
        name, group, purpose, Delivery.ASYNCHRONOUS, price, input, parameters, results, scoreName);
  }

  Action costs(Price cost) {
    return new Action(name, group, purpose, delivery, cost, input, parameters, results, scoreName);
  }

  Action reads(InputLimits limits) {
    return new Action(
        name, group, purpose, delivery, price, limits, parameters, results, scoreName);
  }

  Action takes(Parameter... taken) {
    return new Action(
        name, group, purpose, delivery, price, input, List.of(taken), results, scoreName);
  }

  Action returns(ResultField... fields) {
    return new Action(
        name, group, purpose, delivery, price, input, parameters, List.of(fields), scoreName);
  }

  Action scoredAs(String score) {
    return new Action(
        name, group, purpose, delivery, price, input, parameters, results, Optional.of(score));
  }

  /** The parameter of this name on the wire, which may be a list's entry. */
  public Optional<Parameter> parameter(String wireName) {
    return parameters.stream().filter(p -> p.isNamed(wireName)).findFirst();
  }

  /** The parameter that is the photo being processed, given the others. */
  public Parameter subject(Map<String, String> arguments) {
    return parameters.stream()
        .filter(p -> p.subject().filter(c -> holds(c, arguments)).isPresent())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Expected a photo among "
                        + name
                        + "'s parameters but was "
                        + arguments.keySet()));
  }

  /** Whether a condition holds for these arguments, defaults taken into account. */
  public boolean holds(Condition condition, Map<String, String> arguments) {
    if (condition.patterns().isEmpty()) {
      return true;
    }
    String value = arguments.get(condition.parameter());
    if (value == null) {
      value = parameter(condition.parameter()).flatMap(Parameter::defaultValue).orElse("");
    }
    return condition.holdsFor(value);
  }

  /** What is wrong with these arguments; empty where nothing is. */
  public List<ParameterProblem> check(Map<String, String> arguments) {
    List<ParameterProblem> problems = new ArrayList<>();
    for (String given : new TreeMap<>(arguments).keySet()) {
      if (parameter(given).isEmpty()) {
        String known =
            parameters.stream().map(Parameter::plainName).reduce((a, b) -> a + ", " + b).orElse("");
        problems.add(new ParameterProblem(name, given, "one of the parameters " + known, given));
      }
    }
    for (Parameter parameter : parameters) {
      check(parameter, arguments, problems);
    }
    return problems;
  }

  private void check(
      Parameter parameter, Map<String, String> arguments, List<ParameterProblem> problems) {
    List<String> values = values(parameter, arguments);
    if (values.isEmpty()) {
      if (parameter.defaultValue().isEmpty()
          && parameter.required().filter(c -> holds(c, arguments)).isPresent()) {
        problems.add(problem(parameter, parameter.type().expectation(), "nothing"));
      }
      return;
    }
    Optional<Condition> forbidden = parameter.absent().filter(c -> holds(c, arguments));
    if (forbidden.isPresent()) {
      problems.add(
          problem(parameter, "nothing when " + forbidden.get(), shown(parameter, values.get(0))));
      return;
    }
    for (String value : values) {
      if (!parameter.type().accepts(value)) {
        problems.add(problem(parameter, parameter.type().expectation(), shown(parameter, value)));
      }
    }
    if (parameter.type() instanceof ParameterType.HexColors colors
        && (values.size() < colors.minSize() || values.size() > colors.maxSize())) {
      problems.add(problem(parameter, colors.expectation(), values.size() + " of them"));
    }
  }

  /** The values given for a parameter: none, one, or a list's entries in order. */
  public List<String> values(Parameter parameter, Map<String, String> arguments) {
    if (!parameter.isList()) {
      String value = arguments.get(parameter.name());
      return value == null ? List.of() : List.of(value);
    }
    SortedMap<Integer, String> entries = new TreeMap<>();
    int prefix = parameter.plainName().length() + 1;
    arguments.forEach(
        (key, value) -> {
          if (parameter.isNamed(key)) {
            entries.put(Integer.parseInt(key.substring(prefix, key.indexOf('.', prefix))), value);
          }
        });
    return List.copyOf(entries.values());
  }

  /**
   * The arguments with defaults filled in and every value in its one form, so that calls that mean
   * the same are equal. The arguments must have passed {@link #check}.
   */
  public SortedMap<String, String> canonical(Map<String, String> arguments) {
    SortedMap<String, String> canonical = new TreeMap<>();
    for (Parameter parameter : parameters) {
      List<String> values = values(parameter, arguments);
      if (values.isEmpty()) {
        boolean barred = parameter.absent().filter(c -> holds(c, arguments)).isPresent();
        parameter
            .defaultValue()
            .filter(v -> !barred)
            .ifPresent(v -> canonical.put(parameter.name(), parameter.type().canonical(v)));
      }
      for (int i = 0; i < values.size(); i++) {
        String key = parameter.isList() ? parameter.entryName(i + 1) : parameter.name();
        canonical.put(key, parameter.type().canonical(values.get(i)));
      }
    }
    return Collections.unmodifiableSortedMap(canonical);
  }

  /** A value for a person: a link may be signed, and a signature must not be told. */
  private static String shown(Parameter parameter, String value) {
    if (value.isBlank()) {
      return "blank";
    }
    return parameter.type() instanceof ParameterType.ImageUrl ? "a link" : value;
  }

  private ParameterProblem problem(Parameter parameter, String expected, String was) {
    return new ParameterProblem(name, parameter.plainName(), expected, was);
  }

  @Override
  public String toString() {
    return name;
  }
}
