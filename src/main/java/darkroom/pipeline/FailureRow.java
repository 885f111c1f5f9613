package darkroom.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One failure of one photo, and the columns of the table of them. */
record FailureRow(Outcome outcome, Failure failure) {
  private static final List<Column<FailureRow>> COLUMNS =
      List.of(
          Column.text("id", r -> r.outcome.photo().id()),
          Column.text("uri", r -> r.outcome.photo().uri()),
          Column.text("manifest", r -> r.outcome.photo().line().file()),
          Column.whole("line", r -> Optional.of(r.outcome.photo().line().number())),
          Column.text("status", r -> r.outcome.status().name().toLowerCase(Locale.ROOT)),
          Column.text("step", r -> r.failure.step()),
          Column.optional("action", r -> r.failure.actionName()),
          Column.text("code", r -> r.failure.code()),
          Column.text("message", r -> r.failure.message()),
          Column.whole("attempts", r -> Optional.of((long) r.failure.attempts())),
          Column.optional("request_id", r -> r.failure.requestId()),
          Column.text("retryable", r -> r.failure.retryable() ? "yes" : "no"),
          Column.text("consequence", r -> r.failure.consequence().name().toLowerCase(Locale.ROOT)),
          Column.text("billed", r -> r.failure.billed().name().toLowerCase(Locale.ROOT)),
          Column.text("time", r -> r.outcome.time().toString()));

  static List<Column<FailureRow>> columns() {
    return COLUMNS;
  }

  static List<FailureRow> of(Outcome outcome) {
    return outcome.failures().stream().map(f -> new FailureRow(outcome, f)).toList();
  }
}
