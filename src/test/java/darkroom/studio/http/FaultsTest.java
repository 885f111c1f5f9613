package darkroom.studio.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private static final String WHOLE = "0123456789";

  private final AtomicInteger served = new AtomicInteger();
  private final Faults faults = new Faults(this::serve);

  @Test
  void letsAllThroughWithoutRules() throws IOException {
    assertThat(statuses(3, "/")).containsExactly(200, 200, 200);
    assertThat(served).hasValue(3);
  }

  @Test
  void befallsNextRequestsAndThenNoMore() {
    Faults.Script script = faults.add(FaultRule.next(2, Fault.emptyBody(503)));

    assertThat(statuses(4, "/")).containsExactly(503, 503, 200, 200);
    assertThat(script.struck()).isEqualTo(2);
    assertThat(served).hasValue(2);
  }

  @Test
  void befallsEveryThirdRequest() {
    Faults.Script script = faults.add(FaultRule.every(3, Fault.html(502)));

    assertThat(statuses(7, "/")).containsExactly(200, 200, 502, 200, 200, 502, 200);
    assertThat(script.seen()).isEqualTo(7);
    assertThat(script.struck()).isEqualTo(2);
  }

  @Test
  void countsMatchingRequestsOnly() {
    Faults.Script script =
        faults.add(FaultRule.every(2, Fault.emptyBody(500)).on(r -> r.rawPath().startsWith("/b")));

    assertThat(statuses(3, "/a")).containsExactly(200, 200, 200);
    assertThat(statuses(3, "/b")).containsExactly(200, 500, 200);
    assertThat(script.seen()).isEqualTo(3);
  }

  @Test
  void firstRuleThatStrikesDecides() {
    Faults.Script first = faults.add(FaultRule.next(1, Fault.emptyBody(500)));
    Faults.Script second = faults.add(FaultRule.next(1, Fault.emptyBody(503)));

    assertThat(statuses(3, "/")).containsExactly(500, 503, 200);
    assertThat(first.struck()).isEqualTo(1);
    assertThat(second.seen()).isEqualTo(1);
  }

  @Test
  void endsAllRules() {
    faults.add(FaultRule.every(1, Fault.emptyBody(500)));
    faults.clear();

    assertThat(statuses(1, "/")).containsExactly(200);
  }

  @Test
  void answersHtmlAndGarbage() throws IOException {
    faults.add(FaultRule.next(1, Fault.html(502)));
    faults.add(FaultRule.next(1, Fault.garbage()));

    Response html = handle("/").join();
    Response garbage = handle("/").join();

    assertThat(html.headers()).containsEntry("Content-Type", "text/html");
    assertThat(text(html)).isEqualTo("<html><body><h1>502 Bad Gateway</h1></body></html>");
    assertThat(garbage.status()).isEqualTo(200);
    assertThat(text(garbage)).isEqualTo("{\"RequestId\":\"8A5F\",\"Da\u0000\u0001");
  }

  @Test
  void cutsBeforeServiceIsReached() {
    faults.add(FaultRule.next(1, Fault.cut()));

    assertThatThrownBy(() -> handle("/").join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(ConnectionCut.class);
    assertThat(served).hasValue(0);
  }

  @Test
  void losesAnswerAfterWorkIsDone() {
    faults.add(FaultRule.next(1, Fault.answerLost()));

    assertThatThrownBy(() -> handle("/").join()).hasCauseInstanceOf(ConnectionCut.class);
    assertThat(served).hasValue(1);
  }

  @Test
  void cutsInTheMiddleOfAnswer() throws IOException {
    faults.add(FaultRule.next(1, Fault.cutAmid()));

    Response response = handle("/").join();

    assertThat(response.length()).isEqualTo(10);
    try (InputStream body = response.body()) {
      assertThat(body.readNBytes(5)).asString().isEqualTo("01234");
      assertThatThrownBy(body::read).isInstanceOf(ConnectionCut.class);
    }
    assertThat(served).hasValue(1);
  }

  @Test
  void refusesRuleThatNeverCounts() {
    assertThatThrownBy(() -> FaultRule.every(0, Fault.cut()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Expected every >= 1 and times >= 0 for a fault but was 0 and " + Long.MAX_VALUE);
  }

  private CompletionStage<Response> serve(Request request) {
    served.incrementAndGet();
    return CompletableFuture.completedFuture(
        Response.of(200, "text/plain", WHOLE.getBytes(StandardCharsets.US_ASCII)));
  }

  private List<Integer> statuses(int count, String path) {
    return IntStream.range(0, count).mapToObj(i -> handle(path).join().status()).toList();
  }

  private CompletableFuture<Response> handle(String path) {
    Request request =
        new Request(
            "GET",
            path,
            "",
            Collections.unmodifiableSortedMap(new TreeMap<>()),
            InputStream.nullInputStream());
    return faults.handle(request).toCompletableFuture();
  }

  private static String text(Response response) throws IOException {
    try (InputStream body = response.body()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
