package darkroom.report;

import darkroom.action.Money;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a run's photos and what that cost, as {@code summary.json} keeps it.
 *
 * @param photos the entries of the manifest; each is in exactly one of the five counts that follow
 * @param done through the whole recipe in this run
 * @param skipped done before, or left as they are by the recipe
 * @param rejected outside an action's limits, found before anything was paid
 * @param failed given up after a call
 * @param deferred left for a later run, such as over the budget
 * @param calls made, by action
 * @param billed of those, by action
 * @param saved results that needed no call: paid for before, or for another photo of the same
 *     content
 * @param possiblyBilledTwice calls sent again because an answer was lost
 * @param images written to the output
 * @param tables where each kind of table was written, such as {@code csv}
 */
public record Summary(
    String job,
    String runner,
    long photos,
    long done,
    long skipped,
    long rejected,
    long failed,
    long deferred,
    Map<String, Long> calls,
    Map<String, Long> billed,
    long saved,
    long possiblyBilledTwice,
    Money cost,
    long images,
    Duration elapsed,
    Map<String, String> tables) {

  public Summary {
    calls = Collections.unmodifiableMap(new TreeMap<>(calls));
    billed = Collections.unmodifiableMap(new TreeMap<>(billed));
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    checkCount(job, "done", done);
    checkCount(job, "skipped", skipped);
    checkCount(job, "rejected", rejected);
    checkCount(job, "failed", failed);
    checkCount(job, "deferred", deferred);
    checkCount(job, "saved", saved);
    checkCount(job, "possibly_billed_twice", possiblyBilledTwice);
    checkCount(job, "images", images);
    for (Map.Entry<String, Long> entry : calls.entrySet()) {
      checkCount(job, "calls." + entry.getKey(), entry.getValue());
    }
    for (Map.Entry<String, Long> entry : billed.entrySet()) {
      checkCount(job, "billed." + entry.getKey(), entry.getValue());
    }
    if (photos != done + skipped + rejected + failed + deferred) {
      throw new IllegalArgumentException(
          "Expected done + skipped + rejected + failed + deferred for photos in the summary of "
              + job
              + " but was %d + %d + %d + %d + %d for %d"
                  .formatted(done, skipped, rejected, failed, deferred, photos));
    }
    if (cost.compareTo(Money.ZERO) < 0 || elapsed.isNegative()) {
      throw new IllegalArgumentException(
          "Expected no negative cost and time for the summary of %s but was %s and %s"
              .formatted(job, cost, elapsed));
    }
  }

  private static void checkCount(String job, String key, long count) {
    if (count < 0) {
      throw new IllegalArgumentException(
          "Expected at least 0 for %s in the summary of %s but was %d".formatted(key, job, count));
    }
  }

  /** Reads what {@link #toJson} wrote. */
  public static Summary parse(String json) {
    return SummaryJson.parse(json);
  }

  /** The text of {@code summary.json}: the time in seconds with three decimals, the cost in CNY. */
  public String toJson() {
    return SummaryJson.write(this);
  }

  /**
   * The closing lines of a run for a person.
   *
   * @param path where the summary was written; the last line is {@code summary: } and this
   * @param failures how many photos ended with each code, rejected ones included
   */
  public String text(String path, Map<String, Long> failures) {
    return SummaryText.of(this, path, failures);
  }

  /** 0 where every photo is done or was before, else 1. */
  public int exitCode() {
    return rejected + failed + deferred == 0 ? 0 : 1;
  }
}
