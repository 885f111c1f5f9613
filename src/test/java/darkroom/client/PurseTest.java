package darkroom.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.ApiError.Remedy;
import darkroom.action.Rate;
import darkroom.action.SignatureScheme;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client takes from its purse and gives back. */
class PurseTest {
  private static final Action ACTION = Actions.COLORIZE_IMAGE;

  private final VirtualTiming timing = VirtualTiming.exact();

  /** Prices of one action, so many of them. */
  private static final class Prices implements Purse {
    private int left;
    private int taken;

    Prices(int left) {
      this.left = left;
    }

    @Override
    public boolean tryTake(Action action) {
      if (left == 0) {
        return false;
      }
      left--;
      taken++;
      return true;
    }

    @Override
    public void giveBack(Action action) {
      left++;
      taken--;
    }
  }

  /** Counts what may have been billed, and holds it against the purse at each moment. */
  private final class Account extends FakeService {
    private final Prices purse;
    private final Random random;
    private int possiblyBilled;

    Account(Prices purse, Random random) {
      super(timing, Duration.ofMillis(100));
      this.purse = purse;
      this.random = random;
    }

    @Override
    public CompletableFuture<Answer> send(
        Action action, SortedMap<String, String> arguments, Duration timeout, Runnable leaving) {
      possiblyBilled++;
      check();
      return super.send(action, arguments, timeout, leaving)
          .thenApply(
              answer -> {
                check();
                if (answer instanceof Answer.Problem problem
                    && problem.billing() == Answer.Billing.NONE) {
                  possiblyBilled--;
                }
                return answer;
              });
    }

    @Override
    Answer answer() {
      return switch (random.nextInt(6)) {
        case 0 -> Answer.Problem.onTheWay("ConnectionLost", "broke", Answer.Billing.POSSIBLE);
        case 1 -> problem("InternalError.Busy", Remedy.RETRY);
        case 2 -> problem("Throttling.User", Remedy.SLOW_DOWN);
        case 3 -> Answer.Problem.unreadable(200, "<html>");
        case 4 -> problem("InvalidImage.Content", Remedy.REFUSED);
        default -> DONE;
      };
    }

    void check() {
      assertThat(purse.taken).isGreaterThanOrEqualTo(possiblyBilled);
    }
  }

  private static Answer.Problem problem(String code, Remedy remedy) {
    return new Answer.Problem(
        code, "because", Optional.of("E"), 400, remedy, Optional.empty(), Answer.Billing.NONE);
  }

  private ApiClient client(Exchange service, Purse purse) {
    RetryPolicy retry =
        new RetryPolicy(
            Duration.ofSeconds(60),
            Duration.ofSeconds(1),
            Duration.ofSeconds(8),
            1,
            Duration.ofSeconds(10));
    ClientSettings settings =
        new ClientSettings(
            URI.create("http://service.example"),
            SignatureScheme.ACS3,
            Map.of(),
            Rate.perSecond(20),
            retry);
    return ApiClient.over(service, settings, purse, timing);
  }

  private FakeService answering(Answer... answers) {
    return new FakeService(timing, Duration.ofMillis(100), answers);
  }

  private static CompletableFuture<CallResult> call(ApiClient client) {
    return client.call(ACTION, new TreeMap<>(Map.of("ImageURL", "p")));
  }

  private CallResult result(CompletableFuture<CallResult> call) {
    timing.passUntil(call::isDone);
    return call.join();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 40, 1000})
  void whatIsTakenIsNeverLessThanWhatMayBeBilled(int prices) {
    for (int seed = 0; seed < 20; seed++) {
      Prices purse = new Prices(prices);
      Account account = new Account(purse, new Random(seed));
      ApiClient client = client(account, purse);
      List<CompletableFuture<CallResult>> calls =
          IntStream.range(0, 60).mapToObj(i -> call(client)).toList();
      calls.get(7).cancel(false);
      timing.pass(Duration.ofSeconds(seed));
      if (seed % 2 == 0) {
        client.close();
      } else {
        timing.passUntil(() -> calls.stream().allMatch(CompletableFuture::isDone));
      }

      assertThat(calls).allMatch(CompletableFuture::isDone);
      assertThat(purse.taken).isEqualTo(account.possiblyBilled);
      assertThat(purse.left).isEqualTo(prices - purse.taken);
    }
  }

  @Test
  void callThatIsTooExpensiveIsNotSent() {
    FakeService service = answering();

    CallResult result = call(client(service, new Prices(0))).join();

    assertThat(result)
        .isEqualTo(
            new CallResult.Failed(
                "BudgetSpent",
                "Expected 0.2 CNY in the budget for ColorizeImage but was less",
                Optional.empty(),
                0,
                0,
                0,
                0,
                Remedy.RETRY));
    assertThat(service.sent).isEmpty();
  }

  @Test
  void lostAnswerIsPaidForAgain() {
    Answer lost = Answer.Problem.onTheWay("ConnectionLost", "broke", Answer.Billing.POSSIBLE);
    Prices two = new Prices(2);
    assertThat(result(call(client(answering(lost), two)))).isInstanceOf(CallResult.Completed.class);
    assertThat(two.taken).isEqualTo(2);

    Prices one = new Prices(1);
    CallResult.Failed failed = (CallResult.Failed) result(call(client(answering(lost), one)));
    assertThat(failed.code()).isEqualTo("BudgetSpent");
    assertThat(failed.message())
        .isEqualTo(
            "Expected 0.2 CNY in the budget for ColorizeImage but was less, after"
                + " ConnectionLost: broke");
    assertThat(failed.attempts()).isEqualTo(1);
    assertThat(failed.lostAnswers()).isEqualTo(1);
    assertThat(failed.remedy()).isEqualTo(Remedy.RETRY);
    assertThat(one.taken).isEqualTo(1);
  }

  @Test
  void refusedCallIsGivenBackBeforeItIsTold() {
    Prices purse = new Prices(1);
    ApiClient client = client(answering(problem("InvalidImage.Content", Remedy.REFUSED)), purse);

    CallResult next = result(call(client).thenCompose(first -> call(client)));

    assertThat(next).isInstanceOf(CallResult.Completed.class);
  }

  @Test
  void submittedJobIsPaidFor() {
    Prices purse = new Prices(5);
    ApiClient client = client(answering(new Answer.Job("J")), purse);

    result(client.call(Actions.RECOLOR_HD_IMAGE, new TreeMap<>()));

    assertThat(purse.taken).isEqualTo(1);
  }

  @Test
  void questionsAreFree() {
    Answer told = new Answer.Result("R", JsonNodeFactory.instance.objectNode());
    ApiClient client = client(answering(told), new Prices(0));

    assertThat(result(client.call(Actions.GET_ASYNC_JOB_RESULT, new TreeMap<>())))
        .isInstanceOf(CallResult.Completed.class);
  }
}
