package darkroom.studio.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class LatencyTest {
  private static final int MANY = 1000;

  private final List<Duration> asked = new ArrayList<>();
  private final List<Runnable> due = new ArrayList<>();
  private final Timer timer =
      (delay, task) -> {
        asked.add(delay);
        due.add(task);
      };

  @Test
  void holdsAnswerBackForItsTime() {
    Latency latency = latency(Delay.of(Duration.ofMillis(300)));

    CompletableFuture<Response> answer = handle(latency);

    assertThat(answer).isNotDone();
    assertThat(latency.waiting()).isEqualTo(1);
    assertThat(asked).containsExactly(Duration.ofMillis(300));
    due.get(0).run();
    assertThat(answer.join().status()).isEqualTo(200);
    assertThat(latency.waiting()).isZero();
    assertThat(latency.delayed()).isEqualTo(1);
  }

  @Test
  void drawsFromRange() {
    Latency latency = latency(Delay.between(Duration.ofMillis(100), Duration.ofMillis(200)));

    for (int i = 0; i < 200; i++) {
      assertThat(handle(latency)).isNotDone();
    }

    assertThat(asked)
        .allMatch(d -> d.compareTo(Duration.ofMillis(100)) >= 0)
        .allMatch(d -> d.compareTo(Duration.ofMillis(200)) <= 0)
        .anyMatch(d -> d.compareTo(Duration.ofMillis(120)) < 0)
        .anyMatch(d -> d.compareTo(Duration.ofMillis(180)) > 0);
  }

  @Test
  void answersAtOnceWithoutDelay() {
    Latency latency = latency(Delay.none());

    assertThat(handle(latency)).isCompleted();
    assertThat(latency.delayed()).isZero();
  }

  @Test
  void takesAnotherDelayFromNextRequestOn() {
    Latency latency = latency(Delay.of(Duration.ofMillis(1)));
    assertThat(handle(latency)).isNotDone();
    latency.set(Delay.of(Duration.ofMillis(2)));
    assertThat(handle(latency)).isNotDone();

    assertThat(asked).containsExactly(Duration.ofMillis(1), Duration.ofMillis(2));
  }

  @Test
  void refusesDelayWhoseEndIsBeforeItsStart() {
    assertThatThrownBy(() -> Delay.between(Duration.ofMillis(2), Duration.ofMillis(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected 0 <= least <= most for a delay but was PT0.002S and PT0.001S");
  }

  @Test
  void holdsNoThreadWhileThousandAnswersWait() {
    ConcurrentLinkedQueue<Runnable> held = new ConcurrentLinkedQueue<>();
    Latency latency =
        new Latency(
            LatencyTest::fine,
            Delay.of(Duration.ofMinutes(1)),
            (delay, task) -> held.add(task),
            new Random(1));
    HttpClient http = HttpClient.newHttpClient();
    try (HttpFront front = HttpFront.bind(0).serve(latency)) {
      URI uri = front.endpoint();
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        answers.add(http.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()));
      }
      await().atMost(Duration.ofSeconds(20)).until(() -> latency.waiting() == MANY);

      // The last request is counted just before its thread lets go of it.
      await().atMost(Duration.ofSeconds(5)).until(() -> busyFrontThreads() == 0);
      assertThat(answers).noneMatch(CompletableFuture::isDone);

      held.forEach(Runnable::run);
      assertThat(answers).allMatch(answer -> answer.join().statusCode() == 200);
    }
  }

  /** Threads of any front that are in the midst of a request. */
  private static long busyFrontThreads() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().startsWith("studio-http"))
        .flatMap(thread -> List.of(thread.getValue()).stream())
        .filter(frame -> frame.getClassName().equals(HttpFront.class.getName()))
        .count();
  }

  private Latency latency(Delay delay) {
    return new Latency(LatencyTest::fine, delay, timer, new Random(1));
  }

  private static CompletableFuture<Response> fine(Request request) {
    return CompletableFuture.completedFuture(Response.empty(200));
  }

  private static CompletableFuture<Response> handle(Latency latency) {
    return latency
        .handle(
            new Request(
                "GET",
                "/",
                "",
                Collections.unmodifiableSortedMap(new TreeMap<>()),
                InputStream.nullInputStream()))
        .toCompletableFuture();
  }
}
