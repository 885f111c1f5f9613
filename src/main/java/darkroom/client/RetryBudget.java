package darkroom.client;

/**
 * Bounds the share of calls that are retries, so that a service in trouble is not called more often
 * than a healthy one. Each call earns its share of a retry; a few are there from the start.
 */
final class RetryBudget {
  /** Retries that a client has before any call earned one, so that a small job may retry too. */
  static final int FLOOR = 10;

  /** Calls whose earnings are kept, so that a good day does not pay for a flood of retries. */
  static final int REMEMBERED_CALLS = 1000;

  private final double share;
  private final double capacity;
  private double retries;

  private RetryBudget(double share) {
    this.share = share;
    this.capacity = share == 0 ? 0 : FLOOR + share * REMEMBERED_CALLS;
    this.retries = Math.min(FLOOR, capacity);
  }

  static RetryBudget of(double share) {
    return new RetryBudget(share);
  }

  /** Whether retries are wanted at all. */
  boolean allowsAny() {
    return share > 0;
  }

  /** A call was made for the first time. */
  synchronized void earn() {
    retries = Math.min(capacity, retries + share);
  }

  /** Takes one retry if one is left. */
  synchronized boolean trySpend() {
    if (retries < 1) {
      return false;
    }
    retries--;
    return true;
  }
}
