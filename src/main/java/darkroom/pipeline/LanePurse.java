package darkroom.pipeline;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.Money;
import darkroom.client.Purse;
import darkroom.ledger.Entry;
import darkroom.ledger.PaidCall;
import darkroom.ledger.SubmittedJob;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicReference;

/** A lane's share of the budget. */
final class LanePurse implements Purse {
  private final RunTerms terms;
  private final AtomicReference<BigDecimal> left;

  LanePurse(RunTerms terms, Money share, Money spent) {
    this.terms = terms;
    this.left = new AtomicReference<>(share.cny().subtract(spent.cny()));
  }

  /**
   * What this run may have spent already by what the ledger holds: each call, each answer that was
   * lost, and each job that is still open.
   */
  static Money mostSpent(RunTerms terms, Collection<Entry> entries) {
    Money spent = Money.ZERO;
    for (Entry entry : entries) {
      if (!entry.runId().equals(terms.runId())) {
        continue;
      }
      if (entry instanceof PaidCall call) {
        spent = spent.plus(call.price().times(1L + call.lostAnswers()));
      } else if (entry instanceof SubmittedJob job) {
        Action action = Actions.named(job.actionName()).orElseThrow();
        spent = spent.plus(terms.priceOf(action).times(1L + job.lostAnswers()));
      }
    }
    return spent;
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
