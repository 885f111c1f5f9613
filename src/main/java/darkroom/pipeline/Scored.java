package darkroom.pipeline;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.Money;

/**
 * A score that was paid for.
 *
 * @param actionName the action that gave it
 * @param calls sent until it came
 * @param lostAnswers calls among them whose answer was lost, which may have been billed as well
 */
public record Scored(
    String actionName, double value, String requestId, int calls, int lostAnswers) {

  public Action action() {
    return Actions.named(actionName).orElseThrow();
  }

  /** At the list price: the month's free calls and discounts are the account's, not a photo's. */
  public Money cost() {
    return action().price().list();
  }
}
