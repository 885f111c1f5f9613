package darkroom.client;

import java.time.Duration;

/**
 * So many calls a second.
 *
 * <p>The service counts whole calls, so only a whole rate, or one under 1, is kept in each single
 * second; another is kept on average.
 */
public record Rate(double perSecond) {
  private static final double NANOS_PER_SECOND = 1e9;

  public Rate {
    if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
      throw new IllegalArgumentException(
          "Expected more than 0 calls a second for a rate but was " + perSecond);
    }
  }

  public static Rate perSecond(double calls) {
    return new Rate(calls);
  }

  /** The time from one call to the next. */
  public Duration interval() {
    return Duration.ofNanos((long) (NANOS_PER_SECOND / perSecond));
  }
}
