package darkroom.pipeline;

import darkroom.action.Action;
import darkroom.action.Money;
import darkroom.job.PriceConf;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What all calls of a run have in common.
 *
 * @param jobDeadline how long an asynchronous job is waited for
 */
record RunTerms(String runId, PriceConf prices, Duration jobDeadline, Clock clock) {
  Instant now() {
    return clock.instant();
  }

  /** At the list price: the month's free calls and discounts are the account's, not a photo's. */
  Money priceOf(Action action) {
    return prices.of(action).list();
  }
}
