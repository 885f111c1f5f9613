package darkroom.job;

import java.io.Serializable;
import java.time.Duration;

/**
 * How asynchronous jobs are waited for.
 *
 * @param deadline from a job's submission until this run waits no longer for its result
 */
public record JobsConf(Duration deadline) implements Serializable {
  /** A photo in flight waits for its job; one that takes longer than a day is lost. */
  static final Duration LONGEST = Duration.ofHours(24);

  /** Jobs are asked after once a second. */
  static final Duration SHORTEST = Duration.ofSeconds(1);

  static JobsConf standard() {
    return new JobsConf(Duration.ofMinutes(30));
  }
}
