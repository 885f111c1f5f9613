package darkroom.studio.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs short tasks later, without a thread for each that waits. */
@FunctionalInterface
public interface Timer {
  void after(Duration delay, Runnable task);

  /** Real time, kept by the one thread of the JDK that times futures out. */
  static Timer real() {
    return (delay, task) ->
        CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, Runnable::run)
            .execute(task);
  }
}
