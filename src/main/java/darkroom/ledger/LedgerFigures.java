package darkroom.ledger;

import java.io.IOException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What all paid calls of a ledger came to; calendar months are UTC's. */
public final class LedgerFigures {
  private final SortedMap<YearMonth, SortedMap<String, CallFigures>> months = new TreeMap<>();
  private final Map<String, RunFigures> runs = new HashMap<>();
  private long openJobs;
  private long outputs;

  private LedgerFigures() {}

  /** Adds a ledger up, one share in memory at a time. */
  public static LedgerFigures of(Ledger ledger) throws IOException {
    LedgerFigures figures = new LedgerFigures();
    for (int share = 0; share < Ledger.SHARES; share++) {
      figures.add(ledger.recall(share));
    }
    return figures;
  }

  /** Adds some entries up. */
  public static LedgerFigures of(Collection<Entry> entries) {
    LedgerFigures figures = new LedgerFigures();
    figures.add(entries);
    return figures;
  }

  private void add(Collection<Entry> entries) {
    for (Entry entry : entries) {
      if (entry instanceof PaidCall call) {
        CallFigures one = CallFigures.of(call);
        months
            .computeIfAbsent(
                YearMonth.from(call.time().atZone(ZoneOffset.UTC)), m -> new TreeMap<>())
            .merge(call.actionName(), one, CallFigures::plus);
        runs.merge(call.runId(), new RunFigures(call.runId(), call.time(), one), RunFigures::plus);
      } else if (entry instanceof SubmittedJob) {
        openJobs++;
      } else {
        outputs++;
      }
    }
  }

  /** By action, in all months. */
  public SortedMap<String, CallFigures> actions() {
    SortedMap<String, CallFigures> actions = new TreeMap<>();
    months.values().forEach(m -> m.forEach((a, f) -> actions.merge(a, f, CallFigures::plus)));
    return Collections.unmodifiableSortedMap(actions);
  }

  /** By action, in one month. */
  public SortedMap<String, CallFigures> actions(YearMonth month) {
    return Collections.unmodifiableSortedMap(months.getOrDefault(month, new TreeMap<>()));
  }

  /** By month. */
  public SortedMap<YearMonth, CallFigures> months() {
    SortedMap<YearMonth, CallFigures> sums = new TreeMap<>();
    months.forEach((month, actions) -> sums.put(month, sum(actions.values())));
    return Collections.unmodifiableSortedMap(sums);
  }

  public CallFigures month(YearMonth month) {
    return sum(actions(month).values());
  }

  public CallFigures all() {
    return sum(actions().values());
  }

  /** One run. */
  public CallFigures run(String runId) {
    return Optional.ofNullable(runs.get(runId)).map(RunFigures::calls).orElse(CallFigures.NONE);
  }

  /** The run that paid last. */
  public Optional<RunFigures> lastRun() {
    return runs.values().stream().max(Comparator.comparing(RunFigures::last));
  }

  /** Jobs that were submitted and whose result was not recorded. */
  public long openJobs() {
    return openJobs;
  }

  /** Outputs that were written and not written anew since. */
  public long outputs() {
    return outputs;
  }

  private static CallFigures sum(Collection<CallFigures> figures) {
    return figures.stream().reduce(CallFigures.NONE, CallFigures::plus);
  }
}
