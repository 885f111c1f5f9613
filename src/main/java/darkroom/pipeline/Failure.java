package darkroom.pipeline;

import darkroom.action.ApiError.Remedy;
import java.util.Optional;

/**
 * Why a photo did not go all the way.
 *
 * @param step the action or the part of the way that failed
 * @param code short and stable, the service's own where it answered
 * @param message one sentence a person can act on
 * @param attempts calls that were sent for it
 * @param requestId the service's, where it answered
 * @param remedy what can be done about it
 * @param lostAnswers calls among them whose answer was lost, which may have been billed
 */
public record Failure(
    String step,
    String code,
    String message,
    int attempts,
    Optional<String> requestId,
    int lostAnswers,
    Remedy remedy) {

  /** Whether a call that failed was paid for. */
  public enum Billed {
    NO,
    POSSIBLY
  }

  /** A failure before anything was sent. */
  static Failure unpaid(String step, String code, String message, Remedy remedy) {
    return new Failure(step, code, message, 0, Optional.empty(), 0, remedy);
  }

  public Billed billed() {
    return lostAnswers > 0 ? Billed.POSSIBLY : Billed.NO;
  }

  public boolean retryable() {
    return remedy != Remedy.REFUSED;
  }
}
