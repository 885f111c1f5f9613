package darkroom.storage;

import java.net.URI;

/** What became of staging a photo. */
public sealed interface StageResult {

  /** It is there, and the service may read it by this URL for a while. */
  record Staged(URI url) implements StageResult {}

  /**
   * It is not there.
   *
   * @param code the store's, or {@code StorageUnreachable}
   * @param cause what can be done about it
   */
  record NotStaged(String code, String message, Cause cause) implements StageResult {}

  /** Why a photo was not staged. */
  enum Cause {
    /** The store did not answer or was busy: trying later may help. */
    OUTAGE,
    /** Bucket, credentials or permission: only a person can mend it. */
    SETUP
  }
}
