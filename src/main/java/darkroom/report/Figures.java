package darkroom.report;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Figures {
  private Figures() {}

  /** Such as {@code 0:35} or {@code 1:02:35}; a part of a second counts as one. */
  static String clock(Duration time) {
    long seconds = time.plusNanos(999_999_999).toSeconds();
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  /** Such as {@code 41.1 s}, and as a clock from a minute on. */
  static String time(Duration time) {
    return time.compareTo(Duration.ofMinutes(1)) < 0
        ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0)
        : clock(time);
  }

  /** Such as {@code 48.1/s}. */
  static String rate(double perSecond) {
    return String.format(Locale.ROOT, "%.1f/s", perSecond);
  }

  /** Such as {@code 48.1/s}; 0 where no time has passed. */
  static String rate(long count, Duration time) {
    return rate(time.isZero() ? 0 : count / seconds(time));
  }

  /** Such as {@code 1 photo} and {@code 2 photos}. */
  static String count(long count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }

  /** Such as {@code 10,000}. */
  static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
