package darkroom.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import darkroom.action.Actions;
import darkroom.action.ApiError.Remedy;
import darkroom.action.SignatureScheme;
import darkroom.client.ScriptedService.Received;
import darkroom.client.ScriptedService.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client makes of what comes back. */
class ApiClientTest extends LoopbackClient {

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
                0,
                Remedy.STOP));
    assertThat(service.received()).isEmpty();
  }

  @Test
  void submitsAnAsynchronousAction() {
    ScriptedService service = service(Reply.of(200, "{\"RequestId\":\"J\",\"Message\":\"m\"}"));

    assertThat(result(client(service, QUICK).call(Actions.RECOLOR_HD_IMAGE, new TreeMap<>())))
        .isEqualTo(new CallResult.Submitted("J", 1, 0, 0));
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
                "SignatureDoesNotMatch", "because", Optional.of("E-1"), 400, 1, 0, 0, Remedy.STOP));
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

    assertThat(result(client.call(ACTION, PHOTO))).isEqualTo(done("R", 1, 0, 1));

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
