package darkroom.cli;

import darkroom.ledger.CallFigures;
import darkroom.ledger.LedgerFigures;
import darkroom.ledger.RunFigures;
import darkroom.pipeline.FailureClass;
import darkroom.report.Summary;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a job is and what it has cost.
 *
 * @param last the last run's summary; empty where none came to its end
 * @param failures of the last run, by class and code
 * @param month the one that is now, in UTC
 * @param usage what counts for its free calls and discounts, as a plan counts it
 */
record JobStatus(
    String job,
    Optional<Summary> last,
    SortedMap<FailureClass, SortedMap<String, Long>> failures,
    LedgerFigures spent,
    YearMonth month,
    MonthUsage usage) {

  /** Failures counted by code, put into their classes. */
  static SortedMap<FailureClass, SortedMap<String, Long>> byClass(Map<String, Long> codes) {
    SortedMap<FailureClass, SortedMap<String, Long>> classes = new TreeMap<>();
    codes.forEach(
        (code, count) ->
            classes.computeIfAbsent(FailureClass.of(code), c -> new TreeMap<>()).put(code, count));
    return classes;
  }

  /** Photos of the manifest that have no result yet; empty where no run came to its end. */
  Optional<Long> missing() {
    return last.map(run -> run.photos() - run.done() - run.skipped());
  }

  CallFigures thisRun() {
    return spent.lastRun().map(RunFigures::calls).orElse(CallFigures.NONE);
  }

  CallFigures thisMonth() {
    return spent.month(month);
  }

  int exitCode() {
    return missing().filter(count -> count == 0).isPresent()
        ? ExitCode.ALL_DONE
        : ExitCode.SOME_FAILED;
  }
}
