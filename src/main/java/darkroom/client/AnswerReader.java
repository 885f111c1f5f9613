package darkroom.client;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import darkroom.action.Action;
import darkroom.action.ApiError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Understands the body of an answer, whatever it is. */
final class AnswerReader {
  private static final int EXCERPT_LENGTH = 120;
  private static final int MESSAGE_LENGTH = 500;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private AnswerReader() {}

  static Answer read(Action action, int status, byte[] body) {
    Optional<JsonNode> json = parse(body).filter(JsonNode::isObject);
    if (json.isEmpty()) {
      return unreadable(action, status, "JSON", body);
    }
    JsonNode answer = json.get();
    Optional<String> code = text(answer, "Code");
    boolean done = Answer.isSuccess(status) && (code.isEmpty() || answer.path("Data").isObject());
    if (!done) {
      return code.<Answer>map(c -> refusal(c, answer, status))
          .orElseGet(() -> unreadable(action, status, "JSON {RequestId, Code, Message}", body));
    }
    return success(action, status, answer, body);
  }

  private static Answer success(Action action, int status, JsonNode answer, byte[] body) {
    Optional<String> requestId = text(answer, "RequestId");
    return switch (action.delivery()) {
      case ASYNCHRONOUS ->
          requestId
              .<Answer>map(Answer.Job::new)
              .orElseGet(() -> unreadable(action, status, "JSON {RequestId, Message}", body));
      case SYNCHRONOUS ->
          requestId
              .filter(id -> answer.path("Data").isObject())
              .<Answer>map(id -> new Answer.Result(id, answer.path("Data")))
              .orElseGet(() -> unreadable(action, status, "JSON {RequestId, Data}", body));
    };
  }

  private static Answer refusal(String code, JsonNode answer, int status) {
    return new Answer.Problem(
        code,
        shorten(text(answer, "Message").orElse("(no message)"), MESSAGE_LENGTH),
        text(answer, "RequestId"),
        status,
        ApiError.remedyFor(status, code),
        Optional.empty(),
        Answer.Billing.NONE);
  }

  private static Answer unreadable(Action action, int status, String expected, byte[] body) {
    String excerpt = shorten(new String(body, StandardCharsets.UTF_8), EXCERPT_LENGTH);
    return Answer.Problem.unreadable(
        status,
        "Expected %s for %s but was HTTP %d with %s"
            .formatted(
                expected,
                action.name(),
                status,
                excerpt.isEmpty() ? "nothing in it" : "'" + excerpt + "'"));
  }

  private static Optional<JsonNode> parse(byte[] body) {
    try {
      return Optional.ofNullable(JSON.readTree(body));
    } catch (JacksonException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Bytes in memory can be read", e);
    }
  }

  private static Optional<String> text(JsonNode object, String field) {
    return Optional.of(object.path(field))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .filter(text -> !text.isBlank());
  }

  /** One line of at most so many characters. */
  private static String shorten(String text, int length) {
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").trim();
    return line.length() <= length ? line : line.substring(0, length) + "...";
  }
}
