package darkroom.client;

import darkroom.action.Action;

/**
 * What may still be spent on calls.
 *
 * <p>A client takes an action's price before a call is queued, once more before it sends a call
 * again whose lost answer may have been billed, and gives back what cannot have been billed when
 * the call ends. So at any time what was taken and not given back is at least what may have been
 * billed. Asking for a job's result takes nothing.
 *
 * <p>Asked from any thread, with a lock of the client's held: the methods are quick and do not call
 * the client.
 */
public interface Purse {

  /** Takes the price of one call of the action if that much is left. */
  boolean tryTake(Action action);

  /** Takes back the price of one call of the action that was not billed. */
  void giveBack(Action action);

  /** A purse that is never empty. */
  static Purse unlimited() {
    return Bottomless.PURSE;
  }
}
