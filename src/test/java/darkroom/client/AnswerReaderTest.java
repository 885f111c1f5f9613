package darkroom.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.ApiError.Remedy;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
  private static final Action SYNCHRONOUS = Actions.ASSESS_SHARPNESS;
  private static final Action ASYNCHRONOUS = Actions.RECOLOR_HD_IMAGE;

  private static Answer read(Action action, int status, String body) {
    return AnswerReader.read(action, status, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Answer.Problem problem(Action action, int status, String body) {
    return (Answer.Problem) read(action, status, body);
  }

  @Test
  void readsAResult() throws Exception {
    assertThat(read(SYNCHRONOUS, 200, "{\"RequestId\":\"R1\",\"Data\":{\"Sharpness\":0.5}}"))
        .isEqualTo(new Answer.Result("R1", new ObjectMapper().readTree("{\"Sharpness\":0.5}")));
  }

  @Test
  void readsAJob() {
    assertThat(read(ASYNCHRONOUS, 200, "{\"RequestId\":\"R2\",\"Message\":\"taken on\"}"))
        .isEqualTo(new Answer.Job("R2"));
  }

  @Test
  void readsARefusal() {
    assertThat(
            read(
                SYNCHRONOUS,
                400,
                "{\"RequestId\":\"R3\",\"HostId\":\"h\",\"Code\":\"InvalidImage.Content\","
                    + "\"Message\":\"not an image\",\"Recommend\":\"see\"}"))
        .isEqualTo(
            new Answer.Problem(
                "InvalidImage.Content",
                "not an image",
                Optional.of("R3"),
                400,
                Remedy.REFUSED,
                Optional.empty(),
                Answer.Billing.NONE));
  }

  @ParameterizedTest
  @CsvSource({
    "400,Throttling.User,SLOW_DOWN",
    "503,Throttling.Api,SLOW_DOWN",
    "429,Whatever,SLOW_DOWN",
    "503,ServiceUnavailable,RETRY",
    "408,Odd,RETRY",
    "588,Odd,RETRY",
    "599,Odd,RETRY",
    "500,InternalError.Algo,REFUSED",
    "400,SignatureDoesNotMatch,STOP",
    "400,Odd,REFUSED",
    "200,InvalidImage.Content,REFUSED",
    "200,Throttling.User,SLOW_DOWN"
  })
  void knowsTheRemedyOfAnError(int status, String code, Remedy remedy) {
    Answer.Problem problem =
        problem(SYNCHRONOUS, status, "{\"RequestId\":\"R\",\"Code\":\"" + code + "\"}");

    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.message()).isEqualTo("(no message)");
    assertThat(problem.remedy()).isEqualTo(remedy);
    assertThat(problem.billing()).isEqualTo(Answer.Billing.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"RequestId\":\"R\"}",
        "{\"RequestId\":\"R\",\"Data\":null}",
        "{\"RequestId\":\"R\",\"Data\":[]}",
        "{\"RequestId\":\"R\",\"Data\":\"text\"}",
        "{\"Data\":{}}",
        "{\"RequestId\":7,\"Data\":{}}"
      })
  void success200OfTheWrongShapeMayHaveBeenBilled(String body) {
    assertThat(read(SYNCHRONOUS, 200, body))
        .isEqualTo(
            new Answer.Problem(
                "UnreadableAnswer",
                "Expected JSON {RequestId, Data} for AssessSharpness but was HTTP 200 with '"
                    + body
                    + "'",
                Optional.empty(),
                200,
                Remedy.REFUSED,
                Optional.empty(),
                Answer.Billing.POSSIBLE));
  }

  @Test
  void jobWithoutAnIdMayHaveBeenBilled() {
    Answer.Problem problem = problem(ASYNCHRONOUS, 200, "{\"Message\":\"taken on\"}");

    assertThat(problem.message())
        .isEqualTo(
            "Expected JSON {RequestId, Message} for RecolorHDImage but was HTTP 200 with"
                + " '{\"Message\":\"taken on\"}'");
    assertThat(problem.billing()).isEqualTo(Answer.Billing.POSSIBLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<html>", "[]", "7", "{\"RequestId\":\"R\",\"Data\":{", "{} {}", "null", "\u0000"})
  void whatIsNoJsonObjectIsUnreadable(String body) {
    Answer.Problem problem = problem(SYNCHRONOUS, 200, body);

    assertThat(problem.code()).isEqualTo("UnreadableAnswer");
    assertThat(problem.message())
        .startsWith("Expected JSON for AssessSharpness but was HTTP 200 with ");
    assertThat(problem.remedy()).isEqualTo(Remedy.REFUSED);
    assertThat(problem.billing()).isEqualTo(Answer.Billing.POSSIBLE);
  }

  @Test
  void emptyAnswerIsUnreadable() {
    assertThat(problem(SYNCHRONOUS, 204, "").message())
        .isEqualTo("Expected JSON for AssessSharpness but was HTTP 204 with nothing in it");
  }

  @ParameterizedTest
  @CsvSource({"502,RETRY", "429,SLOW_DOWN", "403,STOP", "302,REFUSED"})
  void htmlErrorCostsNothingAndHasTheRemedyOfItsStatus(int status, Remedy remedy) {
    Answer.Problem problem = problem(SYNCHRONOUS, status, "<html>\n\t<h1>Bad\u0007</h1>");

    assertThat(problem.message())
        .isEqualTo(
            "Expected JSON for AssessSharpness but was HTTP "
                + status
                + " with '<html> <h1>Bad </h1>'");
    assertThat(problem.remedy()).isEqualTo(remedy);
    assertThat(problem.billing()).isEqualTo(Answer.Billing.NONE);
  }

  @Test
  void errorWithoutACodeIsUnreadable() {
    assertThat(problem(SYNCHRONOUS, 500, "{\"RequestId\":\"R\"}").message())
        .isEqualTo(
            "Expected JSON {RequestId, Code, Message} for AssessSharpness but was HTTP 500 with"
                + " '{\"RequestId\":\"R\"}'");
  }

  @Test
  void keepsAMessageToASentence() {
    String body = "{\"Code\":\"Odd\",\"Message\":\"" + "long ".repeat(1000) + "\"}";

    assertThat(problem(SYNCHRONOUS, 400, body).message()).hasSize(503).endsWith("...");
  }

  @Test
  void resultThatCountsItsSuccessIsAResult() {
    assertThat(read(SYNCHRONOUS, 200, "{\"RequestId\":\"R\",\"Code\":\"200\",\"Data\":{}}"))
        .isInstanceOf(Answer.Result.class);
  }
}
