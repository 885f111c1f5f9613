package darkroom.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import darkroom.action.Actions;
import darkroom.action.ApiError;
import darkroom.studio.http.AccessKeys;
import darkroom.studio.http.Delay;
import darkroom.studio.http.Fault;
import darkroom.studio.http.FaultRule;
import darkroom.studio.http.Faults;
import darkroom.studio.operation.Picture;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ApiServiceTest {
  private static final String SHARPNESS = "AssessSharpness";

  private RunningStudio studio = RunningStudio.started();

  @AfterEach
  void stop() {
    studio.close();
  }

  static Stream<BiFunction<String, Map<String, String>, SignedCall>> ways() {
    return Stream.of(SignedCall::inQuery, SignedCall::inForm, SignedCall::acs3);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void answersEveryWayOfAsking(BiFunction<String, Map<String, String>, SignedCall> way) {
    HttpResponse<String> response = studio.send(way.apply(SHARPNESS, photo()));

    JsonNode answer = RunningStudio.json(response);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("application/json; charset=utf-8");
    assertThat(answer.at("/Data/Sharpness").doubleValue()).isEqualTo(0.25);
    assertThat(answer.at("/RequestId").textValue())
        .matches("[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}");
    assertThat(studio.studio().counts().billed()).isEqualTo(Map.of(SHARPNESS, 1L));
  }

  @Test
  void answersXmlWhenAsked() {
    HttpResponse<String> response =
        studio.send(SignedCall.inQuery(SHARPNESS, photo()).parameter("Format", "xml"));

    assertThat(response.headers().firstValue("Content-Type")).contains("text/xml; charset=utf-8");
    assertThat(response.body())
        .matches(
            "<\\?xml version=\"1.0\" encoding=\"UTF-8\"\\?><AssessSharpnessResponse>"
                + "<RequestId>[0-9A-F-]{36}</RequestId><Data><Sharpness>0.25</Sharpness></Data>"
                + "</AssessSharpnessResponse>");
  }

  @Test
  void answersErrorWithAllItsFields() {
    HttpResponse<String> response =
        studio.send(SignedCall.acs3(SHARPNESS, Map.of("ImageURL", "no link")));

    JsonNode answer = RunningStudio.json(response);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(answer.at("/Code").textValue()).isEqualTo("InvalidImage.URL");
    assertThat(answer.at("/Message").textValue())
        .isEqualTo(
            "Expected an http or https link in ASCII for AssessSharpness.ImageURL but was no link");
    assertThat(answer.at("/HostId").textValue()).isEqualTo(studio.authority());
    assertThat(answer.at("/RequestId").textValue()).hasSize(36);
    assertThat(answer.at("/Recommend").textValue())
        .isEqualTo("Change the request; as it is, it will be refused again.");
  }

  @Test
  void answersErrorInXml() {
    HttpResponse<String> response =
        studio.send(
            SignedCall.inForm(SHARPNESS, Map.of("ImageURL", "<&>\u0007"))
                .parameter("Format", "XML"));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .contains("<Error><RequestId>", "<Code>InvalidImage.URL</Code>")
        .contains("but was &lt;&amp;&gt;?</Message>");
  }

  static Stream<Arguments> refusals() {
    Instant now = Instant.now();
    return Stream.of(
        refusal(rpc().secret("wrong"), 400, "SignatureDoesNotMatch"),
        refusal(acs3().secret("wrong"), 400, "SignatureDoesNotMatch"),
        refusal(rpc().tampered("ImageURL", "x"), 400, "SignatureDoesNotMatch"),
        refusal(acs3().tampered("x-acs-version", "2020-01-01"), 400, "SignatureDoesNotMatch"),
        refusal(acs3().body(form -> form + "&a=b"), 400, "SignatureDoesNotMatch"),
        refusal(rpc().keyId("nobody"), 404, "InvalidAccessKeyId.NotFound"),
        refusal(acs3().keyId("nobody"), 404, "InvalidAccessKeyId.NotFound"),
        refusal(rpc().at(now.minusSeconds(920)), 400, "InvalidTimeStamp.Expired"),
        refusal(rpc().at(now.plusSeconds(920)), 400, "InvalidTimeStamp.Expired"),
        refusal(acs3().at(now.minusSeconds(920)), 400, "InvalidTimeStamp.Expired"),
        refusal(rpc().parameter("Timestamp", "noon"), 400, "InvalidTimeStamp.Format"),
        refusal(rpc().without("Timestamp"), 400, "MissingParameter"),
        refusal(rpc().without("AccessKeyId"), 400, "MissingParameter"),
        refusal(rpc().without("Version"), 400, "MissingParameter"),
        refusal(rpc().without("Action"), 400, "MissingParameter"),
        refusal(acs3().without("x-acs-date"), 400, "MissingParameter"),
        refusal(rpc().without("SignatureNonce"), 400, "IncompleteSignature"),
        refusal(rpc().parameter("SignatureMethod", "MD5"), 400, "IncompleteSignature"),
        refusal(rpc().tampered("Signature", ""), 400, "IncompleteSignature"),
        refusal(acs3().unsigned("x-acs-date"), 400, "IncompleteSignature"),
        refusal(rpc().parameter("Version", "2019-09-31"), 400, "InvalidVersion"),
        refusal(acs3().header("x-acs-version", "1"), 400, "InvalidVersion"),
        refusal(rpc().parameter("Action", "Assess"), 404, "InvalidAction.NotFound"),
        refusal(acs3().header("x-acs-action", "Assess"), 404, "InvalidAction.NotFound"),
        refusal(rpc().body(form -> form + "&a=%zz"), 400, "ParameterError"),
        refusal(rpc().body(form -> form + "x".repeat(1 << 20)), 413, "InvalidContentLength"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesWhatIsNotACorrectCall(SignedCall call, int status, String code) {
    HttpResponse<String> response = studio.send(call);

    assertThat(RunningStudio.json(response).at("/Code").textValue()).isEqualTo(code);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(ApiError.ofCode(code)).map(ApiError::status).contains(status);
    assertThat(studio.studio().counts().refusals()).isEqualTo(Map.of(code, 1L));
    assertThat(studio.studio().counts().calls()).isEmpty();
  }

  @Test
  void acceptsTimestampJustInsideWindow() {
    Instant almostStale = Instant.now().minusSeconds(880);

    assertThat(studio.json(SignedCall.acs3(SHARPNESS, photo()).at(almostStale)).has("Data"))
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void refusesRepeatedNonce(BiFunction<String, Map<String, String>, SignedCall> way) {
    SignedCall call = way.apply(SHARPNESS, photo());

    assertThat(studio.json(call).has("Data")).isTrue();
    assertThat(code(call)).isEqualTo("SignatureNonceUsed");
  }

  @Test
  void wrongSignatureUsesNoNonce() {
    SignedCall call = SignedCall.inForm(SHARPNESS, photo());

    assertThat(code(call.secret("wrong"))).isEqualTo("SignatureDoesNotMatch");
    assertThat(studio.json(call.secret(AccessKeys.STANDARD_SECRET)).has("Data")).isTrue();
  }

  @Test
  void messagesTellNoSecretAndNoSignature() {
    String body = studio.send(rpc().keyId("LTAI-someone")).body();
    String link = studio.image("/photos/a", new byte[0]).replace("/photos/a", "/photos/none");
    String image = studio.send(SignedCall.acs3(SHARPNESS, Map.of("ImageURL", link))).body();

    assertThat(body).doesNotContain("LTAI-someone").doesNotContain(AccessKeys.STANDARD_SECRET);
    assertThat(image).contains("InvalidImage.Download").doesNotContain("c2VjcmV0");
    assertThat(AccessKeys.standard().toString()).isEqualTo("[studio]");
  }

  @Test
  void throttlesCallsOverQuota() {
    MovableClock clock = new MovableClock(Instant.now());
    restart(
        RunningStudio.started(
            s -> s.withClock(clock).withQuota(Actions.ASSESS_SHARPNESS, new CallsPerSecond(3))));
    Map<String, String> photo = photo();

    List<JsonNode> answers =
        IntStream.range(0, 5)
            .mapToObj(i -> studio.json(SignedCall.acs3(SHARPNESS, photo)))
            .toList();

    assertThat(answers.subList(0, 3)).allMatch(answer -> answer.has("Data"));
    assertThat(answers.subList(3, 5))
        .extracting(answer -> answer.at("/Code").textValue())
        .containsOnly("Throttling.User");
    assertThat(answers.get(3).at("/Message").textValue())
        .isEqualTo("Expected at most 3 calls within a second for AssessSharpness but was more");
    assertThat(answers.get(3).at("/Recommend").textValue()).isEqualTo("Send it again, slower.");
    StudioCounts counts = studio.studio().counts();
    assertThat(counts.calls()).isEqualTo(Map.of(SHARPNESS, 5L));
    assertThat(counts.billed()).isEqualTo(Map.of(SHARPNESS, 3L));
    assertThat(counts.refusals()).isEqualTo(Map.of("Throttling.User", 2L));
    assertThat(counts.peaks()).isEqualTo(Map.of(SHARPNESS, 5));
    clock.advance(Duration.ofSeconds(1));
    assertThat(studio.json(SignedCall.acs3(SHARPNESS, photo)).has("Data")).isTrue();
  }

  @Test
  void actionWithoutOperationIsOutOfService() {
    Map<String, String> arguments = Map.of("Url", studio.image(), "Degree", "0.5");

    HttpResponse<String> response = studio.send(SignedCall.acs3("RecolorHDImage", arguments));

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(RunningStudio.json(response).at("/Code").textValue())
        .isEqualTo("InvalidApi.OutOfService");
  }

  @Test
  void knowsNoJob() {
    JsonNode answer = studio.json(SignedCall.acs3("GetAsyncJobResult", Map.of("JobId", "J1")));

    assertThat(answer.at("/Code").textValue()).isEqualTo("ParameterError");
    assertThat(answer.at("/Message").textValue())
        .isEqualTo(
            "Expected the RequestId of an asynchronous call for GetAsyncJobResult.JobId but was"
                + " J1");
  }

  @Test
  void answersAnyShapeOfResult() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("Elements", List.of(Map.of("MinX", 3), Map.of("MinX", 5)));
    data.put("Score", 0.0000125f);
    restart(
        RunningStudio.started(
            s -> s, RunningStudio.operation(Actions.INTELLIGENT_COMPOSITION, image -> data)));
    Map<String, String> arguments = Map.of("ImageURL", studio.image());

    assertThat(studio.send(SignedCall.acs3("IntelligentComposition", arguments)).body())
        .endsWith("\"Data\":{\"Elements\":[{\"MinX\":3},{\"MinX\":5}],\"Score\":0.0000125}}");
    assertThat(
            studio
                .send(
                    SignedCall.acs3("IntelligentComposition", arguments).parameter("Format", "XML"))
                .body())
        .contains(
            "<Data><Elements><MinX>3</MinX></Elements><Elements><MinX>5</MinX></Elements>"
                + "<Score>0.0000125</Score></Data>");
  }

  @Test
  void storesPicturesAndAnswersTheirLinks() throws Exception {
    Picture picture = new Picture(new byte[] {'p', 'i', 'c'}, "image/png", "png");
    restart(
        RunningStudio.started(
            s -> s,
            RunningStudio.operation(
                Actions.RECOLOR_IMAGE, image -> Map.of("ImageList", List.of(picture)))));

    JsonNode answer = studio.json(SignedCall.acs3("RecolorImage", Map.of("Url", studio.image())));

    String link = answer.at("/Data/ImageList/0").textValue();
    assertThat(link).startsWith(studio.studio().endpoint() + "/results/").contains("Signature=");
    assertThat(studio.get(URI.create(link)).body()).isEqualTo("pic");
  }

  @Test
  void failedOperationIsNotBilled() {
    restart(
        RunningStudio.started(
            s -> s,
            RunningStudio.operation(
                Actions.ASSESS_SHARPNESS,
                image -> {
                  throw new IllegalStateException("inner detail");
                })));

    HttpResponse<String> response = studio.send(SignedCall.acs3(SHARPNESS, photo()));

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body())
        .contains("InternalError.Algo", "AssessSharpness failed on this image")
        .doesNotContain("inner detail");
    assertThat(studio.studio().counts().billed()).isEmpty();
  }

  @Test
  void scriptsFaultsOfOneAction() {
    Faults.Script script =
        studio
            .studio()
            .apiFaults()
            .add(
                FaultRule.next(1, ApiFaults.error(ApiError.SERVICE_UNAVAILABLE))
                    .on(ApiFaults.calls(Actions.ASSESS_SHARPNESS)));

    assertThat(code(SignedCall.acs3("GetAsyncJobResult", Map.of("JobId", "J1"))))
        .isEqualTo("ParameterError");
    HttpResponse<String> struck = studio.send(SignedCall.inForm(SHARPNESS, photo()));
    assertThat(struck.statusCode()).isEqualTo(503);
    assertThat(RunningStudio.json(struck).at("/Code").textValue()).isEqualTo("ServiceUnavailable");
    assertThat(studio.json(SignedCall.inForm(SHARPNESS, photo())).has("Data")).isTrue();
    assertThat(script.struck()).isEqualTo(1);
  }

  @Test
  void billsCallWhoseAnswerIsLost() {
    restart(RunningStudio.started(s -> s.withFault(FaultRule.next(1, Fault.answerLost()))));
    SignedCall call = SignedCall.acs3(SHARPNESS, photo());

    assertThatThrownBy(() -> studio.send(call)).isInstanceOf(UncheckedIOException.class);

    assertThat(studio.studio().counts().billed()).isEqualTo(Map.of(SHARPNESS, 1L));
  }

  @Test
  void cutsBucketsAnswerInTheMiddle() {
    String link = studio.image("/photos/long", new byte[100_000]);
    studio.studio().bucketFaults().add(FaultRule.next(1, Fault.cutAmid()));

    assertThatThrownBy(() -> studio.get(URI.create(link)))
        .hasMessageContaining("fixed content-length: 100000, bytes received: 50000");
  }

  @Test
  void holdsAnswersBackForLatency() {
    restart(RunningStudio.started(s -> s.withLatency(Delay.of(Duration.ofMillis(200)))));
    SignedCall call = SignedCall.acs3(SHARPNESS, photo());
    long start = System.nanoTime();

    assertThat(studio.json(call).has("Data")).isTrue();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(200));
    assertThat(studio.studio().latency().delayed()).isEqualTo(1);
  }

  @Test
  void leavesRootWithoutActionToBucket() throws Exception {
    // The bucket in memory refuses what is not signed for it, with an empty body.
    assertThat(studio.get(studio.studio().endpoint().resolve("/")).statusCode()).isEqualTo(403);
    assertThat(studio.studio().counts().refusals()).isEmpty();
  }

  private void restart(RunningStudio other) {
    studio.close();
    studio = other;
  }

  private Map<String, String> photo() {
    return Map.of("ImageURL", studio.image());
  }

  private String code(SignedCall call) {
    return studio.json(call).at("/Code").textValue();
  }

  private static SignedCall rpc() {
    return SignedCall.inForm(SHARPNESS, Map.of("ImageURL", "http://h/a.png"));
  }

  private static SignedCall acs3() {
    return SignedCall.acs3(SHARPNESS, Map.of("ImageURL", "http://h/a.png"));
  }

  private static Arguments refusal(SignedCall call, int status, String code) {
    return Arguments.of(call, status, code);
  }
}
