package darkroom.client;

import com.fasterxml.jackson.databind.JsonNode;
import darkroom.action.ApiError;
import java.util.Optional;

/** What became of a call. */
public sealed interface CallResult {

  /** How often it was sent, throttled sends not counted. */
  int attempts();

  /** How many of its sends may have been billed although no answer that tells so came. */
  int lostAnswers();

  /** How many of its sends the service refused because there were too many. */
  int throttled();

  /**
   * The action was done.
   *
   * @param data the answer's {@code Data}, an object
   */
  record Completed(String requestId, JsonNode data, int attempts, int lostAnswers, int throttled)
      implements CallResult {}

  /** An asynchronous action was taken on; its result is asked for by the job's id. */
  record Submitted(String jobId, int attempts, int lostAnswers, int throttled)
      implements CallResult {}

  /**
   * The call came to nothing.
   *
   * @param code the API's, or one of {@link ClientCodes}
   * @param message free of secrets and signatures
   * @param httpStatus of the last answer; 0 where none came
   */
  record Failed(
      String code,
      String message,
      Optional<String> requestId,
      int httpStatus,
      int attempts,
      int lostAnswers,
      int throttled,
      ApiError.Remedy remedy)
      implements CallResult {}
}
