package darkroom.report;

import java.io.Serializable;
import java.util.Locale;

/** A number that is known to lie between two, both included. */
public record Range(long min, long max) implements Serializable {
  public static final Range NONE = new Range(0, 0);

  public Range {
    if (min < 0 || min > max) {
      throw new IllegalArgumentException(
          "Expected at least 0 and no less than the first number but was " + min + " to " + max);
    }
  }

  public static Range of(long exactly) {
    return new Range(exactly, exactly);
  }

  public Range plus(Range other) {
    return new Range(min + other.min, max + other.max);
  }

  /** The same, or nothing at all. */
  public Range orNone() {
    return new Range(0, max);
  }

  /** All numbers from the one to the other range. */
  public Range with(Range other) {
    return new Range(Math.min(min, other.min), Math.max(max, other.max));
  }

  public Range times(Range other) {
    return new Range(min * other.min, max * other.max);
  }

  public boolean contains(long number) {
    return min <= number && number <= max;
  }

  /** Such as {@code 3} and {@code 0..1,200}. */
  @Override
  public String toString() {
    return min == max ? Figures.grouped(min) : String.format(Locale.ROOT, "%,d..%,d", min, max);
  }
}
