package darkroom.ledger;

import darkroom.action.Money;

/**
 * What calls of an action came to.
 *
 * @param paid calls with a result
 * @param sent calls, whatever came of them
 * @param lostAnswers calls whose answer was lost, which may have been billed
 */
public record CallFigures(long paid, long sent, long lostAnswers, Money cost) {
  public static final CallFigures NONE = new CallFigures(0, 0, 0, Money.ZERO);

  static CallFigures of(PaidCall call) {
    return new CallFigures(1, call.calls(), call.lostAnswers(), call.price());
  }

  public CallFigures plus(CallFigures other) {
    return new CallFigures(
        paid + other.paid,
        sent + other.sent,
        lostAnswers + other.lostAnswers,
        cost.plus(other.cost));
  }
}
