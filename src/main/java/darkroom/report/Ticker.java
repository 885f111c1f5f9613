package darkroom.report;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Time that passes: how much has, and a call at even intervals. */
public interface Ticker {
  /** The time since a fixed moment; it never goes back. */
  Duration now();

  /** Runs a task once a period, the first time after one, until closed. */
  Ticking every(Duration period, Runnable task);

  /** Calls at even intervals, until closed. */
  interface Ticking extends AutoCloseable {
    @Override
    void close();
  }

  /** The machine's time; tasks run on a daemon thread of their own. */
  static Ticker system() {
    return new Ticker() {
      @Override
      public Duration now() {
        return Duration.ofNanos(System.nanoTime());
      }

      @Override
      public Ticking every(Duration period, Runnable task) {
        ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(
                runnable -> {
                  Thread thread = new Thread(runnable, "ticker");
                  thread.setDaemon(true);
                  return thread;
                });
        var unused =
            executor.scheduleAtFixedRate(
                task, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
        return executor::shutdownNow;
      }
    };
  }
}
