package darkroom.job;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long a call is tried.
 *
 * @param deadline for all attempts of a call together
 * @param callTimeout for one attempt
 * @param longestBackoff between two attempts
 * @param budget the most retries, as a share of all calls
 */
public record RetryConf(
    Duration deadline, Duration callTimeout, Duration longestBackoff, double budget)
    implements Serializable {
  static RetryConf standard() {
    return new RetryConf(
        Duration.ofMinutes(10), Duration.ofSeconds(30), Duration.ofSeconds(30), 0.2);
  }
}
