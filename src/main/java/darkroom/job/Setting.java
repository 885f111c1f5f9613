package darkroom.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A value in a job or conf file that knows its name and its line; scalars keep their text. */
final class Setting {
  private static final int LONGEST_SHOWN = 80;

  private final Node node;
  private final String name;
  private final Origin origin;

  private Setting(Node node, String name, Origin origin) {
    this.node = node;
    this.name = name;
    this.origin = origin;
  }

  static Setting root(Node node, Origin origin) {
    return new Setting(node, "", origin);
  }

  static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  /** The same value under the name that messages are to show. */
  Setting named(String shown) {
    return new Setting(node, shown, origin);
  }

  /** The name with its section's, such as {@code retry.deadline}; empty for the whole file. */
  String name() {
    return name;
  }

  /** The section's name, or the file's kind. */
  String place() {
    return name.isEmpty() ? origin.kind() : name;
  }

  int line() {
    return line(node);
  }

  boolean isNothing() {
    return isNull(node);
  }

  boolean isScalar() {
    return node instanceof ScalarNode && !isNothing();
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  boolean isMap() {
    return node instanceof MappingNode;
  }

  /** Whether it is exactly this text. */
  boolean isText(String text) {
    return isScalar() && scalar().equals(text);
  }

  /** A scalar's text as it is written, which is not blank. */
  String text(String expected) {
    return as(expected, text -> text.isBlank() ? Optional.empty() : Optional.of(text));
  }

  /** A scalar's text read as something else, which was {@code expected}. */
  <T> T as(String expected, Function<String, Optional<T>> reader) {
    Optional<T> value = isScalar() ? reader.apply(scalar()) : Optional.empty();
    return value.orElseThrow(() -> unexpected(expected));
  }

  /** One of an enum's names, in lower case and with dashes. */
  <E extends Enum<E>> E choice(Class<E> type) {
    Map<String, E> choices = new TreeMap<>();
    for (E constant : type.getEnumConstants()) {
      choices.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
    }
    return choice(choices);
  }

  boolean flag() {
    return choice(new TreeMap<>(Map.of("true", true, "false", false)));
  }

  /** One of a few words. */
  <T> T choice(Map<String, T> choices) {
    if (!isScalar()) {
      throw unexpected("one of " + String.join(", ", choices.keySet()));
    }
    if (!choices.containsKey(scalar())) {
      String meant = NearestName.hint(scalar(), choices.keySet());
      throw problem(
          "Expected one of "
              + String.join(", ", choices.keySet())
              + " for "
              + place()
              + " but was "
              + shown()
              + meant);
    }
    return choices.get(scalar());
  }

  /** A list's values, which go by the list's name. */
  List<Setting> items(String expected) {
    if (!(node instanceof SequenceNode list)) {
      throw unexpected(expected);
    }
    return list.getValue().stream().map(item -> new Setting(item, name, origin)).toList();
  }

  /** A map's values by key, in the order of the file. */
  Map<String, Setting> entries(String expected) {
    if (!(node instanceof MappingNode map)) {
      throw unexpected(expected);
    }
    Map<String, Setting> entries = new LinkedHashMap<>();
    String prefix = name.isEmpty() ? "" : name + ".";
    for (NodeTuple entry : map.getValue()) {
      String key = ((ScalarNode) entry.getKeyNode()).getValue();
      entries.put(key, new Setting(entry.getValueNode(), prefix + key, origin));
    }
    return entries;
  }

  /** The line of a key of this map. */
  int keyLine(String key) {
    return ((MappingNode) node)
        .getValue().stream()
            .map(NodeTuple::getKeyNode)
            .filter(k -> ((ScalarNode) k).getValue().equals(key))
            .mapToInt(Setting::line)
            .findFirst()
            .orElse(line());
  }

  /** A map of which every key is known. */
  Fields fields(String... known) {
    return new Fields(this, List.of(known));
  }

  JobProblem unexpected(String expected) {
    return problem("Expected " + expected + " for " + place() + " but was " + shown());
  }

  JobProblem problem(String sentence) {
    return problem(sentence, line());
  }

  JobProblem problem(String sentence, int line) {
    return origin.problem(sentence, line);
  }

  /** The value as messages show it. */
  String shown() {
    if (isNothing()) {
      return "nothing";
    }
    if (!isScalar()) {
      return isList() ? "a list" : "a map";
    }
    return scalar().isBlank() ? "blank" : shown(scalar());
  }

  /** A text as messages show it: short, in one line, without a link's signature or password. */
  static String shown(String text) {
    String line = text.strip().replaceAll("\\s+", " ").replaceAll("://[^/]*@", "://...@");
    int query = line.contains("://") ? line.indexOf('?') : -1;
    String safe = query < 0 ? line : line.substring(0, query) + "?...";
    return safe.length() > LONGEST_SHOWN ? safe.substring(0, LONGEST_SHOWN) + "..." : safe;
  }

  private String scalar() {
    return ((ScalarNode) node).getValue();
  }
}
