package darkroom.studio;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a studio has seen so far.
 *
 * @param calls by action, all that were signed correctly
 * @param billed by action, those that succeeded
 * @param submitted by action, jobs that were taken on
 * @param pendingJobs that are not finished
 * @param refusals by code
 * @param peaks by action, the most calls that began within any second
 */
public record StudioCounts(
    SortedMap<String, Long> calls,
    SortedMap<String, Long> billed,
    SortedMap<String, Long> submitted,
    long pendingJobs,
    SortedMap<String, Long> refusals,
    SortedMap<String, Integer> peaks) {

  public StudioCounts {
    calls = sorted(calls);
    billed = sorted(billed);
    submitted = sorted(submitted);
    refusals = sorted(refusals);
    peaks = sorted(peaks);
  }

  private static <V> SortedMap<String, V> sorted(Map<String, V> counts) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }
}
