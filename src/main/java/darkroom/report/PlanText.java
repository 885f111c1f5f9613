package darkroom.report;

import darkroom.report.TextTable.Align;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A plan for a person. */
final class PlanText {
  private final Plan plan;
  private final List<String> lines = new ArrayList<>();

  private PlanText(Plan plan) {
    this.plan = plan;
  }

  static String of(Plan plan) {
    PlanText text = new PlanText(plan);
    text.photos();
    text.steps();
    text.calls();
    text.sums();
    return String.join("\n", text.lines) + "\n";
  }

  private void photos() {
    lines.add(
        "%s: %s, %s to work on"
            .formatted(
                plan.job(), Figures.count(plan.lines(), "line"), Figures.grouped(plan.photos())));
    TextTable ended = TextTable.of(Align.LEFT, Align.RIGHT);
    plan.ended().forEach((code, count) -> ended.row("  " + code, Figures.grouped(count)));
    ended.lines().forEach(lines::add);
  }

  private void steps() {
    TextTable table =
        TextTable.of(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT);
    table.row("step", "as they are", "fitted", "left", "refused", "not known yet");
    for (Map.Entry<String, PlannedStep> step : plan.steps().entrySet()) {
      PlannedStep counts = step.getValue();
      table.row(
          step.getKey(),
          Figures.grouped(counts.asTheyAre()),
          Figures.grouped(counts.fitted()),
          Figures.grouped(counts.left()),
          Figures.grouped(counts.refused()),
          Figures.grouped(counts.open()));
    }
    lines.add("");
    table.lines().forEach(lines::add);
  }

  private void calls() {
    TextTable table =
        TextTable.of(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT);
    table.row("calls", "to be sent", "this month", "cost", "at list price", "by quota");
    for (Map.Entry<String, PlannedCalls> action : plan.calls().entrySet()) {
      PlannedCalls calls = action.getValue();
      table.row(
          action.getKey(),
          calls.sent().toString(),
          Figures.grouped(calls.usedThisMonth()),
          calls.cost().toString(),
          calls.listCost().toString(),
          time(calls.seconds()));
    }
    table.row(
        "in all",
        plan.sent().toString(),
        "",
        plan.cost().toString(),
        plan.listCost().toString(),
        time(plan.seconds()));
    lines.add("");
    table.lines().forEach(lines::add);
  }

  private void sums() {
    TextTable table = TextTable.of(Align.LEFT, Align.LEFT);
    table.row("saved", plan.held() + " results that the ledger holds");
    if (plan.shared().max() > 0) {
      table.row("shared", plan.shared() + " results of photos with the same content");
    }
    table.row(
        "budget",
        plan.budget()
            .map(budget -> budget + " " + plan.budgetVerdict().words())
            .orElse(plan.budgetVerdict().words()));
    if (plan.images().max() > 0) {
      table.row("images", plan.images() + " in the output, about " + bytes(plan.writtenBytes()));
      table.row("results", "about " + bytes(plan.keptBytes()) + " more beside the ledger");
    }
    table.row("staged", "at most " + bytes(Range.of(plan.stagedBytes())));
    lines.add("");
    table.lines().forEach(lines::add);
  }

  private static String time(Range seconds) {
    String longest = Figures.clock(Duration.ofSeconds(seconds.max()));
    return seconds.min() == seconds.max()
        ? longest
        : Figures.clock(Duration.ofSeconds(seconds.min())) + ".." + longest;
  }

  private static String bytes(Range bytes) {
    String most = megabytes(bytes.max());
    String least = megabytes(bytes.min());
    return (least.equals(most) ? most : least + ".." + most) + " MB";
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f", bytes / 1e6);
  }
}
