package darkroom.report;

import darkroom.report.TextTable.Align;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A run's closing lines. */
final class SummaryText {
  private SummaryText() {}

  static String of(Summary summary, String path, Map<String, Long> failures) {
    TextTable sections = TextTable.of(Align.LEFT, Align.LEFT);
    section(sections, "photos", Stream.of(photos(summary)));
    section(sections, "failures", failures(failures));
    section(sections, "calls", calls(summary));
    if (summary.saved() > 0) {
      section(sections, "saved", Stream.of(Figures.count(summary.saved(), "call")));
    }
    section(sections, "cost", Stream.of(cost(summary)));
    if (summary.images() > 0) {
      section(sections, "images", Stream.of(summary.images() + " written"));
    }
    section(sections, "tables", tables(summary.tables()));

    List<String> lines = new ArrayList<>();
    lines.add(headline(summary));
    sections.lines().forEach(lines::add);
    lines.add("summary: " + path);
    return String.join("\n", lines);
  }

  private static String headline(Summary summary) {
    return "%s on %s: %s in %s, %s"
        .formatted(
            summary.job(),
            summary.runner(),
            Figures.count(summary.photos(), "photo"),
            Figures.time(summary.elapsed()),
            Figures.rate(summary.photos(), summary.elapsed()));
  }

  private static String photos(Summary summary) {
    List<String> counts = new ArrayList<>();
    counts.add(summary.done() + " done");
    addIfAny(counts, summary.skipped(), "skipped");
    addIfAny(counts, summary.rejected(), "rejected");
    addIfAny(counts, summary.failed(), "failed");
    addIfAny(counts, summary.deferred(), "deferred");
    return String.join(", ", counts);
  }

  private static void addIfAny(List<String> counts, long count, String what) {
    if (count > 0) {
      counts.add(count + " " + what);
    }
  }

  private static Stream<String> failures(Map<String, Long> failures) {
    TextTable table = TextTable.of(Align.LEFT, Align.RIGHT);
    failures.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> table.row(entry.getKey(), entry.getValue().toString()));
    return table.lines();
  }

  private static Stream<String> calls(Summary summary) {
    TextTable table = TextTable.of(Align.LEFT, Align.RIGHT, Align.RIGHT);
    TreeSet<String> actions = new TreeSet<>(summary.calls().keySet());
    actions.addAll(summary.billed().keySet());
    for (String action : actions) {
      long made = summary.calls().getOrDefault(action, 0L);
      long billed = summary.billed().getOrDefault(action, 0L);
      table.row(action, made + " made", billed + " billed");
    }
    return table.lines();
  }

  private static String cost(Summary summary) {
    long twice = summary.possiblyBilledTwice();
    return twice == 0
        ? summary.cost().toString()
        : summary.cost() + ", " + Figures.count(twice, "call") + " possibly billed twice";
  }

  private static Stream<String> tables(Map<String, String> tables) {
    TextTable table = TextTable.of(Align.LEFT, Align.LEFT);
    tables.forEach(table::row);
    return table.lines();
  }

  private static void section(TextTable sections, String name, Stream<String> lines) {
    List<String> all = lines.toList();
    for (int i = 0; i < all.size(); i++) {
      sections.row(i == 0 ? name : "", all.get(i));
    }
  }
}
