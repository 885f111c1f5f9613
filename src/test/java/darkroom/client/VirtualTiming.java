package darkroom.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Time that passes only when a test says so; tasks run on the test's thread. */
final class VirtualTiming implements Timing {
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::number));
  private final Supplier<Duration> lateness;
  private final Random random;
  private long nanos;
  private long count;

  private record Task(long at, long number, Runnable work) {}

  private VirtualTiming(Random random, Supplier<Duration> lateness) {
    this.random = random;
    this.lateness = lateness;
  }

  static VirtualTiming exact() {
    return new VirtualTiming(new Random(1), () -> Duration.ZERO);
  }

  /** Each task runs up to so much later than it should. */
  static VirtualTiming lateBy(Duration most, long seed) {
    Random random = new Random(seed);
    return new VirtualTiming(
        random, () -> Duration.ofNanos((long) (random.nextDouble() * most.toNanos())));
  }

  Duration elapsed() {
    return Duration.ofNanos(nanos);
  }

  /** Lets time pass, and what is due in it happen. */
  void pass(Duration time) {
    long end = nanos + time.toNanos();
    while (!tasks.isEmpty() && tasks.peek().at() <= end) {
      runNext();
    }
    nanos = end;
  }

  /** Lets time pass until something is so. */
  void passUntil(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (tasks.isEmpty()) {
        throw new AssertionError("Nothing is left to happen after " + elapsed());
      }
      runNext();
    }
  }

  int tasksLeft() {
    return tasks.size();
  }

  private void runNext() {
    Task task = tasks.remove();
    nanos = Math.max(nanos, task.at());
    task.work().run();
  }

  @Override
  public Instant now() {
    return START.plusNanos(nanos);
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public Timer after(Duration delay, Runnable work) {
    Task task =
        new Task(nanos + Math.max(0, delay.toNanos()) + lateness.get().toNanos(), count++, work);
    tasks.add(task);
    return () -> tasks.remove(task);
  }

  @Override
  public double random() {
    return random.nextDouble();
  }

  @Override
  public void close() {
    tasks.clear();
  }
}
