package darkroom.action;

import java.util.List;
import java.util.Optional;

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
  public sealed interface ResultType {}

  /** A temporary link to an image, of this format where the manual names one. */
  public record ImageUrl(Optional<String> format) implements ResultType {}

  /** A temporary link to a video. */
  public record VideoUrl(String format) implements ResultType {}

  /** Temporary links to images. */
  public record ImageUrls(Optional<String> format) implements ResultType {}

  /** A number, in a range of which both ends are included. */
  public record Score(double min, double max) implements ResultType {}

  /** An object of numbers. */
  public record Numbers(List<NumberField> fields) implements ResultType {}

  /** A list of objects of numbers. */
  public record NumbersList(List<NumberField> fields) implements ResultType {}

  /** One number of an object. */
  public record NumberField(String name, NumberKind kind) {}

  /** The type of a number. */
  public enum NumberKind {
    INTEGER,
    FLOAT
  }

  /** One of a few words. */
  public record Word(List<String> values) implements ResultType {}

  /** Any text. */
  public record Text() implements ResultType {}

  /** JSON inside a string. */
  public record JsonText() implements ResultType {}

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
