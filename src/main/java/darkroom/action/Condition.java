package darkroom.action;

import java.util.List;

/**
 * Holds where a parameter has one of some values; a pattern may end in {@code *}.
 *
 * @param parameter whose value decides
 * @param patterns the values; empty for a condition that always holds
 */
public record Condition(String parameter, List<String> patterns) {
  private static final Condition ALWAYS = new Condition("", List.of());

  public Condition {
    patterns = List.copyOf(patterns);
  }

  static Condition always() {
    return ALWAYS;
  }

  static Condition when(String parameter, String... patterns) {
    return new Condition(parameter, List.of(patterns));
  }

  /** Whether it holds when the deciding parameter has this value. */
  public boolean holdsFor(String value) {
    return patterns.isEmpty() || patterns.stream().anyMatch(p -> matches(p, value));
  }

  private static boolean matches(String pattern, String value) {
    return pattern.endsWith("*")
        ? value.startsWith(pattern.substring(0, pattern.length() - 1))
        : value.equals(pattern);
  }

  @Override
  public String toString() {
    return patterns.isEmpty() ? "always" : parameter + "=" + String.join(" or ", patterns);
  }
}
