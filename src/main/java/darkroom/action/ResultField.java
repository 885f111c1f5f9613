package darkroom.action;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One field of an action's {@code Data}.
 *
 * @param when under which condition it is there; empty where it always is
 */
public record ResultField(
    String name, ResultType type, Presence presence, Optional<Condition> when) {
  /** Whether a successful answer always holds the field. */
  public enum Presence {
    ALWAYS,
    OPTIONAL
  }

  /** What a result field holds. */
  public sealed interface ResultType {
    /** What a person is told it holds, such as {@code a number from 0 to 5}. */
    String description();
  }

  /** A temporary link to an image, of this format where the manual names one. */
  public record ImageUrl(Optional<String> format) implements ResultType {
    @Override
    public String description() {
      return "a link to an image" + inBrackets(format);
    }
  }

  /** A temporary link to a video. */
  public record VideoUrl(String format) implements ResultType {
    @Override
    public String description() {
      return "a link to a video" + inBrackets(Optional.of(format));
    }
  }

  /** Temporary links to images. */
  public record ImageUrls(Optional<String> format) implements ResultType {
    @Override
    public String description() {
      return "links to images" + inBrackets(format);
    }
  }

  /** A number, in a range of which both ends are included. */
  public record Score(double min, double max) implements ResultType {
    @Override
    public String description() {
      return "a number from " + plain(min) + " to " + plain(max);
    }
  }

  /** An object of numbers. */
  public record Numbers(List<NumberField> fields) implements ResultType {
    @Override
    public String description() {
      return names(fields);
    }
  }

  /** A list of objects of numbers. */
  public record NumbersList(List<NumberField> fields) implements ResultType {
    @Override
    public String description() {
      return "a list of " + names(fields);
    }
  }

  /** One number of an object. */
  public record NumberField(String name, NumberKind kind) {}

  /** The type of a number. */
  public enum NumberKind {
    INTEGER,
    FLOAT
  }

  /** One of a few words. */
  public record Word(List<String> values) implements ResultType {
    @Override
    public String description() {
      return "one of " + String.join(", ", values);
    }
  }

  /** Any text. */
  public record Text() implements ResultType {
    @Override
    public String description() {
      return "a text";
    }
  }

  /** JSON inside a string. */
  public record JsonText() implements ResultType {
    @Override
    public String description() {
      return "JSON inside a text";
    }
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private static String inBrackets(Optional<String> format) {
    return format.map(f -> " (" + f + ")").orElse("");
  }

  private static String names(List<NumberField> fields) {
    return fields.stream().map(NumberField::name).collect(Collectors.joining(", "));
  }

  static ResultField of(String name, ResultType type) {
    return new ResultField(name, type, Presence.ALWAYS, Optional.empty());
  }

  static ResultField image(String name) {
    return of(name, new ImageUrl(Optional.empty()));
  }

  static ResultField image(String name, String format) {
    return of(name, new ImageUrl(Optional.of(format)));
  }

  ResultField optional() {
    return new ResultField(name, type, Presence.OPTIONAL, when);
  }

  ResultField when(Condition condition) {
    return new ResultField(name, type, presence, Optional.of(condition));
  }
}
