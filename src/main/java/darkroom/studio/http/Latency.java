package darkroom.studio.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Holds each answer back for a while, on top of the time the work takes; what comes in is seen by
 * the service at once.
 */
public final class Latency implements Service {
  private final Service service;
  private final Timer timer;
  private final RandomGenerator random;
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong delayed = new AtomicLong();
  private volatile Delay delay;

  public Latency(Service service, Delay delay, Timer timer, RandomGenerator random) {
    this.service = service;
    this.delay = delay;
    this.timer = timer;
    this.random = random;
  }

  /** Takes this long from the next request on. */
  public void set(Delay changed) {
    delay = changed;
  }

  /** Answers that are being held back now. */
  public long waiting() {
    return waiting.get();
  }

  /** Answers that have been held back, the waiting ones included. */
  public long delayed() {
    return delayed.get();
  }

  @Override
  public CompletionStage<Response> handle(Request request) {
    Delay current = delay;
    CompletionStage<Response> answer = service.handle(request);
    return current.equals(Delay.none()) ? answer : answer.thenCompose(r -> later(r, current));
  }

  private CompletionStage<Response> later(Response response, Delay current) {
    CompletableFuture<Response> held = new CompletableFuture<>();
    delayed.incrementAndGet();
    waiting.incrementAndGet();
    timer.after(
        current.draw(random),
        () -> {
          waiting.decrementAndGet();
          held.complete(response);
        });
    return held;
  }
}
