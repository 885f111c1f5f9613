package darkroom.report;

import static java.util.stream.Collectors.joining;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.Price;
import darkroom.report.TextTable.Align;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The declared actions as tables for the README and for a terminal. */
public final class ActionsTable {
  /** The line of a README after which the table stands. */
  public static final String BEGIN = "<!-- actions:begin -->";

  /** The line of a README before which the table ends. */
  public static final String END = "<!-- actions:end -->";

  private ActionsTable() {}

  /** A README with the table of actions between its markers brought up to date. */
  public static String refresh(String readme) {
    int begin = readme.indexOf(BEGIN);
    int end = readme.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "Expected "
              + BEGIN
              + " and after it "
              + END
              + " for the table of actions but was "
              + (begin < 0 && end < 0 ? "neither" : "not both in this order"));
    }
    return readme.substring(0, begin + BEGIN.length()) + "\n" + markdown() + readme.substring(end);
  }

  /** All actions in Markdown: limits and prices, then parameters and results. */
  public static String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        row(
            "Action",
            "What it does",
            "Formats",
            "File",
            "Width x height",
            "Channels",
            "CNY a call",
            "Free calls a month",
            "Result"));
    lines.add("|---|---|---|---|---|---|---|---|---|");
    Actions.all().forEach(action -> lines.add(limits(action)));
    lines.add("");
    lines.add(row("Action", "Parameters", "Result"));
    lines.add("|---|---|---|");
    Actions.all().forEach(action -> lines.add(parameters(action)));
    lines.add("");
    lines.add(
        "A result \"as a job\" is asked for with "
            + code(Actions.GET_ASYNC_JOB_RESULT.name())
            + ", which costs nothing.");
    lines.add("");
    return String.join("\n", lines) + "\n";
  }

  private static String limits(Action action) {
    return row(
        code(action.name()),
        action.purpose(),
        ActionWords.formats(action.input()),
        ActionWords.fileSize(action.input()),
        ActionWords.pixels(action.input()) + ActionWords.rescaling(action.input()),
        ActionWords.channels(action.input()),
        ActionWords.price(action.price()),
        ActionWords.freeCalls(action.price()),
        ActionWords.answer(action));
  }

  private static String parameters(Action action) {
    String parameters =
        action.parameters().stream()
            .map(p -> code(p.plainName()) + ": " + ActionWords.parameter(p, ActionsTable::code))
            .collect(joining("<br>"));
    Stream<String> results =
        action.results().stream()
            .map(f -> code(f.name()) + ": " + ActionWords.result(f, ActionsTable::code));
    Stream<String> score =
        action.scoreName().stream().map(name -> code(name) + " in conditions and tables");
    return row(
        code(action.name()), parameters, Stream.concat(results, score).collect(joining("<br>")));
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  /** All actions for a terminal: name, purpose, limits of the photo, price. */
  public static String text() {
    TextTable table = TextTable.of(Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT);
    table.row("ACTION", "WHAT IT DOES", "PHOTO", "CNY A CALL");
    for (Action action : Actions.all()) {
      String file = action.input().bytes().map(limit -> limit + ", ").orElse("");
      String photo = file + ActionWords.pixels(action.input());
      table.row(action.name(), action.purpose(), photo, prices(action.price()));
    }
    return table.lines().collect(joining("\n", "", "\n"));
  }

  private static String prices(Price price) {
    String first = price.list().cny().toPlainString();
    String last = price.tiers().get(price.tiers().size() - 1).each().cny().toPlainString();
    return first.equals(last) ? first : first + " to " + last;
  }

  /** All that is declared of one action, for a terminal. */
  public static String text(Action action) {
    TextTable facts = TextTable.of(Align.LEFT, Align.LEFT);
    facts.row("CNY a call", ActionWords.price(action.price()));
    facts.row("free calls a month", ActionWords.freeCalls(action.price()));
    facts.row("result", ActionWords.answer(action));
    action.scoreName().ifPresent(name -> facts.row("score", name + " in conditions and tables"));
    if (!action.input().formats().isEmpty()) {
      facts.row("formats", ActionWords.formats(action.input()));
      facts.row("file", ActionWords.fileSize(action.input()));
      facts.row(
          "pixels", ActionWords.pixels(action.input()) + ActionWords.rescaling(action.input()));
      facts.row("channels", ActionWords.channels(action.input()));
    }
    TextTable parameters = TextTable.of(Align.LEFT, Align.LEFT);
    action
        .parameters()
        .forEach(p -> parameters.row(p.plainName(), ActionWords.parameter(p, t -> t)));
    TextTable results = TextTable.of(Align.LEFT, Align.LEFT);
    action.results().forEach(f -> results.row(f.name(), ActionWords.result(f, t -> t)));
    return Stream.of(
            Stream.of(action.name() + ": " + action.purpose(), ""),
            facts.lines(),
            Stream.of("", "parameters"),
            parameters.lines().map(line -> "  " + line),
            Stream.of("", "answer"),
            results.lines().map(line -> "  " + line))
        .flatMap(lines -> lines)
        .collect(joining("\n", "", "\n"));
  }
}
