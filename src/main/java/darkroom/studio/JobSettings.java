package darkroom.studio;

import darkroom.studio.http.Delay;
import java.time.Duration;

/**
 * How asynchronous jobs are done.
 *
 * @param latency that a job stays in {@code PROCESSING} before it is worked on
 * @param ttl how long a finished job is remembered
 * @param most that are pending at once; more are refused
 */
public record JobSettings(Delay latency, Duration ttl, int most) {
  public JobSettings {
    if (ttl.isNegative() || ttl.isZero()) {
      throw new IllegalArgumentException(
          "Expected more than no time for a finished job but was " + ttl);
    }
    if (most < 1) {
      throw new IllegalArgumentException("Expected at least 1 pending job but was " + most);
    }
  }

  /** No latency, half an hour as for results, and more jobs than any run has under way. */
  static JobSettings standard() {
    return new JobSettings(Delay.none(), Duration.ofMinutes(30), 10_000);
  }
}
