package darkroom.cli;

import darkroom.account.AccountKeys;
import darkroom.job.Conf;
import darkroom.job.JobProblem;
import darkroom.pipeline.Services;
import darkroom.report.Summary;
import darkroom.storage.CleanupResult;
import darkroom.storage.StagingBucket;
import darkroom.storage.StagingCleanup;
import java.util.Map;
import java.util.Optional;

/** What a run stages, from before it begins until it is cleaned up. */
final class StagedPhotos implements AutoCloseable {
  private final StagingCleanup cleanup;
  private final StagingBucket bucket;
  private final AccountKeys keys;
  private final String runId;

  private StagedPhotos(
      StagingCleanup cleanup, StagingBucket bucket, AccountKeys keys, String runId) {
    this.cleanup = cleanup;
    this.bucket = bucket;
    this.keys = keys;
    this.runId = runId;
  }

  /**
   * Sees to it that what the run is going to stage will be cleaned up.
   *
   * @throws JobProblem where the bucket cannot see to that
   */
  static StagedPhotos of(Conf conf, String runId) {
    StagedPhotos staged =
        new StagedPhotos(
            Services.cleanup(conf),
            Services.staging(conf),
            AccountKeys.open(conf.credentials()),
            runId);
    CleanupResult ready = staged.cleanup.beforeRun(staged.bucket, staged.keys.forStorage());
    if (ready instanceof CleanupResult.Left left) {
      staged.close();
      throw new JobProblem(left.message());
    }
    return staged;
  }

  /**
   * Cleans up after a run; what a person should know about it, where there is something. Photos
   * that jobs may still have to read stay.
   */
  Optional<String> cleanUp(Summary summary, Map<String, Long> failures) {
    if (summary.deferred() > 0 && failures.containsKey("JobPending")) {
      return Optional.of("Staged photos were left in place: jobs of this run are still open.");
    }
    return cleanup.afterRun(bucket, keys.forStorage(), runId) instanceof CleanupResult.Left left
        ? Optional.of(left.message())
        : Optional.empty();
  }

  @Override
  public void close() {
    keys.close();
  }
}
