package darkroom.pipeline;

import darkroom.action.Action;
import darkroom.action.ApiError.Remedy;
import darkroom.action.Money;
import java.util.Optional;

/**
 * What went wrong with a photo.
 *
 * @param step of the recipe, or the part of the way, that failed
 * @param actionName the action that was called or was to be called, where it is about one
 * @param code short and stable, the service's own where it answered
 * @param message one sentence a person can act on
 * @param attempts calls that were sent for it
 * @param requestId the service's, where it answered
 * @param lostAnswers calls among them whose answer was lost, which may have been billed
 * @param cost paid for a call whose result could not be kept
 * @param remedy what can be done about it
 * @param consequence what it means for the photo
 */
public record Failure(
    String step,
    Optional<String> actionName,
    String code,
    String message,
    int attempts,
    Optional<String> requestId,
    int lostAnswers,
    Money cost,
    Remedy remedy,
    Consequence consequence) {

  /** What a failure means for its photo. */
  public enum Consequence {
    /** The photo goes no further. */
    ENDS,
    /** The photo is left for a later run. */
    DEFERS,
    /** The photo goes on without the step. */
    PASSES
  }

  /** Whether a call that failed was paid for. */
  public enum Billed {
    NO,
    POSSIBLY,
    YES
  }

  /** A failure before anything was sent. */
  static Failure unpaid(String step, String code, String message, Remedy remedy) {
    return new Failure(
        step,
        Optional.empty(),
        code,
        message,
        0,
        Optional.empty(),
        0,
        Money.ZERO,
        remedy,
        remedy == Remedy.STOP ? Consequence.DEFERS : Consequence.ENDS);
  }

  Failure of(Action action) {
    return new Failure(
        step,
        Optional.of(action.name()),
        code,
        message,
        attempts,
        requestId,
        lostAnswers,
        cost,
        remedy,
        consequence);
  }

  Failure at(String otherStep) {
    return new Failure(
        otherStep,
        actionName,
        code,
        message,
        attempts,
        requestId,
        lostAnswers,
        cost,
        remedy,
        consequence);
  }

  Failure that(Consequence other) {
    return new Failure(
        step, actionName, code, message, attempts, requestId, lostAnswers, cost, remedy, other);
  }

  /** The same failure, told of another photo for which nothing was sent. */
  Failure shared() {
    return new Failure(
        step, actionName, code, message, 0, requestId, 0, Money.ZERO, remedy, consequence);
  }

  public Billed billed() {
    if (cost.compareTo(Money.ZERO) > 0) {
      return Billed.YES;
    }
    return lostAnswers > 0 ? Billed.POSSIBLY : Billed.NO;
  }

  public boolean retryable() {
    return remedy != Remedy.REFUSED;
  }
}
