package darkroom.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.ApiError.Remedy;
import darkroom.action.Rate;
import darkroom.action.SignatureScheme;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client in virtual time, before a service that answers in no time or after a latency. */
class ActionQueueTest {
  private static final Action ACTION = Actions.ASSESS_SHARPNESS;
  private VirtualTiming timing = VirtualTiming.exact();

  private static Answer.Problem problem(String code, Remedy remedy) {
    return new Answer.Problem(
        code, "because", Optional.of("E"), 400, remedy, Optional.empty(), Answer.Billing.NONE);
  }

  private static Answer.Problem throttled() {
    return problem("Throttling.User", Remedy.SLOW_DOWN);
  }

  private static Answer.Problem busy() {
    return problem("InternalError.Busy", Remedy.RETRY);
  }

  private static Answer.Problem lost() {
    return Answer.Problem.onTheWay(ClientCodes.CONNECTION_LOST, "broke", Answer.Billing.POSSIBLE);
  }

  private FakeService answering(Answer... answers) {
    return new FakeService(timing, Duration.ofMillis(100), answers);
  }

  private ApiClient client(Exchange service, double rate, double budget) {
    RetryPolicy retry =
        new RetryPolicy(
            Duration.ofSeconds(60),
            Duration.ofSeconds(1),
            Duration.ofSeconds(8),
            budget,
            Duration.ofSeconds(10));
    ClientSettings settings =
        new ClientSettings(
            URI.create("http://service.example"),
            SignatureScheme.ACS3,
            Map.of(),
            Rate.perSecond(rate),
            retry);
    return ApiClient.over(service, settings, timing);
  }

  private static CompletableFuture<CallResult> call(ApiClient client, String photo) {
    return client.call(ACTION, new TreeMap<>(Map.of("ImageURL", photo)));
  }

  private static List<CompletableFuture<CallResult>> calls(ApiClient client, int count) {
    return IntStream.range(0, count).mapToObj(i -> call(client, "p" + i)).toList();
  }

  private CallResult result(CompletableFuture<CallResult> call) {
    timing.passUntil(call::isDone);
    return call.join();
  }

  private void finish(List<CompletableFuture<CallResult>> calls) {
    timing.passUntil(() -> calls.stream().allMatch(CompletableFuture::isDone));
  }

  @Test
  void sendsCallsInTheirOrderAndEvenlyAfterTheFirst() {
    FakeService service = answering();
    ApiClient client = client(service, 50, 0.2);

    finish(calls(client, 4));

    assertThat(service.sent).containsExactly("p0", "p1", "p2", "p3");
    assertThat(service.sentAt).containsExactly(0L, 100_000_000L, 112_304_569L, 132_609_138L);
    assertThat(client.counts(ACTION)).isEqualTo(new CallCounts(4, 4, 0, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 50, 200})
  void neverSendsMoreThanTheRateInAnySecondHoweverLateTimersAre(int rate) {
    for (int seed = 0; seed < 5; seed++) {
      timing = VirtualTiming.lateBy(Duration.ofMillis(30), seed);
      FakeService service = answering(busy(), throttled(), lost(), busy());
      ApiClient client = client(service, rate, 0.2);

      finish(calls(client, 5 * rate));

      List<Long> sentAt = service.sentAt;
      assertThat(sentAt).hasSize(5 * rate + 4);
      assertThat(IntStream.range(rate, sentAt.size()))
          .allMatch(i -> sentAt.get(i) - sentAt.get(i - rate) > 1_006_000_000L);
    }
  }

  @Test
  void eachActionHasItsOwnPace() {
    FakeService service = answering();
    ApiClient client = client(service, 2, 0.2);

    finish(List.of(call(client, "p"), client.call(Actions.ASSESS_EXPOSURE, new TreeMap<>())));

    assertThat(service.sentAt).containsExactly(0L, 0L);
  }

  @Test
  void throttledCallGoesFirstAgainAndCountsAsNoAttempt() {
    FakeService service = answering(throttled());
    ApiClient client = client(service, 5, 0);

    List<CompletableFuture<CallResult>> calls = calls(client, 3);
    finish(calls);

    assertThat(service.sent).containsExactly("p0", "p0", "p1", "p2");
    assertThat(calls.get(0).join()).isEqualTo(new CallResult.Completed("R", data(), 1, 0, 1));
    assertThat(client.counts(ACTION)).isEqualTo(new CallCounts(4, 3, 1, 0, 0));
  }

  @Test
  void throttlingSlowsTheActionDown() {
    FakeService service = answering(throttled());
    ApiClient client = client(service, 5, 0.2);

    finish(calls(client, 2));

    // Throttled 100 ms after the first was sent; the next slot is one slowed interval later.
    assertThat(service.millisAt(1)).isEqualTo(100 + 213);
  }

  @Test
  void obeysHowLongAThrottledCallIsToWait() {
    FakeService service = answering(throttled().after(Optional.of(Duration.ofSeconds(7))));
    ApiClient client = client(service, 50, 0.2);

    List<CompletableFuture<CallResult>> calls = calls(client, 2);
    finish(calls);

    assertThat(service.sent).containsExactly("p0", "p0", "p1");
    assertThat(service.millisAt(1)).isEqualTo(7100);
  }

  @Test
  void throttledCallEndsAtItsDeadline() {
    FakeService service =
        new FakeService(timing, Duration.ofMillis(100)) {
          @Override
          Answer answer() {
            return throttled();
          }
        };
    ApiClient client = client(service, 5, 0.2);

    CallResult result = result(call(client, "p"));

    assertThat(result)
        .isEqualTo(
            new CallResult.Failed(
                "DeadlineExceeded",
                "Expected a result of AssessSharpness within 60000 ms but was Throttling.User:"
                    + " because",
                Optional.of("E"),
                400,
                0,
                0,
                (int) client.counts(ACTION).throttled(),
                Remedy.RETRY));
    assertThat(client.counts(ACTION).throttled()).isGreaterThan(10);
    assertThat(timing.elapsed()).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(61));
  }

  @Test
  void doesNotWaitForADeadlineItCannotMeet() {
    FakeService service = answering(throttled().after(Optional.of(Duration.ofHours(1))));
    ApiClient client = client(service, 5, 0.2);

    CallResult result = result(call(client, "p"));

    assertThat(result).isInstanceOf(CallResult.Failed.class);
    assertThat(timing.elapsed()).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void deadlineCountsFromTheFirstDispatch() {
    FakeService service = answering();
    ApiClient client = client(service, 0.01, 0.2);

    List<CompletableFuture<CallResult>> calls = calls(client, 2);
    finish(calls);

    assertThat(timing.elapsed()).isGreaterThan(Duration.ofSeconds(100));
    assertThat(calls.get(1).join()).isInstanceOf(CallResult.Completed.class);
  }

  @Test
  void retriesAheadOfNewCallsWithBackoff() {
    FakeService service = answering(busy(), lost());
    ApiClient client = client(service, 50, 0.2);

    List<CompletableFuture<CallResult>> calls = calls(client, 1);
    timing.pass(Duration.ofMillis(50));
    List<CompletableFuture<CallResult>> later = calls(client, 400);
    finish(calls);

    assertThat(calls.get(0).join()).isEqualTo(new CallResult.Completed("R", data(), 2, 0, 0));
    finish(later);
    assertThat(client.counts(ACTION)).isEqualTo(new CallCounts(403, 401, 0, 2, 1));
    // At most one second of backoff and one interval of pacing after each failure.
    assertThat(service.millisAt(service.sent.lastIndexOf("p0"))).isLessThan(100 + 1000 + 21);
    assertThat(service.sent.get(402)).isEqualTo("p399");
  }

  @Test
  void attemptGetsNoMoreTimeThanTheDeadlineLeaves() {
    FakeService service = answering(busy().after(Optional.of(Duration.ofSeconds(55))));
    ApiClient client = client(service, 50, 0.2);

    result(call(client, "p"));

    assertThat(service.timeouts)
        .containsExactly(
            Duration.ofSeconds(10), Duration.ofSeconds(60).minus(Duration.ofMillis(55_100)));
  }

  @Test
  void countsAnswersLost() {
    FakeService service = answering(lost(), lost());
    ApiClient client = client(service, 50, 0.2);

    CallResult result = result(call(client, "p"));

    assertThat(result).isEqualTo(new CallResult.Completed("R", data(), 3, 2, 0));
    assertThat(client.counts(ACTION)).isEqualTo(new CallCounts(3, 1, 0, 2, 2));
  }

  @Test
  void retriesNoMoreThanTheBudgetAllows() {
    FakeService service =
        new FakeService(timing, Duration.ofMillis(100)) {
          @Override
          Answer answer() {
            return lost();
          }
        };
    ApiClient client = client(service, 50, 0.25);

    List<CompletableFuture<CallResult>> calls = calls(client, 200);
    finish(calls);

    CallCounts counts = client.counts(ACTION);
    assertThat(counts.retried()).isBetween(50L, 60L);
    assertThat(calls)
        .allSatisfy(
            call -> {
              CallResult.Failed failed = (CallResult.Failed) call.join();
              assertThat(failed.code()).isEqualTo("RetryBudgetSpent");
              assertThat(failed.message())
                  .isEqualTo(
                      "Expected that retries are enough for the share of calls that need one"
                          + " (0.25) at AssessSharpness but was ConnectionLost: broke");
              assertThat(failed.remedy()).isEqualTo(Remedy.RETRY);
            });
    assertThat(counts.answersLost()).isEqualTo(counts.sent());
  }

  @Test
  void retriesNothingWithoutABudget() {
    ApiClient client = client(answering(busy()), 50, 0);

    assertThat(result(call(client, "p")))
        .isEqualTo(
            new CallResult.Failed(
                "InternalError.Busy", "because", Optional.of("E"), 400, 1, 0, 0, Remedy.RETRY));
  }

  @Test
  void refusedCallIsNotRetried() {
    FakeService service = answering(problem("InvalidImage.Content", Remedy.REFUSED));
    ApiClient client = client(service, 50, 0.2);

    assertThat(result(call(client, "p")))
        .isEqualTo(
            new CallResult.Failed(
                "InvalidImage.Content", "because", Optional.of("E"), 400, 1, 0, 0, Remedy.REFUSED));
    assertThat(client.counts(ACTION)).isEqualTo(new CallCounts(1, 0, 0, 0, 0));
  }

  @Test
  void cancelledCallIsNotSent() {
    FakeService service = answering();
    ApiClient client = client(service, 2, 0.2);
    List<CompletableFuture<CallResult>> calls = calls(client, 3);

    calls.get(1).cancel(false);
    finish(calls);

    assertThat(service.sent).containsExactly("p0", "p2");
  }

  @Test
  void closingEndsCallsWhereverTheyAre() {
    FakeService service = answering(busy());
    ApiClient client = client(service, 2, 0.2);
    List<CompletableFuture<CallResult>> calls = calls(client, 3);
    timing.passUntil(() -> service.sent.size() == 2);

    client.close();

    assertThat(calls).allMatch(CompletableFuture::isDone);
    assertThat(service.sent).hasSize(2);
    assertThat(List.of(calls.get(2).join(), call(client, "late").join()))
        .containsOnly(
            new CallResult.Failed(
                "ClientClosed",
                "Expected an open client for AssessSharpness but was a closed one",
                Optional.empty(),
                0,
                0,
                0,
                0,
                Remedy.RETRY));
    long lostOnes = calls.stream().mapToLong(call -> call.join().lostAnswers()).sum();
    assertThat(lostOnes).isEqualTo(1);
    assertThat(client.counts(ACTION).answersLost()).isEqualTo(1);
  }

  @Test
  void leavesNoTimersBehind() {
    FakeService service = answering(busy(), throttled(), lost());
    ApiClient client = client(service, 50, 0.2);

    finish(calls(client, 50));

    assertThat(timing.tasksLeft()).isZero();
  }

  @Test
  void bugInTheExchangeReachesTheCaller() {
    Exchange broken =
        new Exchange() {
          @Override
          public CompletableFuture<Answer> send(
              Action action,
              SortedMap<String, String> arguments,
              Duration timeout,
              Runnable leaving) {
            throw new IllegalStateException("a bug");
          }

          @Override
          public void close() {}
        };

    CompletableFuture<CallResult> call = call(client(broken, 50, 0.2), "p");
    timing.passUntil(call::isDone);

    assertThat(call).isCompletedExceptionally();
  }

  @Test
  void findsThePaceOfAServiceThatAllowsLess() {
    int allowed = 20;
    FakeService service =
        new FakeService(timing, Duration.ofMillis(300)) {
          private final Deque<Long> accepted = new ArrayDeque<>();

          @Override
          Answer answer() {
            long now = timing.nanos();
            while (!accepted.isEmpty() && now - accepted.peekFirst() >= 1_000_000_000L) {
              accepted.removeFirst();
            }
            if (accepted.size() >= allowed) {
              return throttled();
            }
            accepted.addLast(now);
            return DONE;
          }
        };
    ApiClient client = client(service, 50, 0);

    List<CompletableFuture<CallResult>> calls = calls(client, 2000);
    finish(calls);

    CallCounts counts = client.counts(ACTION);
    assertThat(counts.completed()).isEqualTo(2000);
    assertThat(2000 / (timing.elapsed().toMillis() / 1000.0)).isGreaterThan(0.85 * allowed);
    assertThat(counts.throttled()).isLessThan(counts.sent() / 5);
  }

  private static JsonNode data() {
    return JsonNodeFactory.instance.objectNode();
  }
}
