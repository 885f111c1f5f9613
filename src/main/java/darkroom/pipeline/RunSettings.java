package darkroom.pipeline;

import darkroom.job.Conf;
import darkroom.job.Job;
import java.io.Serializable;
import java.time.Instant;

/**
 * What a run's transforms need to know on whatever machine they run.
 *
 * @param runId names the run's progress within a process
 * @param started when the run began
 * @param scope the photos that calls may be made for
 */
public record RunSettings(
    Job job, Conf conf, String runId, String runner, Instant started, Scope scope)
    implements Serializable {

  /** A run over all photos. */
  public RunSettings(Job job, Conf conf, String runId, String runner, Instant started) {
    this(job, conf, runId, runner, started, new Scope.Every());
  }

  /** Where a job's failures are written. */
  public static String failuresOf(Job job) {
    return job.output().tables() + Table.FAILURES.fileName();
  }

  /** Where a job's plan is written. */
  public static String planOf(Job job) {
    return job.output().tables() + "plan.json";
  }

  /** Where a job's summary is written; where it stands, the run is complete. */
  public static String summaryOf(Job job) {
    return job.output().tables() + "summary.json";
  }
}
