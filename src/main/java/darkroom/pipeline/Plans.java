package darkroom.pipeline;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.Money;
import darkroom.action.Price;
import darkroom.job.Conf;
import darkroom.job.Step;
import darkroom.report.MoneyRange;
import darkroom.report.Plan;
import darkroom.report.PlannedCalls;
import darkroom.report.PlannedStep;
import darkroom.report.Range;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an estimate comes to at an account's prices and quotas. */
final class Plans {
  private Plans() {}

  static Plan of(RunSettings settings, Estimate estimate, Map<String, Long> usedThisMonth) {
    Map<String, PlannedStep> steps = new LinkedHashMap<>();
    for (Step step : settings.job().recipe()) {
      steps.put(step.label(), estimate.steps().getOrDefault(step.label(), PlannedStep.NONE));
    }
    SortedMap<String, PlannedCalls> calls = new TreeMap<>();
    for (String action : estimate.paid().keySet()) {
      calls.put(
          action,
          calls(
              settings.conf(),
              Actions.named(action).orElseThrow(),
              estimate,
              usedThisMonth.getOrDefault(action, 0L)));
    }
    return new Plan(
        settings.job().name(),
        estimate.photos(),
        estimate.ended(),
        steps,
        calls,
        estimate.held(),
        estimate.shared(),
        estimate.images(),
        estimate.stagedBytes(),
        estimate.keptBytes(),
        estimate.writtenBytes(),
        settings.job().budget());
  }

  private static PlannedCalls calls(
      Conf conf, Action action, Estimate estimate, long usedThisMonth) {
    Range sent = estimate.sent().get(action.name());
    Range paid = estimate.paid().get(action.name());
    Price price = conf.prices().of(action);
    return new PlannedCalls(
        sent,
        paid,
        usedThisMonth,
        new MoneyRange(price.of(paid.min(), usedThisMonth), price.of(paid.max(), usedThisMonth)),
        new MoneyRange(list(price, paid.min()), list(price, paid.max())),
        conf.quota().of(action).perSecond());
  }

  private static Money list(Price price, long calls) {
    return price.list().times(calls);
  }
}
