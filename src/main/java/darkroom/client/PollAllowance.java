package darkroom.client;

import java.time.Duration;

/**
 * How many questions may be asked in vain: a few a second, and some more for each job that is found
 * over, which costs nothing itself. So what polling costs is bounded by time and by the jobs done,
 * however many are pending: while nothing is over a few are asked on behalf of all, and once some
 * are over the others are asked the more.
 *
 * <p>Not safe for use by several threads at once.
 */
final class PollAllowance {
  /** Each costs one to three ms of a core as long as the code is cold: a second's under 1 %. */
  static final double PER_SECOND = 3;

  /** For each job found over: where one in three is over, asking goes on at full speed. */
  static final double EARNED = 2;

  /** What is saved up, for the first look at many jobs. */
  static final double MOST = 60;

  /** How many are waited for where none is left: one after the other they cost far less. */
  static final double TOGETHER = 5;

  private static final double NANOS = 1e9;

  private double left = MOST;
  private long filledAt;

  PollAllowance(long now) {
    filledAt = now;
  }

  boolean tryTake(long now) {
    fill(now);
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }

  /** A question that was taken found a job over. */
  void foundOver() {
    left = Math.min(MOST, left + 1 + EARNED);
  }

  /** How long it is until a question may be asked. */
  Duration untilNext(long now) {
    fill(now);
    double seconds = left >= 1 ? 0 : (TOGETHER - left) / PER_SECOND;
    return Duration.ofNanos((long) Math.ceil(seconds * NANOS));
  }

  private void fill(long now) {
    left = Math.min(MOST, left + (now - filledAt) / NANOS * PER_SECOND);
    filledAt = now;
  }
}
