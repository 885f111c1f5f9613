package darkroom.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * At what age a job is worth the next question, learnt from the ages at which others were over.
 *
 * <p>The first question comes soon, for the job may be an old one that is asked for again. After it
 * a job is left alone until an age at which some were over, is asked often while most are over, and
 * then ever more rarely. Before enough is known, and past what is known, the pause is a quarter of
 * the age, so that what a job takes longer for the pauses is a share of what it took anyway.
 *
 * <p>Not safe for use by several threads at once.
 */
final class PollPlan {
  /** From the wait's beginning to its first question, and the least from each to the next. */
  static final Duration LEAST_PAUSE = Duration.ofSeconds(1);

  static final Duration MOST_PAUSE = Duration.ofSeconds(30);

  /** Ages that are remembered: the present pace of the service, not last hour's. */
  static final int REMEMBERED = 64;

  /** Ages that say nothing yet. */
  static final int TOO_FEW = 8;

  /** Questions while a job has an age at which most were over. */
  private static final int QUESTIONS_AMID = 4;

  private static final double PAUSE_OF_AGE = 0.25;

  /** The shares of the remembered that were over before the first and the last of these ages. */
  private static final double EARLY = 0.05;

  private static final double LATE = 0.95;

  /**
   * What a job that was over at its first question took, as a share of the age it had then: less,
   * or a service that becomes faster would never be noticed.
   */
  private static final double UNSEEN = 0.8;

  /** Questions a second about jobs that are left alone, all of them together. */
  private static final double REASSURANCE = 5;

  private static final double NANOS = 1e9;

  private final Deque<Long> ages = new ArrayDeque<>();
  private long[] sorted = {};

  /**
   * Learns that a job was over.
   *
   * @param unfinished the age at which it was not over yet; zero where that was not seen
   * @param over the age at which it was seen to be over
   */
  void learn(Duration unfinished, Duration over) {
    if (ages.size() == REMEMBERED) {
      ages.removeFirst();
    }
    long age =
        unfinished.isZero()
            ? (long) (over.toNanos() * UNSEEN)
            : (unfinished.toNanos() + over.toNanos()) / 2;
    ages.addLast(age);
    sorted = ages.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
  }

  /**
   * How long a job of this age that is not over is left alone.
   *
   * @param pending how many are waited for
   */
  Duration pause(Duration age, int pending) {
    double now = age.toNanos();
    if (sorted.length < TOO_FEW || now > at(LATE)) {
      return between(now * PAUSE_OF_AGE, MOST_PAUSE);
    }
    if (now < at(EARLY)) {
      double rare = pending / REASSURANCE * NANOS;
      Duration most = rare > MOST_PAUSE.toNanos() ? Duration.ofNanos((long) rare) : MOST_PAUSE;
      return between(at(EARLY) - now, most);
    }
    return between((at(LATE) - at(EARLY)) / QUESTIONS_AMID, MOST_PAUSE);
  }

  private double at(double share) {
    return sorted[(int) (share * (sorted.length - 1))];
  }

  private static Duration between(double nanos, Duration most) {
    double least = LEAST_PAUSE.toNanos();
    return Duration.ofNanos((long) Math.max(least, Math.min(nanos, most.toNanos())));
  }
}
