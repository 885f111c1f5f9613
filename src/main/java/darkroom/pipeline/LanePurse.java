package darkroom.pipeline;

import darkroom.action.Action;
import darkroom.action.Money;
import darkroom.client.Purse;
import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicReference;

/** A lane's share of the budget. */
final class LanePurse implements Purse {
  private final RunTerms terms;
  private final AtomicReference<BigDecimal> left;

  LanePurse(RunTerms terms, Money share, Money spent) {
    this.terms = terms;
    this.left = new AtomicReference<>(share.cny().subtract(spent.cny()));
  }

  @Override
  public boolean tryTake(Action action) {
    BigDecimal price = terms.priceOf(action).cny();
    while (true) {
      BigDecimal before = left.get();
      if (before.compareTo(price) < 0) {
        return false;
      }
      if (left.compareAndSet(before, before.subtract(price))) {
        return true;
      }
    }
  }

  @Override
  public void giveBack(Action action) {
    left.accumulateAndGet(terms.priceOf(action).cny(), BigDecimal::add);
  }
}
