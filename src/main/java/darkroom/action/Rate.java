package darkroom.action;

import java.io.Serializable;
import java.time.Duration;

/**
 * Calls a second.
 *
 * <p>The service counts whole calls, so only a whole rate, or one under 1, is kept in each single
 * second; another is kept on average.
 */
public record Rate(double perSecond) implements Serializable {
  /** More than any account's; a higher one is a slip of the pen. */
  public static final int HIGHEST = 100_000;

  private static final double NANOS_PER_SECOND = 1e9;

  public Rate {
    if (!isPossible(perSecond)) {
      throw new IllegalArgumentException(
          "Expected above 0 and at most " + HIGHEST + " calls per second but was " + perSecond);
    }
  }

  public static Rate perSecond(double calls) {
    return new Rate(calls);
  }

  public static boolean isPossible(double perSecond) {
    return perSecond > 0 && perSecond <= HIGHEST;
  }

  /** One lane's part of this rate. */
  public Rate dividedBy(int lanes) {
    return new Rate(perSecond / lanes);
  }

  /** The time from one call to the next. */
  public Duration interval() {
    return Duration.ofNanos((long) (NANOS_PER_SECOND / perSecond));
  }
}
