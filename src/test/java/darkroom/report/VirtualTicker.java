package darkroom.report;

import java.time.Duration;

/** Time that passes only when a test says so; it serves one task. */
final class VirtualTicker implements Ticker {
  private Duration now = Duration.ofDays(3);
  private Duration next = Duration.ZERO;
  private Duration period = Duration.ZERO;
  private Runnable task = () -> {};
  private boolean ticking;

  @Override
  public Duration now() {
    return now;
  }

  @Override
  public Ticking every(Duration interval, Runnable work) {
    period = interval;
    next = now.plus(interval);
    task = work;
    ticking = true;
    return () -> ticking = false;
  }

  /** Lets time pass, running the task whenever it is due. */
  void advance(Duration time) {
    Duration end = now.plus(time);
    while (ticking && next.compareTo(end) <= 0) {
      now = next;
      next = next.plus(period);
      task.run();
    }
    now = end;
  }

  boolean isTicking() {
    return ticking;
  }

  /** Runs the task as a thread would that was already on its way. */
  void runLate() {
    task.run();
  }
}
