package darkroom.studio;

import darkroom.action.Action;
import darkroom.action.ApiError;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts calls, bills and refusals as they happen. */
final class Tally {
  private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> billed = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> submitted = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();

  void called(Action action) {
    count(calls, action.name());
  }

  void billed(Action action) {
    count(billed, action.name());
  }

  void submitted(Action action) {
    count(submitted, action.name());
  }

  void refused(ApiError error) {
    count(refusals, error.code());
  }

  StudioCounts snapshot(long pendingJobs, SortedMap<String, Integer> peaks) {
    return new StudioCounts(
        sums(calls), sums(billed), sums(submitted), pendingJobs, sums(refusals), peaks);
  }

  private static void count(Map<String, LongAdder> counts, String name) {
    counts.computeIfAbsent(name, n -> new LongAdder()).increment();
  }

  private static SortedMap<String, Long> sums(Map<String, LongAdder> counts) {
    TreeMap<String, Long> sums = new TreeMap<>();
    counts.forEach((name, count) -> sums.put(name, count.sum()));
    return sums;
  }
}
