package darkroom.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import darkroom.action.Action;
import darkroom.action.ApiError.Remedy;
import darkroom.pipeline.Failure.Consequence;
import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;

/**
 * What went wrong with a photo in an earlier run, as the table of failures tells it.
 *
 * @param action empty where it was about none
 * @param requestId empty where the service did not answer
 */
public record EarlierFailure(
    String step,
    String action,
    String code,
    String message,
    String requestId,
    Remedy remedy,
    Consequence consequence)
    implements Serializable {

  /** A row of the table. */
  static EarlierFailure of(JsonNode row) {
    return new EarlierFailure(
        row.path("step").asText(),
        row.path("action").asText(""),
        row.path("code").asText(),
        row.path("message").asText(),
        row.path("request_id").asText(""),
        row.path("retryable").asText().equals("yes") ? Remedy.RETRY : Remedy.REFUSED,
        Consequence.valueOf(row.path("consequence").asText().toUpperCase(Locale.ROOT)));
  }

  boolean isOf(String otherStep, Action otherAction) {
    return step.equals(otherStep) && action.equals(otherAction.name());
  }

  boolean endedPhoto() {
    return consequence != Consequence.PASSES;
  }

  /** The same failure, for which nothing was sent this time. */
  Failure again() {
    return new Failure(
        step,
        present(action),
        code,
        message,
        Failure.Sent.of(present(requestId)),
        remedy,
        consequence);
  }

  private static Optional<String> present(String text) {
    return Optional.of(text).filter(t -> !t.isEmpty());
  }
}
