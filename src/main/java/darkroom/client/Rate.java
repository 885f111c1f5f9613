package darkroom.client;

import java.time.Duration;

/**
 * So many calls a second.
 *
 * <p>The service counts whole calls in each second, so that of 2.5 only 2 can be used.
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
