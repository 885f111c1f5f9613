package darkroom.client;

import java.time.Duration;

/**
 * From what age on a job is worth asking for: that at which about one in ten is over, found by
 * moving it after each first question about a job of that age.
 *
 * <p>Not safe for use by several threads at once.
 */
final class Ripeness {
  /** What is left of the age where a job was over: it may have been so for long. */
  private static final double EARLIER = 0.95;

  /** What becomes of it where a job was not: ten such steps are one of the other. */
  private static final double LATER = 1.005;

  /**
   * Up to what share of the age a job's end says something about it: not where it was asked late.
   */
  private static final double PROMPT = 1.1;

  private double ripe = Double.MAX_VALUE;

  /**
   * Learns that a job was over.
   *
   * @param unfinished the age at which it was last seen not to be; zero where it never was
   * @param age at which it was seen to be
   */
  void over(Duration unfinished, Duration age) {
    if (ripe == Double.MAX_VALUE) {
      ripe = age.toNanos();
    } else if (!isRipe(unfinished) && age.toNanos() < ripe * PROMPT) {
      ripe *= EARLIER;
    }
  }

  /**
   * Learns that a job was not over.
   *
   * @param before the age at which that was seen before; zero where it never was
   * @param age at which it is seen now
   */
  void unfinished(Duration before, Duration age) {
    if (!isRipe(before) && isRipe(age)) {
      ripe *= LATER;
    }
  }

  /** Whether a job of this age may be over; of none while nothing is known. */
  boolean isRipe(Duration age) {
    return age.toNanos() >= ripe;
  }
}
