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
 * @param sent the calls that were sent for it
 * @param remedy what can be done about it
 * @param consequence what it means for the photo
 */
public record Failure(
    String step,
    Optional<String> actionName,
    String code,
    String message,
    Sent sent,
    Remedy remedy,
    Consequence consequence) {

  /**
   * Calls that came to nothing.
   *
   * @param attempts how many
   * @param requestId the service's, where it answered
   * @param lostAnswers calls among them whose answer was lost, which may have been billed
   * @param cost paid for a call whose result could not be kept
   */
  public record Sent(int attempts, Optional<String> requestId, int lostAnswers, Money cost) {
    static final Sent NOTHING = of(Optional.empty());

    /** None this time, for what the service answered before. */
    static Sent of(Optional<String> earlierRequestId) {
      return new Sent(0, earlierRequestId, 0, Money.ZERO);
    }
  }

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
        Sent.NOTHING,
        remedy,
        remedy == Remedy.STOP ? Consequence.DEFERS : Consequence.ENDS);
  }

  Failure of(Action action) {
    return new Failure(step, Optional.of(action.name()), code, message, sent, remedy, consequence);
  }

  Failure at(String otherStep) {
    return new Failure(otherStep, actionName, code, message, sent, remedy, consequence);
  }

  Failure that(Consequence other) {
    return new Failure(step, actionName, code, message, sent, remedy, other);
  }

  /** The same failure, told of another photo for which nothing was sent. */
  Failure shared() {
    return new Failure(
        step, actionName, code, message, Sent.of(sent.requestId()), remedy, consequence);
  }

  public int attempts() {
    return sent.attempts();
  }

  public Optional<String> requestId() {
    return sent.requestId();
  }

  public int lostAnswers() {
    return sent.lostAnswers();
  }

  public Money cost() {
    return sent.cost();
  }

  public Billed billed() {
    if (cost().compareTo(Money.ZERO) > 0) {
      return Billed.YES;
    }
    return lostAnswers() > 0 ? Billed.POSSIBLY : Billed.NO;
  }

  public boolean retryable() {
    return remedy != Remedy.REFUSED;
  }
}
