package darkroom.report;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a count has risen lately. */
final class RecentRate {
  private record Sample(Duration at, long count) {}

  private final Duration window;
  private final Deque<Sample> samples = new ArrayDeque<>();

  RecentRate(Duration window) {
    this.window = window;
  }

  /** Takes a count and tells how much it rose a second over the window, 0 at the first one. */
  double add(Duration at, long count) {
    samples.addLast(new Sample(at, count));
    // One sample at or before the window's start stays, so that the window is covered whole.
    while (samples.size() > 2 && ageOfSecond(at).compareTo(window) >= 0) {
      samples.removeFirst();
    }
    Sample first = samples.getFirst();
    double seconds = Figures.seconds(at.minus(first.at));
    return seconds > 0 ? (count - first.count) / seconds : 0;
  }

  private Duration ageOfSecond(Duration now) {
    return now.minus(samples.stream().skip(1).findFirst().orElseThrow().at);
  }
}
