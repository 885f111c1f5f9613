package darkroom.client;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.ApiError.Remedy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * Waits for asynchronous jobs, thousands at once: asks for those that are due, in sweeps, at most
 * once a second for each and within the quota of the question.
 *
 * <p>When a job is due is the {@link PollPlan}'s business, how many may be asked for in vain the
 * {@link PollAllowance}'s. Those due longest are asked for first. Of jobs found over together those
 * waited for first are told first, for their results' links expire first.
 */
public final class JobPoller implements AutoCloseable {
  private static final Action QUESTION = Actions.GET_ASYNC_JOB_RESULT;
  private static final String JOB_ID = QUESTION.parameters().get(0).name();

  /** The least time between sweeps: fewer wake-ups for more questions each. */
  static final Duration SWEEP = Duration.ofMillis(100);

  /**
   * Questions in one sweep: a fifth less than the service's usual quota, for a busy machine sends
   * late what then reaches the service with what is sent on time.
   */
  static final int MOST_IN_SWEEP = 8;

  /** How long a job that is over may wait for those asked for with it. */
  static final Duration TOGETHER = Duration.ofMillis(250);

  /** Questions that wait for their answers, so that those due longest are the next ones. */
  private static final int MOST_ASKED = 50;

  private final ApiClient api;
  private final Timing timing;
  private final PollPlan plan = new PollPlan();
  private final PollAllowance allowance;
  private final TreeSet<PendingJob> pending = new TreeSet<>(inOrder());
  private final PriorityQueue<PendingJob> due =
      new PriorityQueue<>(Comparator.comparingLong(PendingJob::due).thenComparing(inOrder()));
  private final TreeSet<PendingJob> over = new TreeSet<>(inOrder());
  private Timing.Timer timer = Timing.Timer.NONE;
  private long timerAt = Long.MAX_VALUE;
  private long nextSweep;
  private long count;
  private int asked;
  private boolean closed;

  private JobPoller(ApiClient api, Timing timing) {
    this.api = api;
    this.timing = timing;
    this.allowance = new PollAllowance(timing.nanos());
    this.nextSweep = timing.nanos();
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
        job.expires(timing.after(deadline, () -> expire(job)));
        schedule(job, now, PollPlan.LEAST_PAUSE);
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
      due.clear();
      over.clear();
    }
    left.forEach(PendingJob::complete);
    timing.close();
  }

  private void schedule(PendingJob job, long now, Duration pause) {
    job.askAt(now + pause.toNanos());
    due.add(job);
    setTimer(now);
  }

  private void setTimer(long now) {
    if (due.isEmpty() || asked >= MOST_ASKED) {
      return;
    }
    long at =
        Math.max(Math.max(due.peek().due(), nextSweep), now + allowance.untilNext(now).toNanos());
    if (at < timerAt) {
      timer.cancel();
      timerAt = at;
      timer = timing.after(Duration.ofNanos(Math.max(0, at - now)), this::sweep);
    }
  }

  private void sweep() {
    List<PendingJob> asking = new ArrayList<>();
    synchronized (this) {
      long now = timing.nanos();
      timerAt = Long.MAX_VALUE;
      nextSweep = now + SWEEP.toNanos();
      while (!due.isEmpty() && due.peek().due() <= now && mayAsk(asking.size())) {
        if (due.peek().future().isDone()) {
          pending.remove(due.remove());
          continue;
        }
        if (!allowance.tryTake(now)) {
          break;
        }
        asked++;
        asking.add(due.remove());
      }
      setTimer(now);
    }
    asking.forEach(this::ask);
  }

  private boolean mayAsk(int inSweep) {
    return inSweep < MOST_IN_SWEEP && asked < MOST_ASKED;
  }

  private void ask(PendingJob job) {
    SortedMap<String, String> arguments = new TreeMap<>();
    arguments.put(JOB_ID, job.id());
    api.callOnce(QUESTION, arguments)
        .thenAccept(call -> answered(job, JobAnswer.of(job.id(), call)))
        .exceptionally(
            bug -> {
              forget(job);
              job.future().completeExceptionally(bug);
              return null;
            });
  }

  private synchronized void forget(PendingJob job) {
    asked--;
    pending.remove(job);
    setTimer(timing.nanos());
  }

  private void answered(PendingJob job, JobAnswer answer) {
    List<PendingJob> told;
    synchronized (this) {
      asked--;
      if (pending.contains(job)) {
        judge(job, answer);
      }
      told = asked == 0 ? takeOver() : List.of();
      setTimer(timing.nanos());
    }
    told.forEach(PendingJob::complete);
  }

  private void judge(PendingJob job, JobAnswer answer) {
    long now = timing.nanos();
    Duration age = job.age(now);
    if (answer instanceof JobAnswer.Over last) {
      allowance.foundOver();
      plan.learn(job.unfinishedAt(), age);
      job.over(last.result());
      tellSoon(job);
      return;
    }
    if (answer instanceof JobAnswer.Closed) {
      job.unanswered("Expected an open client but was a closed one");
      tellSoon(job);
      return;
    }
    if (answer instanceof JobAnswer.Unfinished unfinished) {
      job.unfinished(unfinished.status(), age);
    } else if (answer instanceof JobAnswer.NoAnswer none) {
      job.unanswered(none.message());
    } else if (answer instanceof JobAnswer.Unknown unknown && job.unknown(unknown.message())) {
      // Asked twice, for a job may become known a moment later than its id.
      job.over(unknown(job.id(), unknown));
      tellSoon(job);
      return;
    }
    schedule(job, now, plan.pause(age, pending.size()));
  }

  private static JobResult unknown(String jobId, JobAnswer.Unknown unknown) {
    return new JobResult.Failed(
        jobId,
        ClientCodes.JOB_UNKNOWN,
        "Expected a job that the service knows for %s but was %s"
            .formatted(jobId, unknown.message()),
        Remedy.RETRY);
  }

  private void tellSoon(PendingJob job) {
    if (over.isEmpty()) {
      Timing.Timer unused = timing.after(TOGETHER, this::tell);
    }
    over.add(job);
  }

  private void tell() {
    List<PendingJob> told;
    synchronized (this) {
      told = takeOver();
    }
    told.forEach(PendingJob::complete);
  }

  private List<PendingJob> takeOver() {
    List<PendingJob> told = List.copyOf(over);
    over.clear();
    told.forEach(pending::remove);
    return told;
  }

  private void expire(PendingJob job) {
    synchronized (this) {
      if (!pending.remove(job)) {
        return;
      }
      due.remove(job);
      over.remove(job);
    }
    job.complete();
  }
}
