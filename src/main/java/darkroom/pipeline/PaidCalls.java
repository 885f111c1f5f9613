package darkroom.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import darkroom.action.ApiError;
import darkroom.action.ApiError.Remedy;
import darkroom.action.Money;
import darkroom.client.ApiClient;
import darkroom.client.CallResult;
import darkroom.client.JobPoller;
import darkroom.client.JobResult;
import darkroom.ledger.CallKey;
import darkroom.ledger.Ledger;
import darkroom.ledger.PaidCall;
import darkroom.ledger.SubmittedJob;
import darkroom.pipeline.Failure.Consequence;
import darkroom.pipeline.Got.Missed;
import darkroom.pipeline.Got.Paid;
import darkroom.pipeline.Made.Origin;
import darkroom.pipeline.Request.Sendable;
import darkroom.report.Progress;
import darkroom.report.Progress.Stop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Gets results of calls, and pays for each once: from the ledger where it holds them, from a job
 * that was submitted before, and only then from a new call, whose result is kept and recorded
 * before anybody sees it.
 */
final class PaidCalls {
  /** A job that the service asks to submit again is submitted so often at most. */
  private static final int MOST_SUBMISSIONS = 5;

  private static final Set<String> LINK_NOT_READ =
      Set.of(
          ApiError.INVALID_IMAGE_DOWNLOAD.code(),
          ApiError.INVALID_IMAGE_URL.code(),
          ApiError.INVALID_IMAGE_REGION.code(),
          ApiError.INVALID_IMAGE_TIMEOUT.code());

  private final Ledger ledger;
  private final ApiClient api;
  private final JobPoller jobs;
  private final Recheck recheck;
  private final ResultKeeper keeper;
  private final RunTerms terms;
  private final Executor storing;
  private final Progress progress;
  private final Scope scope;
  private final Map<CallKey, CompletableFuture<Got>> underWay = new ConcurrentHashMap<>();

  PaidCalls(
      Ledger ledger,
      ApiClient api,
      JobPoller jobs,
      Recheck recheck,
      ResultKeeper keeper,
      RunTerms terms,
      Executor storing,
      Progress progress,
      Scope scope) {
    this.ledger = ledger;
    this.api = api;
    this.jobs = jobs;
    this.recheck = recheck;
    this.keeper = keeper;
    this.terms = terms;
    this.storing = storing;
    this.progress = progress;
    this.scope = scope;
  }

  /** The result, also where another photo of the same content is just asking for it. */
  CompletableFuture<Got> get(Request request) {
    Optional<PaidCall> known = request.photo().recalled().paid(request.key());
    if (known.isPresent()) {
      return done(new Paid(known.get(), Origin.LEDGER, Map.of()));
    }
    Optional<Failure> withheld =
        scope.withheld(request.photo().photo().photo(), request.step(), request.action());
    if (withheld.isPresent()) {
      return done(new Missed(withheld.get()));
    }
    CompletableFuture<Got> mine = new CompletableFuture<>();
    CompletableFuture<Got> others = underWay.putIfAbsent(request.key(), mine);
    if (others != null) {
      return others.thenApply(PaidCalls::shared);
    }
    find(request)
        .exceptionally(problem -> new Missed(Stops.ledger(request.step(), problem)))
        .whenComplete(
            (got, problem) -> {
              underWay.remove(request.key(), mine);
              if (problem == null) {
                mine.complete(got);
              } else {
                mine.completeExceptionally(problem);
              }
            });
    return mine;
  }

  private static Got shared(Got got) {
    return got instanceof Paid paid
        ? new Paid(paid.call(), Origin.SHARED, paid.links())
        : new Missed(((Missed) got).failure().shared());
  }

  /** Looks once more before paying: this bundle may run a second time. */
  private CompletableFuture<Got> find(Request request) {
    return onStorage(() -> ledger.find(request.identity(), request.key(), PaidCall.class))
        .thenCompose(
            found ->
                found
                    .map(call -> done(new Paid(call, Origin.LEDGER, Map.of())))
                    .orElseGet(() -> submit(Submission.first(request))));
  }

  private CompletableFuture<Got> submit(Submission submission) {
    return switch (submission.action().delivery()) {
      case SYNCHRONOUS -> send(submission);
      case ASYNCHRONOUS ->
          job(submission)
              .thenCompose(
                  job -> job.map(j -> resume(submission, j)).orElseGet(() -> send(submission)));
    };
  }

  private CompletableFuture<Optional<SubmittedJob>> job(Submission submission) {
    RecalledPhoto photo = submission.request().photo();
    CallKey key = submission.request().key();
    return onStorage(() -> ledger.find(submission.request().identity(), key, SubmittedJob.class))
        .thenApply(found -> found.or(() -> photo.recalled().submitted(key)));
  }

  private CompletableFuture<Got> send(Submission submission) {
    Optional<Stop> stopped = progress.stopped();
    if (stopped.isPresent()) {
      return done(new Missed(Stops.deferred(submission.request().step(), stopped.get().reason())));
    }
    return submission.request().sending().get().thenCompose(ready -> send(submission, ready));
  }

  private CompletableFuture<Got> send(Submission submission, Sendable ready) {
    if (ready instanceof Sendable.Nothing nothing) {
      return done(new Missed(nothing.failure()));
    }
    Sendable.Arguments sent = (Sendable.Arguments) ready;
    progress.callStarted();
    return api.call(submission.action(), sent.arguments())
        .whenComplete((result, problem) -> progress.callEnded())
        .thenCompose(result -> came(submission, sent, result));
  }

  private CompletableFuture<Got> came(
      Submission before, Sendable.Arguments sent, CallResult result) {
    progress.callsThrottled(result.throttled());
    Submission submission = before.after(sent, result);
    if (result instanceof CallResult.Completed completed) {
      return keep(submission, completed.requestId(), completed.data());
    }
    if (result instanceof CallResult.Submitted submitted) {
      return record(submission, submitted.jobId())
          .thenCompose(job -> poll(submission, job, Patience.NEW));
    }
    CallResult.Failed failed = (CallResult.Failed) result;
    if (LINK_NOT_READ.contains(failed.code()) && sent.otherwise().isPresent()) {
      // The service could not read its own result's link: it gets the picture another way.
      return sent.otherwise().get().get().thenCompose(ready -> send(submission, ready));
    }
    return done(new Missed(submission.failure(failed)));
  }

  private CompletableFuture<SubmittedJob> record(Submission submission, String jobId) {
    SubmittedJob job =
        new SubmittedJob(
            submission.request().key(),
            submission.request().identity(),
            submission.action().name(),
            jobId,
            submission.calls(),
            submission.lostAnswers(),
            terms.runId(),
            terms.now());
    return onStorage(
        () -> {
          ledger.record(job);
          return job;
        });
  }

  /** Whether a job is this run's own, or one that an earlier run has left behind. */
  private enum Patience {
    NEW,
    RESUMED
  }

  private CompletableFuture<Got> resume(Submission submission, SubmittedJob job) {
    return poll(
        submission, job, job.runId().equals(terms.runId()) ? Patience.NEW : Patience.RESUMED);
  }

  private CompletableFuture<Got> poll(Submission submission, SubmittedJob job, Patience patience) {
    return jobs.await(job.jobId(), terms.jobDeadline())
        .thenCompose(
            result -> {
              if (result instanceof JobResult.Finished finished) {
                return keep(submission, finished.jobId(), finished.data())
                    .thenCompose(
                        got ->
                            patience == Patience.RESUMED && isExpired(got)
                                ? send(submission.next())
                                : done(got));
              }
              if (result instanceof JobResult.SubmitAgain again) {
                return submission.number() < MOST_SUBMISSIONS
                    ? send(submission.next())
                    : done(new Missed(submission.failure(job, again.code(), again.message())));
              }
              if (result instanceof JobResult.Pending pending) {
                return done(
                    new Missed(
                        submission
                            .failure(job, Stops.JOB_PENDING, pending.message())
                            .that(Consequence.DEFERS)));
              }
              JobResult.Failed failed = (JobResult.Failed) result;
              boolean stale = patience == Patience.RESUMED && failed.remedy() != Remedy.STOP;
              return stale
                  ? send(submission.next())
                  : done(new Missed(submission.failure(job, failed)));
            });
  }

  /** Nobody fetched the result while its link lived; no later run could, either. */
  private static boolean isExpired(Got got) {
    return got instanceof Missed missed
        && missed.failure().code().equals(ResultKeeper.RESULT_EXPIRED);
  }

  private CompletableFuture<Got> keep(Submission submission, String requestId, JsonNode data) {
    return problem(submission)
        .thenCompose(
            problem ->
                problem.isPresent()
                    ? done(new Missed(submission.lost(requestId, price(submission), problem.get())))
                    : keepUnchanged(submission, requestId, data));
  }

  /** What was sent as bytes of the photo's own cannot have changed. */
  private CompletableFuture<Optional<ResultKeeper.Kept.Lost>> problem(Submission submission) {
    return submission
        .inPlace()
        .map(recheck::problem)
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
  }

  private CompletableFuture<Got> keepUnchanged(
      Submission submission, String requestId, JsonNode data) {
    return keeper
        .keep(submission.request().identity(), submission.action(), data)
        .thenCompose(
            kept ->
                kept instanceof ResultKeeper.Kept.Safe safe
                    ? record(submission, requestId, safe)
                    : done(
                        new Missed(
                            submission.lost(
                                requestId, price(submission), (ResultKeeper.Kept.Lost) kept))));
  }

  private CompletableFuture<Got> record(
      Submission submission, String requestId, ResultKeeper.Kept.Safe safe) {
    PaidCall call =
        new PaidCall(
            submission.request().key(),
            submission.request().identity(),
            submission.action().name(),
            requestId,
            safe.data(),
            safe.results(),
            price(submission),
            submission.calls(),
            submission.lostAnswers(),
            submission.sent().width(),
            submission.sent().height(),
            terms.runId(),
            terms.now());
    return onStorage(
            () -> {
              ledger.record(call);
              return (Got) new Paid(call, Origin.CALLED, safe.links());
            })
        .exceptionally(
            problem -> new Missed(submission.notRecorded(requestId, price(submission), problem)));
  }

  private Money price(Submission submission) {
    return terms.priceOf(submission.action());
  }

  /** Work that may wait for storage. */
  private interface Stored<T> {
    T get() throws IOException;
  }

  private <T> CompletableFuture<T> onStorage(Stored<T> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return work.get();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        storing);
  }

  private static CompletableFuture<Got> done(Got got) {
    return CompletableFuture.completedFuture(got);
  }
}
