package darkroom.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A job that is waited for; guarded by its poller's lock. */
final class PendingJob {
  private final String id;
  private final long number;
  private final long since;
  private final CompletableFuture<JobResult> future = new CompletableFuture<>();
  private long due;
  private boolean ripe;
  private Duration unfinishedAt = Duration.ZERO;
  private String status = "";
  private String message = "Expected PROCESS_SUCCESS but was no answer yet";
  private boolean unknownBefore;
  private Optional<JobResult> result = Optional.empty();
  private Timing.Timer expiry = Timing.Timer.NONE;

  /**
   * @param number in the order in which jobs are waited for
   */
  PendingJob(String id, long number, long now) {
    this.id = id;
    this.number = number;
    this.since = now;
  }

  String id() {
    return id;
  }

  long number() {
    return number;
  }

  CompletableFuture<JobResult> future() {
    return future;
  }

  Duration age(long now) {
    return Duration.ofNanos(now - since);
  }

  /** From when on it may be asked for. */
  long due() {
    return due;
  }

  void askAt(long nanos) {
    due = nanos;
  }

  /** Whether it reached an age at which others were over. */
  boolean isRipe() {
    return ripe;
  }

  void ripens() {
    ripe = true;
  }

  /** The age at which it was seen to be not over. */
  Duration unfinishedAt() {
    return unfinishedAt;
  }

  void unfinished(String lastStatus, Duration age) {
    status = lastStatus;
    message = "Expected PROCESS_SUCCESS but was " + lastStatus;
    unfinishedAt = age;
    unknownBefore = false;
  }

  void unanswered(String lastMessage) {
    message = lastMessage;
  }

  /** Is not known to the service; tells whether it was not before either. */
  boolean unknown(String lastMessage) {
    boolean again = unknownBefore;
    unknownBefore = true;
    message = lastMessage;
    return again;
  }

  void over(JobResult last) {
    result = Optional.of(last);
  }

  void expires(Timing.Timer timer) {
    expiry = timer;
  }

  /** Tells its result to those who wait; that nobody does any longer where there is none. */
  void complete() {
    expiry.cancel();
    future.complete(result.orElseGet(() -> new JobResult.Pending(id, status, message)));
  }
}
