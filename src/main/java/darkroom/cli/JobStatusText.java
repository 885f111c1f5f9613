package darkroom.cli;

import darkroom.ledger.CallFigures;
import darkroom.report.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A job's status for a person. */
final class JobStatusText {
  private final JobStatus status;
  private final List<String> lines = new ArrayList<>();

  private JobStatusText(JobStatus status) {
    this.status = status;
  }

  static String of(JobStatus status) {
    JobStatusText text = new JobStatusText(status);
    text.lastRun();
    text.failures();
    text.spent();
    return String.join("\n", text.lines) + "\n";
  }

  private void lastRun() {
    lines.add("job: " + status.job());
    if (status.last().isEmpty()) {
      lines.add("last run: none has come to its end");
      return;
    }
    Summary run = status.last().get();
    lines.add(
        format(
            "last run: %d photos: %d done, %d skipped, %d rejected, %d failed, %d deferred",
            run.photos(), run.done(), run.skipped(), run.rejected(), run.failed(), run.deferred()));
    lines.add(format("missing: %d", status.missing().orElseThrow()));
  }

  private void failures() {
    status
        .failures()
        .forEach(
            (kind, codes) -> {
              long count = codes.values().stream().mapToLong(Long::longValue).sum();
              lines.add(
                  format("  %-10s %8d  %s", kind.word(), count, String.join(", ", codes.keySet())));
            });
  }

  private void spent() {
    lines.add("spent:");
    spent("last run", status.thisRun());
    spent(status.month().toString(), status.thisMonth());
    spent("in all", status.spent().all());
    for (Map.Entry<String, CallFigures> action : status.spent().actions().entrySet()) {
      spent("  " + action.getKey(), action.getValue());
    }
    status
        .usage()
        .calls()
        .forEach(
            (action, calls) -> {
              long own =
                  status
                      .spent()
                      .actions(status.month())
                      .getOrDefault(action, CallFigures.NONE)
                      .paid();
              if (calls > own) {
                lines.add(format("%s calls of the account this month (conf): %d", action, calls));
              }
            });
    if (status.spent().openJobs() > 0) {
      lines.add(format("jobs submitted and not asked for yet: %d", status.spent().openJobs()));
    }
  }

  private void spent(String what, CallFigures figures) {
    String lost =
        figures.lostAnswers() == 0
            ? ""
            : format(", %d more may have been billed", figures.lostAnswers());
    lines.add(format("  %-32s %12s  %d paid calls%s", what, figures.cost(), figures.paid(), lost));
  }

  private static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
