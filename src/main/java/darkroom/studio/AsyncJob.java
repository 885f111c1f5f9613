package darkroom.studio;

import darkroom.action.JobStatus;
import java.util.LinkedHashMap;
import java.util.Map;

/** An asynchronous job as {@code GetAsyncJobResult} tells of it: a few strings. */
final class AsyncJob {
  private final String id;
  private volatile State state = new State(JobStatus.QUEUING, "", "", "");

  /** All that changes, which changes at once. */
  private record State(JobStatus status, String result, String errorCode, String errorMessage) {}

  AsyncJob(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  void begins() {
    state = new State(JobStatus.PROCESSING, "", "", "");
  }

  /**
   * @param result the action's {@code Data}, as JSON
   */
  void succeeds(String result) {
    state = new State(JobStatus.PROCESS_SUCCESS, result, "", "");
  }

  void fails(JobStatus status, String code, String message) {
    state = new State(status, "", code, message);
  }

  /** The answer's {@code Data}, without the fields that are empty. */
  Map<String, Object> data() {
    State now = state;
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("JobId", id);
    data.put("Status", now.status.name());
    data.put("Result", now.result);
    data.put("ErrorCode", now.errorCode);
    data.put("ErrorMessage", now.errorMessage);
    data.values().removeIf(""::equals);
    return data;
  }
}
