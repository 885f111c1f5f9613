package darkroom.report;

import darkroom.action.Money;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * The live numbers of one run in this process: lanes write them from any thread, the command line
 * reads them.
 *
 * <p>A runner may tell its metrics only when a bundle ends, and a lane works through its photos in
 * one bundle; so this goes past the runner, by the run's id. It is for the eyes only: a bundle that
 * runs again counts again, while the summary is made of the outcomes.
 */
public final class Progress implements AutoCloseable {
  private static final Map<String, Progress> RUNS = new ConcurrentHashMap<>();

  private final String runId;
  private final LongAdder expected = new LongAdder();
  private final LongAdder done = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder deferred = new LongAdder();
  private final LongAdder calls = new LongAdder();
  private final LongAdder callsEnded = new LongAdder();
  private final LongAdder throttled = new LongAdder();
  private final AtomicReference<Money> cost = new AtomicReference<>(Money.ZERO);
  private final AtomicReference<Optional<Stop>> stop = new AtomicReference<>(Optional.empty());
  private final List<Runnable> whenStopped = new CopyOnWriteArrayList<>();

  private Progress(String runId) {
    this.runId = runId;
  }

  /** The numbers of this run, the same for every caller in this process until it is closed. */
  public static Progress of(String runId) {
    return RUNS.computeIfAbsent(runId, Progress::new);
  }

  /** Names the run to others in this process. */
  public String runId() {
    return runId;
  }

  /** Adds to the number of photos that the run is to work through. */
  public void expect(long photos) {
    expected.add(photos);
  }

  public void photoDone() {
    done.increment();
  }

  public void photoSkipped() {
    skipped.increment();
  }

  public void photoRejected() {
    rejected.increment();
  }

  public void photoFailed() {
    failed.increment();
  }

  public void photoDeferred() {
    deferred.increment();
  }

  /** A call was sent; {@link #callEnded} follows, whatever comes of it. */
  public void callStarted() {
    calls.increment();
  }

  public void callEnded() {
    callsEnded.increment();
  }

  /** So many sends of a call were refused because they came too fast. */
  public void callsThrottled(int sends) {
    throttled.add(sends);
  }

  public void spent(Money amount) {
    cost.accumulateAndGet(amount, Money::plus);
  }

  /** Ends the run before all its photos are worked on; the first reason stands. */
  public void stop(Cause cause, String reason) {
    if (stop.compareAndSet(Optional.empty(), Optional.of(new Stop(cause, reason)))) {
      whenStopped.forEach(Runnable::run);
    }
  }

  /** Runs this once the run is to end; at once where it is. */
  public void whenStopped(Runnable task) {
    Once once = new Once(task);
    whenStopped.add(once);
    if (stop.get().isPresent()) {
      once.run();
    }
  }

  /** A task that two threads may both find due. */
  private static final class Once implements Runnable {
    private final Runnable task;
    private final AtomicBoolean begun = new AtomicBoolean();

    Once(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      if (begun.compareAndSet(false, true)) {
        task.run();
      }
    }
  }

  /** Why the run ends early, where it does. */
  public Optional<Stop> stopped() {
    return stop.get();
  }

  /** What ends a run before all its photos are worked on. */
  public enum Cause {
    /** Something that only a person can mend, such as credentials or a missing bucket. */
    SETUP,
    /** A rule of the job. */
    RULE,
    /** A person, by hand. */
    PERSON
  }

  /**
   * The early end of a run.
   *
   * @param reason in one sentence
   */
  public record Stop(Cause cause, String reason) {}

  public Snapshot snapshot() {
    // Ended calls are read first, so that a call between the two sums is not counted below zero.
    long ended = callsEnded.sum();
    long started = calls.sum();
    long photos = expected.sum();
    return new Snapshot(
        photos == 0 ? OptionalLong.empty() : OptionalLong.of(photos),
        done.sum(),
        skipped.sum(),
        rejected.sum(),
        failed.sum(),
        deferred.sum(),
        started,
        Math.max(0, started - ended),
        throttled.sum(),
        cost.get());
  }

  /** Forgets the run: its id begins anew. Who still writes to it does no harm. */
  @Override
  public void close() {
    RUNS.remove(runId, this);
  }

  /**
   * The numbers at one moment.
   *
   * @param expected the photos to work through, where that is known
   * @param inFlight calls that were sent and have not ended
   */
  public record Snapshot(
      OptionalLong expected,
      long done,
      long skipped,
      long rejected,
      long failed,
      long deferred,
      long calls,
      long inFlight,
      long throttled,
      Money cost) {

    /** The photos whose outcome is known. */
    public long finished() {
      return done + skipped + rejected + failed + deferred;
    }
  }
}
