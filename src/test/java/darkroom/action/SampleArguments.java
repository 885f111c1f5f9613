package darkroom.action;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Arguments made from the declarations alone. */
public final class SampleArguments {
  static final String LINK = "https://bucket.oss-cn-shanghai.aliyuncs.com/a.jpg";

  private SampleArguments() {}

  /** The least that each way of working takes, such as each {@code FunctionType}. */
  public static List<Map<String, String>> least(Action action) {
    List<Map<String, String>> ways = new ArrayList<>();
    for (Parameter parameter : action.parameters()) {
      if (parameter.type() instanceof ParameterType.Choice choice) {
        choice.values().forEach(value -> ways.add(least(action, parameter.name(), value)));
      }
    }
    if (ways.isEmpty()) {
      ways.add(least(action, Map.of()));
    }
    return ways;
  }

  private static Map<String, String> least(Action action, String name, String value) {
    return least(action, Map.of(name, value));
  }

  /** The given arguments and whatever else must come with them. */
  static Map<String, String> least(Action action, Map<String, String> given) {
    Map<String, String> arguments = new TreeMap<>(given);
    // What decides whether others are required is always required itself, so it is there first.
    for (Parameter parameter : action.parameters()) {
      boolean needed =
          parameter.defaultValue().isEmpty()
              && parameter.required().filter(c -> action.holds(c, arguments)).isPresent();
      if (needed && action.values(parameter, arguments).isEmpty()) {
        arguments.putAll(one(parameter));
      }
    }
    return arguments;
  }

  /** One valid value of a parameter: a list has its least number of entries. */
  public static Map<String, String> one(Parameter parameter) {
    int size = parameter.type() instanceof ParameterType.HexColors colors ? colors.minSize() : 1;
    return entries(parameter, valid(parameter.type()).get(0), size);
  }

  public static Map<String, String> entries(Parameter parameter, String value, int size) {
    Map<String, String> entries = new TreeMap<>();
    IntStream.rangeClosed(1, size).forEach(i -> entries.put(key(parameter, i), value));
    return entries;
  }

  static String key(Parameter parameter, int entry) {
    return parameter.isList() ? parameter.entryName(entry) : parameter.name();
  }

  /** Values that a type must take, its limits among them. */
  public static List<String> valid(ParameterType type) {
    if (type instanceof ParameterType.Choice choice) {
      return choice.values();
    }
    if (type instanceof ParameterType.BinaryString digits) {
      return digits.values();
    }
    if (type instanceof ParameterType.WholeChoice choice) {
      return choice.values().stream().map(String::valueOf).toList();
    }
    if (type instanceof ParameterType.WholeRange range) {
      return List.of(String.valueOf(range.min()), String.valueOf(range.max()), "+" + range.max());
    }
    if (type instanceof ParameterType.Decimal decimal) {
      return List.of(decimal.min(), decimal.max(), decimal.max() + ".0", "0.5", ".5");
    }
    if (type instanceof ParameterType.Whole) {
      return List.of("1", "007", "999999999");
    }
    if (type instanceof ParameterType.HexColors) {
      return List.of("056A6B", "ffffff");
    }
    return type instanceof ParameterType.Text ? List.of("\u6587\u5b57", "a b") : List.of(LINK);
  }

  /** Values that a type must refuse: one over a limit, and of another type. */
  static List<String> invalid(ParameterType type) {
    if (type instanceof ParameterType.Choice choice) {
      return List.of(choice.values().get(0) + "x", swapCase(choice.values().get(0)));
    }
    if (type instanceof ParameterType.BinaryString) {
      return List.of("0", "00", "2", "111");
    }
    if (type instanceof ParameterType.WholeChoice choice) {
      long last = choice.values().get(choice.values().size() - 1);
      return List.of(String.valueOf(last + 1), "0", "-1", "1.5", "x");
    }
    if (type instanceof ParameterType.WholeRange range) {
      List<String> values = new ArrayList<>(List.of("1.5", "x", "1e1", "9999999999999999999"));
      if (range.outOfRange() == ParameterType.WholeRange.OutOfRange.REFUSED) {
        values.add(String.valueOf(range.min() - 1));
        values.add(String.valueOf(range.max() + 1));
      }
      return values;
    }
    if (type instanceof ParameterType.Decimal decimal) {
      BigDecimal step = new BigDecimal("0.000001");
      return List.of(
          new BigDecimal(decimal.min()).subtract(step).toPlainString(),
          new BigDecimal(decimal.max()).add(step).toPlainString(),
          "1e-1",
          ".",
          "NaN",
          "x");
    }
    if (type instanceof ParameterType.Whole) {
      return List.of("0", "-1", "1.5", "1000000000", "x");
    }
    if (type instanceof ParameterType.HexColors) {
      return List.of("#056A6B", "056A6", "056A6B0", "GGGGGG");
    }
    return List.of("");
  }

  private static String swapCase(String word) {
    StringBuilder swapped = new StringBuilder();
    word.chars()
        .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
        .forEach(c -> swapped.append((char) c));
    return swapped.toString();
  }
}
