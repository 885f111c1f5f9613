package darkroom.pipeline;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.Money;
import java.util.Optional;

/**
 * What a call brought in.
 *
 * @param step of the recipe it was made for
 * @param did the action and its parameters, in words
 * @param origin where its result came from
 * @param calls sent until it came, throttled ones not counted
 * @param lostAnswers calls among them whose answer was lost, which may have been billed as well
 * @param cost paid for it in this run
 * @param score the number, where the action scores
 * @param data the answer's other fields that are no links, as a JSON object
 */
public record Made(
    String step,
    String actionName,
    String did,
    Origin origin,
    String requestId,
    int calls,
    int lostAnswers,
    Money cost,
    Optional<Double> score,
    Optional<String> data) {

  /** Where a result comes from. */
  public enum Origin {
    /** A call that this photo made. */
    CALLED,
    /** A call that another photo of the same content made. */
    SHARED,
    /** The ledger: it was paid for before. */
    LEDGER
  }

  public Action action() {
    return Actions.named(actionName).orElseThrow();
  }
}
