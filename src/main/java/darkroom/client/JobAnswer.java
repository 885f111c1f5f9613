package darkroom.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import darkroom.action.ApiError;
import darkroom.action.ApiError.Remedy;
import darkroom.action.JobStatus;
import java.util.Optional;

/** Understands what a question for a job's result came to. */
sealed interface JobAnswer {

  /** The job will not change any more. */
  record Over(JobResult result) implements JobAnswer {}

  /** The job is not finished. */
  record Unfinished(String status) implements JobAnswer {}

  /** The service does not know the job. */
  record Unknown(String message) implements JobAnswer {}

  /** The client that asks was closed. */
  record Closed() implements JobAnswer {}

  /** Nothing was learnt about the job. */
  record NoAnswer(String message) implements JobAnswer {}

  /** What the client made of the question. */
  static JobAnswer of(String jobId, CallResult call) {
    if (call instanceof CallResult.Completed completed) {
      return Reading.read(jobId, completed);
    }
    if (call instanceof CallResult.Failed failed) {
      return Reading.failure(jobId, failed);
    }
    throw new IllegalStateException("Expected a result for " + jobId + " but was another job");
  }

  /** The shapes an answer may have. */
  final class Reading {
    private static final JsonMapper JSON =
        JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private Reading() {}

    private static JobAnswer read(String jobId, CallResult.Completed answer) {
      JsonNode data = answer.data();
      String word = data.path("Status").asText();
      Optional<JobStatus> known = JobStatus.of(word);
      if (known.isEmpty()) {
        // A status added since may be a step on the way; the job's deadline bounds the wait.
        return new Unfinished(word);
      }
      JobStatus status = known.get();
      return switch (status.meaning()) {
        case PENDING -> new Unfinished(word);
        case DONE -> new Over(finished(jobId, answer));
        case FAILED -> new Over(failed(jobId, status, data));
        case SUBMIT_AGAIN -> new Over(new JobResult.SubmitAgain(jobId, word, told(status, data)));
      };
    }

    private static JobResult finished(String jobId, CallResult.Completed answer) {
      String result = answer.data().path("Result").asText();
      Optional<JsonNode> data = object(result);
      return data.<JobResult>map(d -> new JobResult.Finished(jobId, answer.requestId(), d))
          .orElseGet(
              () ->
                  new JobResult.Failed(
                      jobId,
                      ClientCodes.UNREADABLE_RESULT,
                      "Expected a JSON object for Result of job %s but was %s"
                          .formatted(jobId, excerpt(result)),
                      Remedy.REFUSED));
    }

    private static Optional<JsonNode> object(String text) {
      try {
        return Optional.ofNullable(JSON.readTree(text)).filter(JsonNode::isObject);
      } catch (JsonProcessingException e) {
        return Optional.empty();
      }
    }

    private static String excerpt(String result) {
      String shown = Redaction.signatures(result).replaceAll("[\\s\\p{Cntrl}]+", " ").trim();
      if (shown.isEmpty()) {
        return "nothing";
      }
      return "'" + (shown.length() <= 120 ? shown : shown.substring(0, 120) + "...") + "'";
    }

    private static JobResult failed(String jobId, JobStatus status, JsonNode data) {
      String message = told(status, data);
      Optional<String> code =
          Optional.of(data.path("ErrorCode").asText()).filter(c -> !c.isBlank());
      if (status == JobStatus.PROCESS_FAILED) {
        // The job's own answer came without an HTTP status; an unknown code is about the photo.
        Remedy remedy = code.flatMap(ApiError::ofCode).map(ApiError::remedy).orElse(Remedy.REFUSED);
        return new JobResult.Failed(jobId, code.orElse(status.name()), message, remedy);
      }
      return new JobResult.Failed(jobId, status.name(), message, Remedy.RETRY);
    }

    private static String told(JobStatus status, JsonNode data) {
      String code = data.path("ErrorCode").asText();
      String message = data.path("ErrorMessage").asText();
      String told = code + (code.isBlank() || message.isBlank() ? "" : ": ") + message;
      return Redaction.signatures(
          "Expected PROCESS_SUCCESS but was " + status + (told.isBlank() ? "" : ", " + told));
    }

    private static JobAnswer failure(String jobId, CallResult.Failed failed) {
      String told = failed.code() + ": " + failed.message();
      if (failed.code().equals(ClientCodes.CLIENT_CLOSED)) {
        return new Closed();
      }
      if (failed.remedy() == Remedy.STOP) {
        return new Over(new JobResult.Failed(jobId, failed.code(), failed.message(), Remedy.STOP));
      }
      // JobId is the one parameter there is, so that a refusal by the API is about the job. What a
      // proxy sends is not the API's.
      boolean refused =
          failed.remedy() == Remedy.REFUSED && !failed.code().equals(ClientCodes.UNREADABLE_ANSWER);
      return refused ? new Unknown(told) : new NoAnswer(told);
    }
  }
}
