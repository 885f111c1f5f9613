package darkroom.client;

import java.time.Duration;

/**
 * How long and how often a call is tried.
 *
 * @param deadline from a call's first dispatch to its last answer
 * @param firstBackoff the longest wait before the first retry; doubled for each further one
 * @param longestBackoff where doubling ends
 * @param budget the share of calls that may be retries, 0 to 1; with 0 nothing is retried
 * @param callTimeout from one dispatch to the end of its answer
 */
public record RetryPolicy(
    Duration deadline,
    Duration firstBackoff,
    Duration longestBackoff,
    double budget,
    Duration callTimeout) {

  public RetryPolicy {
    requirePositive(deadline, "deadline");
    requirePositive(firstBackoff, "firstBackoff");
    requirePositive(callTimeout, "callTimeout");
    if (longestBackoff.compareTo(firstBackoff) < 0) {
      throw new IllegalArgumentException(
          "Expected at least firstBackoff, "
              + firstBackoff
              + ", for longestBackoff but was "
              + longestBackoff);
    }
    if (!(budget >= 0 && budget <= 1)) {
      throw new IllegalArgumentException("Expected 0 to 1 for budget but was " + budget);
    }
  }

  /** Patient with a slow photo, and with a service that is away for a minute. */
  public static RetryPolicy standard() {
    return new RetryPolicy(
        Duration.ofMinutes(3),
        Duration.ofMillis(500),
        Duration.ofSeconds(20),
        0.2,
        Duration.ofSeconds(30));
  }

  /**
   * How long to wait before a retry: anything up to the doubled backoff ("full jitter"), so that
   * calls that failed together do not come back together.
   *
   * @param retry 1 for the first
   * @param random from 0 to 1
   */
  Duration backoff(int retry, double random) {
    double doubled = firstBackoff.toNanos() * Math.pow(2, retry - 1.0);
    return Duration.ofNanos((long) (random * Math.min(doubled, longestBackoff.toNanos())));
  }

  private static void requirePositive(Duration value, String name) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(
          "Expected more than no time for " + name + " but was " + value);
    }
  }
}
