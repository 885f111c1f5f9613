package darkroom.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import darkroom.ledger.CallFigures;
import darkroom.report.Summary;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A job's status for a program. */
final class JobStatusJson {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private JobStatusJson() {}

  static String of(JobStatus status) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("job", status.job());
    json.put("last_run", status.last().map(JobStatusJson::run).orElse(null));
    json.put("missing", status.missing().orElse(null));
    Map<String, Object> failures = new LinkedHashMap<>();
    status.failures().forEach((kind, codes) -> failures.put(kind.word(), codes));
    json.put("failures", failures);
    Map<String, Object> spent = new LinkedHashMap<>();
    spent.put("last_run", figures(status.thisRun()));
    spent.put("month", status.month().toString());
    spent.put("this_month", figures(status.thisMonth()));
    spent.put("in_all", figures(status.spent().all()));
    json.put("spent", spent);
    Map<String, Object> actions = new LinkedHashMap<>();
    status.spent().actions().forEach((action, sum) -> actions.put(action, figures(sum)));
    json.put("actions", actions);
    json.put("used_this_month", status.usage().calls());
    json.put("open_jobs", status.spent().openJobs());
    json.put("outputs", status.spent().outputs());
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> run(Summary run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("photos", run.photos());
    json.put("done", run.done());
    json.put("skipped", run.skipped());
    json.put("rejected", run.rejected());
    json.put("failed", run.failed());
    json.put("deferred", run.deferred());
    return json;
  }

  private static Map<String, Object> figures(CallFigures figures) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cost_cny", figures.cost().cny());
    json.put("paid", figures.paid());
    json.put("sent", figures.sent());
    json.put("lost_answers", figures.lostAnswers());
    return json;
  }
}
