package darkroom.studio;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Admits so many calls of an action within any second, whenever the second begins; nothing is
 * carried over. What the real service's second begins with is not known; this is the strictest
 * reading.
 */
public final class Quota {
  private static final Duration WINDOW = Duration.ofSeconds(1);

  private final Clock clock;
  private final CallsPerSecond usual;
  private final Map<String, CallsPerSecond> byAction;
  private final Map<String, Calls> calls = new ConcurrentHashMap<>();

  public Quota(Clock clock, CallsPerSecond usual, Map<String, CallsPerSecond> byAction) {
    this.clock = clock;
    this.usual = usual;
    this.byAction = Map.copyOf(byAction);
  }

  /** Counts a call that begins now, and answers whether the quota allows it. */
  public boolean tryBegin(String action) {
    return calls.computeIfAbsent(action, Calls::new).tryBegin();
  }

  public CallsPerSecond limit(String action) {
    return byAction.getOrDefault(action, usual);
  }

  /** The most calls that began within any second so far, those over the quota included. */
  public SortedMap<String, Integer> peaks() {
    TreeMap<String, Integer> peaks = new TreeMap<>();
    calls.forEach((action, seen) -> peaks.put(action, seen.peak()));
    return Collections.unmodifiableSortedMap(peaks);
  }

  private final class Calls {
    private final CallsPerSecond limit;
    private final Deque<Instant> begun = new ArrayDeque<>();
    private final Deque<Instant> admitted = new ArrayDeque<>();
    private int peak;

    Calls(String action) {
      limit = limit(action);
    }

    synchronized boolean tryBegin() {
      Instant now = clock.instant();
      begun.addLast(now);
      forget(begun, now);
      peak = Math.max(peak, begun.size());
      forget(admitted, now);
      if (admitted.size() >= limit.calls()) {
        return false;
      }
      admitted.addLast(now);
      return true;
    }

    synchronized int peak() {
      return peak;
    }

    /** A call leaves the window a full second after it began. */
    private static void forget(Deque<Instant> window, Instant now) {
      Instant start = now.minus(WINDOW);
      while (!window.isEmpty() && !window.peekFirst().isAfter(start)) {
        window.removeFirst();
      }
    }
  }
}
