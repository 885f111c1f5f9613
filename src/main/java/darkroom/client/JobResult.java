package darkroom.client;

import com.fasterxml.jackson.databind.JsonNode;
import darkroom.action.ApiError;

/** What became of an asynchronous job. */
public sealed interface JobResult {
  String jobId();

  /**
   * The action was done.
   *
   * @param requestId of the question that was answered so
   * @param data the action's {@code Data}, an object
   */
  record Finished(String jobId, String requestId, JsonNode data) implements JobResult {}

  /**
   * The job came to nothing, or cannot be asked for.
   *
   * @param code the job's or the API's, a status, or one of {@link ClientCodes}
   */
  record Failed(String jobId, String code, String message, ApiError.Remedy remedy)
      implements JobResult {}

  /** The service gave the job up for now; submitted again later, it may succeed. */
  record SubmitAgain(String jobId, String code, String message) implements JobResult {}

  /**
   * Nobody waits any longer: the deadline came, or poller or client was closed. The job may still
   * succeed, and be billed.
   *
   * @param lastStatus as the service told it; empty where it never did
   * @param message what the last question came to
   */
  record Pending(String jobId, String lastStatus, String message) implements JobResult {}
}
