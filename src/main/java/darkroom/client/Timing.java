package darkroom.client;

import java.time.Duration;
import java.time.Instant;

/** Time and chance, as a client sees them. */
interface Timing extends AutoCloseable {

  /** The time of day. */
  Instant now();

  /** A clock that is never set, in nanoseconds; only differences mean something. */
  long nanos();

  /** Runs a task once, on a thread of its own, never earlier. */
  Timer after(Duration delay, Runnable task);

  /** A number from 0 to 1, 1 excluded. */
  double random();

  /** Forgets all tasks. */
  @Override
  void close();

  static Timing real() {
    return new RealTiming();
  }

  /** A task that waits for its time. */
  @FunctionalInterface
  interface Timer {
    Timer NONE = () -> {};

    void cancel();
  }
}
