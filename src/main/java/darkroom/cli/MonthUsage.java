package darkroom.cli;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.job.Conf;
import darkroom.job.Job;
import darkroom.ledger.CallFigures;
import darkroom.ledger.Ledger;
import darkroom.ledger.LedgerFigures;
import java.io.IOException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Calls that a month has seen, by action: as many as the conf says that the account has made, or as
 * the job's ledger holds, where those are more.
 */
record MonthUsage(SortedMap<String, Long> calls) {

  /** The month of an instant, in UTC. */
  static MonthUsage of(Job job, Conf conf, Instant now) throws IOException {
    return of(
        LedgerFigures.of(Ledger.in(job.output().ledger())),
        conf,
        YearMonth.from(now.atZone(ZoneOffset.UTC)));
  }

  static MonthUsage of(LedgerFigures figures, Conf conf, YearMonth month) {
    SortedMap<String, CallFigures> ledger = figures.actions(month);
    SortedMap<String, Long> calls = new TreeMap<>();
    for (Action action : Actions.all()) {
      long own = ledger.getOrDefault(action.name(), CallFigures.NONE).paid();
      long used = Math.max(own, conf.prices().usedThisMonth(action));
      if (used > 0) {
        calls.put(action.name(), used);
      }
    }
    return new MonthUsage(calls);
  }
}
