package darkroom.client;

import com.fasterxml.jackson.databind.JsonNode;
import darkroom.action.ApiError;
import java.time.Duration;
import java.util.Optional;

/** What one attempt at a call came to. */
sealed interface Answer {

  /** The action was done. */
  record Result(String requestId, JsonNode data) implements Answer {}

  /** An asynchronous action was taken on. */
  record Job(String jobId) implements Answer {}

  /** The attempt failed. */
  record Problem(
      String code,
      String message,
      Optional<String> requestId,
      int httpStatus,
      ApiError.Remedy remedy,
      Optional<Duration> retryAfter,
      Billing billing)
      implements Answer {

    /** A failure on the way, without an answer. */
    static Problem onTheWay(String code, String message, Billing billing) {
      return new Problem(
          code, message, Optional.empty(), 0, ApiError.Remedy.RETRY, Optional.empty(), billing);
    }

    /** An answer that cannot be understood: only one that tells of success may have been billed. */
    static Problem unreadable(int status, String message) {
      return new Problem(
          ClientCodes.UNREADABLE_ANSWER,
          message,
          Optional.empty(),
          status,
          ApiError.remedyFor(status, ClientCodes.UNREADABLE_ANSWER),
          Optional.empty(),
          isSuccess(status) ? Billing.POSSIBLE : Billing.NONE);
    }

    Problem withMessage(String text) {
      return new Problem(code, text, requestId, httpStatus, remedy, retryAfter, billing);
    }

    Problem after(Optional<Duration> pause) {
      return new Problem(code, message, requestId, httpStatus, remedy, pause, billing);
    }
  }

  /** Whether a failed attempt may have cost something. */
  enum Billing {
    NONE,
    POSSIBLE
  }

  static boolean isSuccess(int status) {
    return status >= 200 && status < 300;
  }
}
