package darkroom.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import darkroom.action.Action;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;

/** Answers what a service would, and remembers when it was asked for what. */
class FakeService implements Exchange {
  static final Answer DONE = new Answer.Result("R", JsonNodeFactory.instance.objectNode());

  private final Timing timing;
  private final Duration latency;
  final List<Long> sentAt = new ArrayList<>();
  final List<String> sent = new ArrayList<>();
  final List<Duration> timeouts = new ArrayList<>();
  private final Deque<Answer> script = new ArrayDeque<>();

  FakeService(Timing timing, Duration latency, Answer... answers) {
    this.timing = timing;
    this.latency = latency;
    script.addAll(List.of(answers));
  }

  @Override
  public CompletableFuture<Answer> send(
      Action action, SortedMap<String, String> arguments, Duration timeout, Runnable leaving) {
    sentAt.add(timing.nanos());
    sent.add(arguments.getOrDefault("ImageURL", ""));
    timeouts.add(timeout);
    Answer answer = answer();
    CompletableFuture<Answer> future = new CompletableFuture<>();
    leaving.run();
    timing.after(latency, () -> future.complete(answer));
    return future;
  }

  Answer answer() {
    return script.isEmpty() ? DONE : script.removeFirst();
  }

  long millisAt(int send) {
    return Duration.ofNanos(sentAt.get(send)).toMillis();
  }

  @Override
  public void close() {}
}
