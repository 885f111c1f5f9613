package darkroom.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.ApiError.Remedy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** A service that holds jobs, each over at its time, and remembers when it was asked for which. */
final class FakeJobs implements Exchange {
  private final Timing timing;
  private final Map<String, Long> overAt = new HashMap<>();
  final List<Asked> asked = new ArrayList<>();

  /** What is answered instead, by how many questions there were before. */
  Function<Integer, Optional<Answer>> trouble = before -> Optional.empty();

  Supplier<Duration> latency = () -> Duration.ofMillis(50);

  record Asked(String jobId, long at) {}

  FakeJobs(Timing timing) {
    this.timing = timing;
  }

  void take(String jobId, Duration untilOver) {
    overAt.put(jobId, timing.nanos() + untilOver.toNanos());
  }

  long overAt(String jobId) {
    return overAt.get(jobId);
  }

  @Override
  public CompletableFuture<Answer> send(
      Action action, SortedMap<String, String> arguments, Duration timeout, Runnable leaving) {
    if (!action.equals(Actions.GET_ASYNC_JOB_RESULT)) {
      throw new IllegalArgumentException("Expected questions only but was " + action);
    }
    String jobId = arguments.get("JobId");
    Answer answer = trouble.apply(asked.size()).orElseGet(() -> answer(jobId));
    asked.add(new Asked(jobId, timing.nanos()));
    leaving.run();
    CompletableFuture<Answer> future = new CompletableFuture<>();
    timing.after(latency.get(), () -> future.complete(answer));
    return future;
  }

  private Answer answer(String jobId) {
    Long over = overAt.get(jobId);
    if (over == null) {
      return problem("ParameterError", Remedy.REFUSED);
    }
    return timing.nanos() < over
        ? told("PROCESSING", "")
        : told("PROCESS_SUCCESS", "{\"ImageList\":[\"http://b/" + jobId + "\"]}");
  }

  static Answer told(String status, String result) {
    return told(status, result, "", "");
  }

  static Answer told(String status, String result, String errorCode, String errorMessage) {
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("Status", status);
    data.put("Result", result).put("ErrorCode", errorCode).put("ErrorMessage", errorMessage);
    return new Answer.Result("R", data);
  }

  static Answer problem(String code, Remedy remedy) {
    return new Answer.Problem(
        code, "because", Optional.of("E"), 400, remedy, Optional.empty(), Answer.Billing.NONE);
  }

  @Override
  public void close() {}
}
