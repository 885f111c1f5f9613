package darkroom.studio;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Remembers the nonces of requests for as long as their timestamps are accepted, and no longer: a
 * later repetition is refused for its timestamp.
 */
final class Nonces {
  private final Clock clock;
  private final Duration window;
  private final SortedMap<Instant, Set<String>> byMinute = new TreeMap<>();

  Nonces(Clock clock, Duration window) {
    this.clock = clock;
    this.window = window;
  }

  /** Whether this nonce is used for the first time; its request carries the timestamp. */
  synchronized boolean tryUse(String keyId, String nonce, Instant timestamp) {
    Instant oldest = clock.instant().minus(window).truncatedTo(ChronoUnit.MINUTES);
    byMinute.headMap(oldest).clear();
    String use = keyId + "\n" + nonce;
    if (byMinute.values().stream().anyMatch(used -> used.contains(use))) {
      return false;
    }
    Instant minute = timestamp.truncatedTo(ChronoUnit.MINUTES);
    return byMinute.computeIfAbsent(minute, m -> new HashSet<>()).add(use);
  }

  synchronized int size() {
    return byMinute.values().stream().mapToInt(Set::size).sum();
  }
}
