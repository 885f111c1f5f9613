package darkroom.pipeline;

import darkroom.action.ApiError.Remedy;
import darkroom.client.ClientCodes;
import darkroom.pipeline.Failure.Consequence;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.CompletionException;

/** Why a photo is left for a later run. */
final class Stops {
  /** The run was ended: by a person, by a rule of the job, or by what only a person can mend. */
  static final String STOPPED = "Stopped";

  /** The ledger can not be read or written, without which nothing may be paid. */
  static final String LEDGER = "LedgerUnavailable";

  /** An asynchronous job was not done by its deadline; a later run asks for it again. */
  static final String JOB_PENDING = "JobPending";

  /** A retry makes no call for a photo that did not fail before. */
  static final String NOT_RETRIED = "NotRetried";

  /** Codes of calls that were not made, although nothing is wrong with the photo. */
  static final Set<String> CODES =
      Set.of(
          ClientCodes.BUDGET_SPENT,
          ClientCodes.CALL_WITHDRAWN,
          ClientCodes.CLIENT_CLOSED,
          STOPPED,
          JOB_PENDING);

  private Stops() {}

  static Failure deferred(String step, String reason) {
    return Failure.unpaid(step, STOPPED, reason, Remedy.RETRY).that(Consequence.DEFERS);
  }

  /** A retry calls for nothing but photos that failed. */
  static Failure notRetried(String step, Photo photo) {
    return Failure.unpaid(
            step,
            NOT_RETRIED,
            "Expected all results of %s in the ledger, as it did not fail in the last run, but one is"
                    .formatted(photo.uri())
                + " not there; run the job to get it",
            Remedy.RETRY)
        .that(Consequence.DEFERS);
  }

  /**
   * The failure of a photo whose records cannot be looked up.
   *
   * @throws CompletionException if the problem is another one
   */
  static Failure ledger(String step, Throwable problem) {
    return Failure.unpaid(step, LEDGER, ledgerMessage(problem), Remedy.STOP);
  }

  static String ledgerMessage(Throwable problem) {
    Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
    if (cause instanceof UncheckedIOException lost) {
      return "Expected a ledger that can be read and written but was "
          + PhotoFile.reason(lost.getCause());
    }
    throw problem instanceof CompletionException e ? e : new CompletionException(problem);
  }
}
