package darkroom.client;

import java.util.concurrent.atomic.LongAdder;

/** Counts one action's calls while they go on. */
final class Tally {
  private final LongAdder sent = new LongAdder();
  private final LongAdder completed = new LongAdder();
  private final LongAdder throttled = new LongAdder();
  private final LongAdder retried = new LongAdder();
  private final LongAdder answersLost = new LongAdder();

  void sent() {
    sent.increment();
  }

  void completed() {
    completed.increment();
  }

  void throttled() {
    throttled.increment();
  }

  void retried() {
    retried.increment();
  }

  void answerLost() {
    answersLost.increment();
  }

  CallCounts counts() {
    return new CallCounts(
        sent.sum(), completed.sum(), throttled.sum(), retried.sum(), answersLost.sum());
  }
}
