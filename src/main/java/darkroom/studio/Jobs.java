package darkroom.studio;

import darkroom.action.Action;
import darkroom.action.ApiError;
import darkroom.action.JobStatus;
import darkroom.studio.http.Timer;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * Works asynchronous jobs off and remembers for a while how they ended.
 *
 * <p>A pending job is its arguments and a place in a queue: it holds no thread, no pixels and no
 * image, which is fetched again when its turn comes. Jobs are kept in memory only.
 */
final class Jobs {
  private static final System.Logger LOG = System.getLogger(Jobs.class.getName());

  private final Work work;
  private final Executor workers;
  private final Timer timer;
  private final JobSettings settings;
  private final Clock clock;
  private final Tally tally;
  private final JobFaults faults = new JobFaults();
  private final Map<String, AsyncJob> known = new ConcurrentHashMap<>();
  private final Deque<Finished> finished = new ArrayDeque<>();
  private long pending;

  private record Finished(String id, Instant at) {}

  Jobs(Work work, Executor workers, Timer timer, JobSettings settings, Clock clock, Tally tally) {
    this.work = work;
    this.workers = workers;
    this.timer = timer;
    this.settings = settings;
    this.clock = clock;
    this.tally = tally;
  }

  JobFaults faults() {
    return faults;
  }

  /** Jobs that are not finished. */
  synchronized long pending() {
    return pending;
  }

  int most() {
    return settings.most();
  }

  /** Takes a job on whose arguments and images have been checked, unless too many are pending. */
  boolean trySubmit(String id, Action action, Map<String, String> arguments) {
    synchronized (this) {
      forgetOld();
      if (pending >= settings.most()) {
        return false;
      }
      pending++;
    }
    AsyncJob job = new AsyncJob(id);
    known.put(id, job);
    tally.submitted(action);
    Optional<JobFault> fault = faults.take();
    workers.execute(() -> begin(job, action, arguments, fault));
    return true;
  }

  /** The job of this id, unless there was none or it is forgotten. */
  Optional<AsyncJob> find(String id) {
    synchronized (this) {
      forgetOld();
    }
    return Optional.ofNullable(known.get(id));
  }

  private void begin(
      AsyncJob job, Action action, Map<String, String> arguments, Optional<JobFault> fault) {
    job.begins();
    Duration latency =
        fault.isPresent() && fault.get() instanceof JobFault.Stays stays
            ? stays.time()
            : settings.latency().draw(RandomGenerator.getDefault());
    Runnable rest = () -> end(job, action, arguments, fault);
    if (latency.isZero()) {
      rest.run();
    } else {
      timer.after(latency, () -> workers.execute(rest));
    }
  }

  private void end(
      AsyncJob job, Action action, Map<String, String> arguments, Optional<JobFault> fault) {
    if (fault.isPresent() && fault.get() instanceof JobFault.Ends ends) {
      job.fails(ends.status(), ends.code(), "Scripted to end at " + clock.instant());
    } else {
      carryOut(job, action, arguments);
    }
    synchronized (this) {
      pending--;
      finished.addLast(new Finished(job.id(), clock.instant()));
    }
  }

  private void carryOut(AsyncJob job, Action action, Map<String, String> arguments) {
    Work.Done done;
    try {
      done = work.carryOut(action, arguments);
    } catch (Throwable failure) {
      // An error that escaped would leave the job unfinished for good.
      LOG.log(Level.ERROR, action + " failed", failure);
      done = new Refusal(ApiError.INTERNAL_SERVER_ERROR, "The studio failed; its log says why");
    }
    if (done instanceof Work.Result result) {
      String data = Answers.json(result.data());
      tally.billed(action);
      job.succeeds(data);
    } else {
      Refusal refusal = (Refusal) done;
      job.fails(JobStatus.PROCESS_FAILED, refusal.error().code(), refusal.message());
    }
  }

  private void forgetOld() {
    Instant oldest = clock.instant().minus(settings.ttl());
    while (!finished.isEmpty() && !finished.peekFirst().at.isAfter(oldest)) {
      known.remove(finished.removeFirst().id);
    }
  }
}
