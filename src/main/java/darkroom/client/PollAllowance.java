package darkroom.client;

import java.time.Duration;

/**
 * How many questions may be asked in vain: a few each second, and some more for each job that is
 * found over, which costs nothing itself. So what polling costs is bounded by time and by the jobs
 * done, however many are pending: while nothing is over a few are asked on behalf of all, and once
 * some are over the others are asked the more.
 *
 * <p>Not safe for use by several threads at once.
 */
final class PollAllowance {
  /**
   * Each costs two to four ms of a core, as the code never gets hot: a second's under 1 %. They
   * come all at once, for one after the other they cost less.
   */
  static final int PER_SECOND = 2;

  /** For each job found over: where one in three is over, asking goes on at full speed. */
  static final int EARNED = 2;

  /** What is saved up at most. */
  static final int MOST = 40;

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private int left = MOST;
  private long filledAt;

  PollAllowance(long now) {
    filledAt = now;
  }

  boolean tryTake(long now) {
    long seconds = (now - filledAt) / SECOND;
    filledAt += seconds * SECOND;
    left = (int) Math.min(MOST, left + seconds * PER_SECOND);
    if (left == 0) {
      return false;
    }
    left--;
    return true;
  }

  /** A question that was taken found a job over. */
  void foundOver() {
    left = Math.min(MOST, left + 1 + EARNED);
  }
}
