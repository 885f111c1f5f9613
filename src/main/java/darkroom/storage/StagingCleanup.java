package darkroom.storage;

import com.aliyun.oss.common.auth.CredentialsProvider;

/** What becomes of staged photos once a run has ended. */
public enum StagingCleanup {
  /** They stay, and further runs find them. */
  KEEP,

  /** They are deleted; the run has a folder of its own, for other runs may use the same bucket. */
  DELETE_AFTER_RUN,

  /** The store deletes them after some days by a rule of the bucket, and till then runs share. */
  LIFECYCLE;

  /** Where a run stages its photos. */
  public StagingBucket place(StagingBucket bucket, String runId) {
    return this == DELETE_AFTER_RUN ? bucket.ofRun(runId) : bucket;
  }

  /** Sees to it that the bucket has the rule, where it is to have one. */
  public CleanupResult beforeRun(StagingBucket bucket, CredentialsProvider keys) {
    if (this != LIFECYCLE) {
      return new CleanupResult.Clean(0);
    }
    try (StagedObjects staged = StagedObjects.in(bucket, keys)) {
      return staged.expire();
    }
  }

  /**
   * Deletes what the run has staged, where that is to be done. No job that the API may still have
   * to read a photo for may be open.
   *
   * @param bucket as the conf says, without the run's folder
   */
  public CleanupResult afterRun(StagingBucket bucket, CredentialsProvider keys, String runId) {
    if (this != DELETE_AFTER_RUN) {
      return new CleanupResult.Clean(0);
    }
    try (StagedObjects staged = StagedObjects.in(place(bucket, runId), keys)) {
      return staged.deleteAll();
    }
  }
}
