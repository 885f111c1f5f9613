package darkroom.client;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.ApiError.Remedy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * Waits for asynchronous jobs, thousands at once: in each sweep asks for those that have waited
 * longest for a question, each at most once a second, the ripe ones first.
 *
 * <p>A job is ripe from an age at which others were over, says {@link Ripeness}; the others are
 * asked for with what is left. How many may be asked for in vain is the {@link PollAllowance}'s
 * business. Of jobs found over together those waited for first are told first, for their results'
 * links expire first.
 */
public final class JobPoller implements AutoCloseable {
  private static final Action QUESTION = Actions.GET_ASYNC_JOB_RESULT;
  private static final String JOB_ID = QUESTION.parameters().get(0).name();

  /** Between sweeps; also how long a job that is over may wait for those asked for with it. */
  static final Duration SWEEP = Duration.ofMillis(250);

  /** From the wait's beginning to its first question, and from each answer to the next question. */
  static final Duration PAUSE = Duration.ofSeconds(1);

  /**
   * How much of the quota may be used: a busy machine sends late what then reaches the service with
   * what is sent on time.
   */
  private static final double QUOTA_USED = 0.8;

  private static final double NANOS_PER_SECOND = 1e9;

  private final ApiClient api;
  private final Timing timing;
  private final PollAllowance allowance;
  private final Ripeness ripeness = new Ripeness();

  /** Questions that wait for their answers: what the quota lets pass from one sweep to the next. */
  private final int mostAsked;

  private final TreeSet<PendingJob> pending = new TreeSet<>(inOrder());
  private final Deque<PendingJob> ripening = new ArrayDeque<>();
  private final TreeSet<PendingJob> young = new TreeSet<>(longestUnasked());
  private final TreeSet<PendingJob> ripe = new TreeSet<>(longestUnasked());
  private final TreeSet<PendingJob> over = new TreeSet<>(inOrder());
  private boolean sweeping;
  private long count;
  private int asked;
  private boolean closed;

  private JobPoller(ApiClient api, Timing timing) {
    this.api = api;
    this.timing = timing;
    this.allowance = new PollAllowance(timing.nanos());
    double inSweep = api.rateOf(QUESTION).perSecond() * SWEEP.toNanos() / NANOS_PER_SECOND;
    this.mostAsked = (int) Math.max(1, inSweep * QUOTA_USED);
  }

  /** Asks through this client, which outlives it. */
  public static JobPoller of(ApiClient api) {
    return of(api, Timing.real());
  }

  static JobPoller of(ApiClient api, Timing timing) {
    return new JobPoller(api, timing);
  }

  private static Comparator<PendingJob> inOrder() {
    return Comparator.comparingLong(PendingJob::number);
  }

  private static Comparator<PendingJob> longestUnasked() {
    return Comparator.comparingLong(PendingJob::due).thenComparing(inOrder());
  }

  /**
   * Waits for a job. Whatever becomes of it is a {@link JobResult}; an exceptional completion is a
   * bug. What is chained to the future without an executor of its own must not block. A cancelled
   * future's job is forgotten.
   *
   * @param deadline from now
   */
  public CompletableFuture<JobResult> await(String jobId, Duration deadline) {
    PendingJob job;
    synchronized (this) {
      long now = timing.nanos();
      job = new PendingJob(jobId, count++, now);
      if (!closed) {
        pending.add(job);
        ripening.add(job);
        job.expires(timing.after(deadline, () -> expire(job)));
        askLater(job, now);
        sweepLater();
        return job.future();
      }
    }
    job.unanswered("Expected an open poller but was a closed one");
    job.complete();
    return job.future();
  }

  /** How many jobs are waited for. */
  public synchronized int pending() {
    return pending.size();
  }

  /** Ends all waits as {@link JobResult.Pending}. */
  @Override
  public void close() {
    List<PendingJob> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(pending);
      pending.clear();
      ripening.clear();
      young.clear();
      ripe.clear();
      over.clear();
    }
    left.forEach(PendingJob::complete);
    timing.close();
  }

  private void askLater(PendingJob job, long now) {
    job.askAt(now + PAUSE.toNanos());
    (job.isRipe() ? ripe : young).add(job);
  }

  private void sweepLater() {
    if (!sweeping && !pending.isEmpty()) {
      sweeping = true;
      Timing.Timer unused = timing.after(SWEEP, this::sweep);
    }
  }

  private void sweep() {
    List<PendingJob> told;
    List<PendingJob> asking = new ArrayList<>();
    synchronized (this) {
      long now = timing.nanos();
      told = takeOver();
      ripen(now);
      choose(ripe, now, asking);
      choose(young, now, asking);
      sweeping = false;
      sweepLater();
    }
    told.forEach(PendingJob::complete);
    asking.forEach(this::ask);
  }

  private void ripen(long now) {
    while (!ripening.isEmpty() && isRipeOrGone(ripening.peek(), now)) {
      PendingJob job = ripening.remove();
      job.ripens();
      if (young.remove(job)) {
        // Behind those that are ripe already, or ever new ones would be asked for instead of them.
        job.askAt(Math.max(now, job.due()));
        ripe.add(job);
      }
    }
  }

  private boolean isRipeOrGone(PendingJob job, long now) {
    return !pending.contains(job) || ripeness.isRipe(job.age(now));
  }

  private void choose(TreeSet<PendingJob> from, long now, List<PendingJob> asking) {
    while (!from.isEmpty() && from.first().due() <= now && asked < mostAsked) {
      PendingJob job = from.first();
      if (job.future().isDone()) {
        forget(job);
      } else if (allowance.tryTake(now)) {
        from.remove(job);
        asked++;
        asking.add(job);
      } else {
        return;
      }
    }
  }

  private void forget(PendingJob job) {
    pending.remove(job);
    young.remove(job);
    ripe.remove(job);
    over.remove(job);
  }

  private void ask(PendingJob job) {
    SortedMap<String, String> arguments = new TreeMap<>();
    arguments.put(JOB_ID, job.id());
    api.callOnce(QUESTION, arguments)
        .thenAccept(call -> answered(job, JobAnswer.of(job.id(), call)))
        .exceptionally(
            bug -> {
              broke(job);
              job.future().completeExceptionally(bug);
              return null;
            });
  }

  private synchronized void broke(PendingJob job) {
    asked--;
    forget(job);
  }

  private void answered(PendingJob job, JobAnswer answer) {
    List<PendingJob> told;
    synchronized (this) {
      asked--;
      if (pending.contains(job)) {
        judge(job, answer);
      }
      told = asked == 0 ? takeOver() : List.of();
    }
    told.forEach(PendingJob::complete);
  }

  private void judge(PendingJob job, JobAnswer answer) {
    long now = timing.nanos();
    Duration age = job.age(now);
    if (answer instanceof JobAnswer.Over last) {
      allowance.foundOver();
      ripeness.over(job.unfinishedAt(), age);
      job.over(last.result());
      over.add(job);
      return;
    }
    if (answer instanceof JobAnswer.Closed) {
      job.unanswered("Expected an open client but was a closed one");
      over.add(job);
      return;
    }
    if (answer instanceof JobAnswer.Unfinished unfinished) {
      ripeness.unfinished(job.unfinishedAt(), age);
      job.unfinished(unfinished.status(), age);
    } else if (answer instanceof JobAnswer.NoAnswer none) {
      job.unanswered(none.message());
    } else if (answer instanceof JobAnswer.Unknown unknown && job.unknown(unknown.message())) {
      // Asked twice, for a job may become known a moment later than its id.
      job.over(unknown(job.id(), unknown));
      over.add(job);
      return;
    }
    askLater(job, now);
  }

  private static JobResult unknown(String jobId, JobAnswer.Unknown unknown) {
    return new JobResult.Failed(
        jobId,
        ClientCodes.JOB_UNKNOWN,
        "Expected a job that the service knows for %s but was %s"
            .formatted(jobId, unknown.message()),
        Remedy.RETRY);
  }

  private List<PendingJob> takeOver() {
    List<PendingJob> told = List.copyOf(over);
    over.clear();
    told.forEach(pending::remove);
    return told;
  }

  private void expire(PendingJob job) {
    synchronized (this) {
      if (!pending.contains(job)) {
        return;
      }
      forget(job);
    }
    job.complete();
  }
}
