package darkroom.ledger;

import java.time.Instant;

/**
 * An asynchronous call that was taken; its job is asked for, not submitted again.
 *
 * @param calls sent for it
 * @param lostAnswers calls among them whose answer was lost, which may have been billed
 */
public record SubmittedJob(
    CallKey key,
    String photo,
    String actionName,
    String jobId,
    int calls,
    int lostAnswers,
    String runId,
    Instant time)
    implements Entry {
  @Override
  public String mark() {
    return jobId;
  }
}
