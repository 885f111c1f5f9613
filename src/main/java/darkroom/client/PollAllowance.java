package darkroom.client;

import java.time.Duration;

/**
 * How many questions may find nothing new: a question that finds a job over is free, so that what
 * polling costs is bounded however many jobs are pending.
 *
 * <p>Not safe for use by several threads at once.
 */
final class PollAllowance {
  /** Each costs about 0.2 ms of one core, so that a second's are well under 1 % of it. */
  static final double PER_SECOND = 20;

  /** What is saved up, for the first look at many jobs. */
  static final double MOST = 100;

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

  /** A question was worth it. */
  void giveBack() {
    left = Math.min(MOST, left + 1);
  }

  /** How long it is until a question may be asked. */
  Duration untilNext(long now) {
    fill(now);
    return Duration.ofNanos((long) Math.ceil(Math.max(0, (1 - left) / PER_SECOND) * NANOS));
  }

  private void fill(long now) {
    left = Math.min(MOST, left + (now - filledAt) / NANOS * PER_SECOND);
    filledAt = now;
  }
}
