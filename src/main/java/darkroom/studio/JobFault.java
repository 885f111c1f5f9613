package darkroom.studio;

import darkroom.action.JobStatus;
import java.time.Duration;

/** What befalls an asynchronous job. */
public sealed interface JobFault {

  /** The job ends so without any work, when its latency has passed. */
  record Ends(JobStatus status, String code) implements JobFault {
    public Ends {
      if (status.meaning() == JobStatus.Meaning.PENDING
          || status.meaning() == JobStatus.Meaning.DONE) {
        throw new IllegalArgumentException(
            "Expected a status of failure for a job's end but was " + status);
      }
    }
  }

  /** The job stays in {@code PROCESSING} for so long, and then goes its usual way. */
  record Stays(Duration time) implements JobFault {}

  /** The end that this status is, with a code as it comes with it. */
  static JobFault ends(JobStatus status) {
    return ends(status, "InternalError.Algo");
  }

  static JobFault ends(JobStatus status, String code) {
    return new Ends(status, code);
  }

  static JobFault stays(Duration time) {
    return new Stays(time);
  }
}
