package darkroom.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.ApiError.Remedy;
import darkroom.client.ScriptedService.Received;
import darkroom.client.ScriptedService.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A client before a real HTTP server. */
class ApiClientTest {
  private static final Action ACTION = Actions.ASSESS_SHARPNESS;
  private static final RetryPolicy QUICK =
      new RetryPolicy(
          Duration.ofSeconds(5),
          Duration.ofMillis(1),
          Duration.ofMillis(5),
          0.2,
          Duration.ofSeconds(2));
  private static final RetryPolicy NO_RETRIES =
      new RetryPolicy(
          Duration.ofSeconds(5),
          Duration.ofMillis(1),
          Duration.ofMillis(5),
          0,
          Duration.ofSeconds(5));
  private static final RetryPolicy IMPATIENT =
      new RetryPolicy(
          Duration.ofSeconds(5),
          Duration.ofMillis(1),
          Duration.ofMillis(5),
          0,
          Duration.ofMillis(600));
  private static final SortedMap<String, String> PHOTO =
      new TreeMap<>(Map.of("ImageURL", "http://b/a b*~+中😀.png?x=1&y=2%20"));

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private ScriptedService service(Reply... replies) {
    ScriptedService service = ScriptedService.answering(replies);
    open.addLast(service);
    return service;
  }

  private ApiClient client(
      URI endpoint, SignatureScheme scheme, RetryPolicy retry, CredentialsSource credentials) {
    ApiClient client =
        ApiClient.of(
            new ClientSettings(endpoint, scheme, Map.of(), Rate.perSecond(200), retry),
            credentials);
    open.addFirst(client);
    return client;
  }

  private ApiClient client(ScriptedService service, RetryPolicy retry) {
    return client(
        service.endpoint(),
        SignatureScheme.ACS3,
        retry,
        () -> Credentials.of("testid", ScriptedService.SECRET));
  }

  private static CallResult result(CompletableFuture<CallResult> call) {
    return call.orTimeout(20, TimeUnit.SECONDS).join();
  }

  private static CallResult.Failed failure(ApiClient client) {
    return (CallResult.Failed) result(client.call(ACTION, PHOTO));
  }

  private static CallResult done(String requestId, int attempts, int lostAnswers) {
    return new CallResult.Completed(
        requestId,
        new ObjectMapper().createObjectNode().put("Sharpness", 0.5),
        attempts,
        lostAnswers);
  }

  @ParameterizedTest
  @EnumSource(SignatureScheme.class)
  void signsWhatItSends(SignatureScheme scheme) {
    ScriptedService service = service(Reply.done("R"));
    ApiClient client =
        client(
            service.endpoint(),
            scheme,
            QUICK,
            () -> Credentials.of("testid", ScriptedService.SECRET));

    assertThat(result(client.call(ACTION, PHOTO))).isEqualTo(done("R", 1, 0));
    assertThat(result(client.call(ACTION, new TreeMap<>()))).isEqualTo(done("R", 1, 0));
  }

  @ParameterizedTest
  @EnumSource(SignatureScheme.class)
  void sendsTheTokenOfTemporaryCredentials(SignatureScheme scheme) {
    ScriptedService service = service(Reply.done("R"));
    ApiClient client =
        client(
            service.endpoint(),
            scheme,
            QUICK,
            () -> new Credentials("testid", ScriptedService.SECRET, Optional.of("CAIS+/==tok")));

    assertThat(result(client.call(ACTION, PHOTO))).isEqualTo(done("R", 1, 0));

    Received request = service.received().get(0);
    assertThat(
            Stream.of(
                    request.headers().get("x-acs-security-token"),
                    request.query().get("SecurityToken"))
                .filter(token -> token != null))
        .containsExactly("CAIS+/==tok");
  }

  @Test
  void sendsRpcParametersInQueryAndForm() {
    ScriptedService service = service(Reply.done("R"));
    ApiClient client =
        client(
            service.endpoint(),
            SignatureScheme.RPC_V1,
            QUICK,
            () -> Credentials.of("testid", ScriptedService.SECRET));

    result(client.call(ACTION, PHOTO));

    Received request = service.received().get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.protocol()).isEqualTo("HTTP/1.1");
    assertThat(request.headers())
        .containsEntry("user-agent", "darkroom")
        .containsEntry("content-type", "application/x-www-form-urlencoded")
        .doesNotContainKeys("upgrade", "authorization");
    assertThat(request.form()).isEqualTo(PHOTO);
    assertThat(request.query())
        .containsEntry("Action", "AssessSharpness")
        .containsEntry("Version", "2019-09-30")
        .containsEntry("Format", "JSON")
        .containsEntry("AccessKeyId", "testid")
        .containsEntry("SignatureMethod", "HMAC-SHA1")
        .containsEntry("SignatureVersion", "1.0")
        .containsOnlyKeys(
            "AccessKeyId",
            "Action",
            "Format",
            "Signature",
            "SignatureMethod",
            "SignatureNonce",
            "SignatureVersion",
            "Timestamp",
            "Version");
  }

  @Test
  void sendsAcs3ParametersInFormAndHeaders() {
    ScriptedService service = service(Reply.done("R"));

    result(client(service, QUICK).call(ACTION, PHOTO));

    Received request = service.received().get(0);
    assertThat(request.query()).isEmpty();
    assertThat(request.form()).isEqualTo(PHOTO);
    assertThat(request.headers())
        .containsEntry("x-acs-action", "AssessSharpness")
        .containsEntry("x-acs-version", "2019-09-30")
        .containsEntry("accept", "application/json")
        .containsEntry("user-agent", "darkroom");
    Instant time = Instant.parse(request.headers().get("x-acs-date"));
    assertThat(time).isBetween(Instant.now().minusSeconds(20), Instant.now());
    assertThat(time.getNano()).isZero();
  }

  @ParameterizedTest
  @EnumSource(SignatureScheme.class)
  void neverSendsAnEmptyValue(SignatureScheme scheme) {
    ScriptedService service = service(Reply.done("R"));
    ApiClient client =
        client(
            service.endpoint(),
            scheme,
            QUICK,
            () -> Credentials.of("testid", ScriptedService.SECRET));

    result(client.call(ACTION, new TreeMap<>(Map.of("ImageURL", "u", "Mode", ""))));

    assertThat(service.received().get(0).body()).isEqualTo("ImageURL=u");
  }

  @Test
  void signsEachAttemptAnew() {
    ScriptedService service = service(Reply.error(503, "ServiceUnavailable"), Reply.done("R"));

    assertThat(result(client(service, QUICK).call(ACTION, PHOTO))).isEqualTo(done("R", 2, 0));

    assertThat(service.received())
        .extracting(request -> request.headers().get("x-acs-signature-nonce"))
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void asksForCredentialsAtEachAttempt() {
    ScriptedService service = service(Reply.error(503, "ServiceUnavailable"), Reply.done("R"));
    Deque<Credentials> issued =
        new ArrayDeque<>(
            List.of(
                new Credentials("testid", ScriptedService.SECRET, Optional.of("first")),
                new Credentials("testid", ScriptedService.SECRET, Optional.of("second"))));
    ApiClient client = client(service.endpoint(), SignatureScheme.ACS3, QUICK, issued::removeFirst);

    result(client.call(ACTION, PHOTO));

    assertThat(service.received())
        .extracting(request -> request.headers().get("x-acs-security-token"))
        .containsExactly("first", "second");
  }

  @Test
  void stopsWhereThereAreNoCredentials() {
    ScriptedService service = service(Reply.done("R"));
    ApiClient client =
        client(
            service.endpoint(),
            SignatureScheme.ACS3,
            QUICK,
            () -> {
              throw new IllegalStateException("no profile named shop");
            });

    assertThat(failure(client))
        .isEqualTo(
            new CallResult.Failed(
                "CredentialsUnavailable",
                "Expected credentials from their source but was"
                    + " java.lang.IllegalStateException: no profile named shop",
                Optional.empty(),
                0,
                1,
                0,
                Remedy.STOP));
    assertThat(service.received()).isEmpty();
  }

  @Test
  void submitsAnAsynchronousAction() {
    ScriptedService service = service(Reply.of(200, "{\"RequestId\":\"J\",\"Message\":\"m\"}"));

    assertThat(result(client(service, QUICK).call(Actions.RECOLOR_HD_IMAGE, new TreeMap<>())))
        .isEqualTo(new CallResult.Submitted("J", 1, 0));
  }

  @Test
  void wrongSecretStopsAndIsNotTold() {
    ScriptedService service = service(Reply.done("R"));
    ApiClient client =
        client(
            service.endpoint(),
            SignatureScheme.ACS3,
            QUICK,
            () -> Credentials.of("testid", "anothersecret"));

    assertThat(failure(client))
        .isEqualTo(
            new CallResult.Failed(
                "SignatureDoesNotMatch", "because", Optional.of("E-1"), 400, 1, 0, Remedy.STOP));
  }

  @Test
  void tellsNoSecretThatTheServiceEchoes() {
    ScriptedService service =
        service(
            Reply.of(
                400,
                "{\"Code\":\"InvalidImage.URL\",\"Message\":\"http://b/p?Signature=ab%3D&a=1 by "
                    + ScriptedService.SECRET
                    + "\"}"));

    assertThat(failure(client(service, QUICK)).message())
        .isEqualTo("http://b/p?Signature=***&a=1 by ***");
  }

  @Test
  void throttledCallWaitsAsLongAsItIsAskedTo() {
    ScriptedService service =
        service(Reply.error(400, "Throttling.User", "x-acs-retry-after", "300"), Reply.done("R"));
    ApiClient client = client(service, QUICK);

    assertThat(result(client.call(ACTION, PHOTO))).isEqualTo(done("R", 1, 0));

    List<Received> received = service.received();
    assertThat(Duration.ofNanos(received.get(1).nanos() - received.get(0).nanos()))
        .isBetween(Duration.ofMillis(300), Duration.ofSeconds(3));
    assertThat(client.counts(ACTION)).isEqualTo(new CallCounts(2, 1, 1, 0, 0));
  }

  @Test
  void busyServiceIsCalledAgainNoEarlierThanItAsks() {
    ScriptedService service =
        service(Reply.of(503, "<html>busy</html>", "Retry-After", "1"), Reply.done("R"));

    assertThat(result(client(service, QUICK).call(ACTION, PHOTO))).isEqualTo(done("R", 2, 0));

    List<Received> received = service.received();
    assertThat(Duration.ofNanos(received.get(1).nanos() - received.get(0).nanos()))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(4));
  }

  @Test
  void lostConnectionIsRetriedAndCounted() {
    ScriptedService service = service(Reply.hangUp(), Reply.done("R"));
    ApiClient client = client(service, QUICK);

    assertThat(result(client.call(ACTION, PHOTO))).isEqualTo(done("R", 2, 1));
    assertThat(client.counts(ACTION)).isEqualTo(new CallCounts(2, 1, 0, 1, 1));
  }

  @Test
  void lostConnectionIsCountedWithoutArgumentsToo() {
    ApiClient client = client(service(Reply.hangUp()), NO_RETRIES);

    CallResult.Failed failed = (CallResult.Failed) result(client.call(ACTION, new TreeMap<>()));

    assertThat(failed.code()).isEqualTo("ConnectionLost");
    assertThat(failed.lostAnswers()).isEqualTo(1);
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of("hang-up", Reply.hangUp(), "ConnectionLost", 0, 1, Remedy.RETRY),
        Arguments.of("silence", Reply.silence(), "AnswerTimeout", 0, 1, Remedy.RETRY),
        Arguments.of(
            "200 cut short",
            Reply.cutShort(200, "{\"RequestId\":"),
            "UnreadableAnswer",
            200,
            1,
            Remedy.REFUSED),
        Arguments.of(
            "200 stalled",
            Reply.stalled(200, "{\"RequestId\":"),
            "UnreadableAnswer",
            200,
            1,
            Remedy.REFUSED),
        Arguments.of(
            "500 cut short", Reply.cutShort(500, "{"), "UnreadableAnswer", 500, 0, Remedy.RETRY),
        Arguments.of("empty 200", Reply.of(200, ""), "UnreadableAnswer", 200, 1, Remedy.REFUSED),
        Arguments.of(
            "HTML 200", Reply.of(200, "<html>"), "UnreadableAnswer", 200, 1, Remedy.REFUSED),
        Arguments.of("HTML 502", Reply.of(502, "<html>"), "UnreadableAnswer", 502, 0, Remedy.RETRY),
        Arguments.of(
            "a flood",
            Reply.of(200, "{\"RequestId\":\"R\",\"Data\":{}}" + " ".repeat(2_000_000)),
            "UnreadableAnswer",
            200,
            1,
            Remedy.REFUSED),
        Arguments.of(
            "redirect",
            Reply.of(302, "", "Location", "http://127.0.0.1:1/"),
            "UnreadableAnswer",
            302,
            0,
            Remedy.REFUSED),
        Arguments.of(
            "error in a 200",
            Reply.error(200, "InvalidImage.Content"),
            "InvalidImage.Content",
            200,
            0,
            Remedy.REFUSED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void whateverComesIsAClearFailure(
      String name, Reply reply, String code, int status, int lostAnswers, Remedy remedy) {
    ApiClient client = client(service(reply), IMPATIENT);

    CallResult.Failed failed = failure(client);

    assertThat(failed.code()).isEqualTo(code);
    assertThat(failed.httpStatus()).isEqualTo(status);
    assertThat(failed.attempts()).isEqualTo(1);
    assertThat(failed.lostAnswers()).isEqualTo(lostAnswers);
    assertThat(failed.remedy()).isEqualTo(remedy);
    assertThat(client.counts(ACTION).answersLost()).isEqualTo(lostAnswers);
  }

  @Test
  void tellsWhatCameInsteadOfAnAnswer() {
    ScriptedService silent = service(Reply.silence());
    assertThat(failure(client(silent, IMPATIENT)).message())
        .isEqualTo(
            "Expected an answer from "
                + silent.endpoint()
                + " for AssessSharpness but was nothing more after 600 ms");
    assertThat(failure(client(service(Reply.stalled(200, "{")), IMPATIENT)).message())
        .isEqualTo(
            "Expected a whole answer for AssessSharpness but was HTTP 200 and then nothing more"
                + " after 600 ms");
    assertThat(failure(client(service(Reply.of(200, " ".repeat(2_000_000))), NO_RETRIES)).message())
        .isEqualTo(
            "Expected a whole answer for AssessSharpness but was HTTP 200 and then IOException:"
                + " more than 1 MB");
  }

  @Test
  void answerThatWasProbablyBilledIsNotAskedForAgain() {
    ScriptedService service = service(Reply.of(200, "<html>"));

    assertThat(failure(client(service, QUICK)).attempts()).isEqualTo(1);
    assertThat(service.received()).hasSize(1);
  }

  @Test
  void failedConnectionCostsNothing() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    URI nobody = URI.create("http://127.0.0.1:" + port);
    ApiClient client =
        client(
            nobody,
            SignatureScheme.ACS3,
            NO_RETRIES,
            () -> Credentials.of("testid", ScriptedService.SECRET));

    assertThat(failure(client))
        .isEqualTo(
            new CallResult.Failed(
                "ConnectionFailed",
                "Expected a connection to "
                    + nobody
                    + " for AssessSharpness but was ConnectException",
                Optional.empty(),
                0,
                1,
                0,
                Remedy.RETRY));
  }

  @Test
  void givesUpAtTheDeadline() {
    RetryPolicy hurried =
        new RetryPolicy(
            Duration.ofMillis(300),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            1,
            Duration.ofMillis(200));
    ScriptedService service = service(Reply.error(503, "ServiceUnavailable"));
    ApiClient client = client(service, hurried);

    CallResult.Failed failed = failure(client);

    assertThat(failed.code()).isEqualTo("DeadlineExceeded");
    assertThat(failed.message())
        .startsWith("Expected a result of AssessSharpness within 300 ms but was ");
    assertThat(failed.remedy()).isEqualTo(Remedy.RETRY);
    assertThat(service.received()).hasSizeBetween(1, 100);
  }

  @Test
  void closingEndsACallOnTheWay() {
    ScriptedService service = service(Reply.silence());
    ApiClient client = client(service, QUICK);
    CompletableFuture<CallResult> call = client.call(ACTION, PHOTO);
    await().until(() -> service.received().size() == 1);

    client.close();

    assertThat(call.isDone()).isTrue();
    CallResult.Failed failed = (CallResult.Failed) call.join();
    assertThat(failed.code()).isEqualTo("ClientClosed");
    assertThat(failed.lostAnswers()).isEqualTo(1);
  }

  @Test
  void usesNamedDaemonThreadsOnlyAndEndsThem() {
    ScriptedService service = service(Reply.done("R"));
    ApiClient client = client(service, QUICK);
    result(client.call(ACTION, PHOTO));

    List<Thread> threads = clientThreads();
    assertThat(threads).isNotEmpty().allMatch(Thread::isDaemon);

    client.close();

    await().until(() -> threads.stream().noneMatch(Thread::isAlive));
  }

  private static List<Thread> clientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("darkroom-client-"))
        .toList();
  }

  @Test
  void callsFromManyThreadsAllEnd() {
    ScriptedService service = service(Reply.done("R"));
    ApiClient client = client(service, QUICK);
    ConcurrentLinkedQueue<CompletableFuture<CallResult>> calls = new ConcurrentLinkedQueue<>();

    IntStream.range(0, 100).parallel().forEach(i -> calls.add(client.call(ACTION, PHOTO)));

    assertThat(calls)
        .hasSize(100)
        .allSatisfy(c -> assertThat(result(c)).isEqualTo(done("R", 1, 0)));
    assertThat(client.counts(ACTION)).isEqualTo(new CallCounts(100, 100, 0, 0, 0));
  }

  @Test
  void resultMayBeFollowedByAnotherCall() {
    ScriptedService service = service(Reply.done("R"));
    ApiClient client = client(service, QUICK);

    CompletableFuture<CallResult> second =
        client.call(ACTION, PHOTO).thenCompose(first -> client.call(ACTION, PHOTO));

    assertThat(result(second)).isEqualTo(done("R", 1, 0));
  }
}
