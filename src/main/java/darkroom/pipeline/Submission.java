package darkroom.pipeline;

import darkroom.action.Action;
import darkroom.action.ApiError.Remedy;
import darkroom.action.Money;
import darkroom.client.CallResult;
import darkroom.client.ClientCodes;
import darkroom.client.JobResult;
import darkroom.ledger.SubmittedJob;
import darkroom.pipeline.Failure.Consequence;
import darkroom.pipeline.Failure.Sent;
import darkroom.pipeline.Outcome.PixelSize;
import darkroom.pipeline.Request.Sendable;
import java.util.Optional;

/**
 * One try to have an action done, and how its failures are told.
 *
 * @param number from 1
 * @param calls sent so far
 * @param lostAnswers so far
 * @param inPlace the picture, where the service reads it in a bucket of the user's
 */
record Submission(
    Request request,
    int number,
    int calls,
    int lostAnswers,
    PixelSize sent,
    Optional<Working> inPlace) {
  private static final PixelSize NOT_SENT = new PixelSize(0, 0);

  static Submission first(Request request) {
    return new Submission(request, 1, 0, 0, NOT_SENT, Optional.empty());
  }

  Action action() {
    return request.action();
  }

  Submission next() {
    return new Submission(request, number + 1, calls, lostAnswers, sent, inPlace);
  }

  /** The same after a call with these arguments. */
  Submission after(Sendable.Arguments arguments, CallResult result) {
    return new Submission(
        request,
        number,
        calls + result.attempts(),
        lostAnswers + result.lostAnswers(),
        arguments.size(),
        arguments.inPlace());
  }

  /** The call was not done. */
  Failure failure(CallResult.Failed failed) {
    boolean defers = failed.remedy() == Remedy.STOP || Stops.CODES.contains(failed.code());
    return failure(
        failed.code(),
        told(failed),
        unpaid(failed.requestId()),
        failed.remedy(),
        defers ? Consequence.DEFERS : Consequence.ENDS);
  }

  /** The service's own words, which alone would not tell a person what ended the run. */
  private String told(CallResult.Failed failed) {
    return failed.remedy() == Remedy.STOP && !failed.code().equals(ClientCodes.CLIENT_CLOSED)
        ? "Expected the service to accept %s but it answered %s: %s"
            .formatted(action(), failed.code(), failed.message())
        : failed.message();
  }

  /** The job was not done. */
  Failure failure(SubmittedJob job, JobResult.Failed failed) {
    return failure(
        failed.code(),
        failed.message(),
        unpaid(Optional.of(job.jobId())),
        failed.remedy(),
        failed.remedy() == Remedy.STOP ? Consequence.DEFERS : Consequence.ENDS);
  }

  /** The job was not done this time. */
  Failure failure(SubmittedJob job, String code, String message) {
    Sent unpaid = unpaid(Optional.of(job.jobId()));
    return failure(code, message, unpaid, Remedy.RETRY, Consequence.ENDS);
  }

  /** The call was paid for, and its result could not be kept. */
  Failure lost(String requestId, Money price, ResultKeeper.Kept.Lost lost) {
    return failure(
        lost.code(), lost.message(), paid(requestId, price), Remedy.RETRY, Consequence.ENDS);
  }

  /** The call was paid for and cannot be written down: no further one may be. */
  Failure notRecorded(String requestId, Money price, Throwable problem) {
    return failure(
        Stops.LEDGER,
        Stops.ledgerMessage(problem),
        paid(requestId, price),
        Remedy.STOP,
        Consequence.DEFERS);
  }

  private Sent unpaid(Optional<String> requestId) {
    return new Sent(calls, requestId, lostAnswers, Money.ZERO);
  }

  private Sent paid(String requestId, Money price) {
    return new Sent(calls, Optional.of(requestId), lostAnswers, price);
  }

  private Failure failure(
      String code, String message, Sent calls, Remedy remedy, Consequence consequence) {
    return new Failure(
        request.step(), Optional.of(action().name()), code, message, calls, remedy, consequence);
  }
}
