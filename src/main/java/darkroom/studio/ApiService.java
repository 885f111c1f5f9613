package darkroom.studio;

import static darkroom.action.ApiError.INVALID_ACTION_NOT_FOUND;
import static darkroom.action.ApiError.INVALID_VERSION;
import static darkroom.action.ApiError.MISSING_PARAMETER;
import static darkroom.action.ApiError.PARAMETER_ERROR;
import static darkroom.action.ApiError.THROTTLING_USER;

import darkroom.action.Action;
import darkroom.action.Action.Group;
import darkroom.action.Actions;
import darkroom.action.Api;
import darkroom.action.ApiError;
import darkroom.action.ParameterProblem;
import darkroom.studio.http.Request;
import darkroom.studio.http.Response;
import darkroom.studio.http.Service;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * The API: lets a request in, holds it to quota and declarations, has the work done, answers.
 *
 * <p>A request waits for its work without holding a thread.
 */
final class ApiService implements Service {
  private static final System.Logger LOG = System.getLogger(ApiService.class.getName());

  private final Gatekeeper gatekeeper;
  private final Quota quota;
  private final Work work;
  private final Jobs jobs;
  private final Executor workers;
  private final Tally tally;

  /**
   * @param workers rejects tasks when too many wait
   */
  ApiService(
      Gatekeeper gatekeeper, Quota quota, Work work, Jobs jobs, Executor workers, Tally tally) {
    this.gatekeeper = gatekeeper;
    this.quota = quota;
    this.work = work;
    this.jobs = jobs;
    this.workers = workers;
    this.tally = tally;
  }

  StudioCounts counts() {
    return tally.snapshot(jobs.pending(), quota.peaks());
  }

  @Override
  public CompletionStage<Response> handle(Request request) {
    String requestId = UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
    ParsedRequest parsed = ApiRequest.read(request);
    if (parsed instanceof Refusal refusal) {
      String host = request.header("host").orElse("");
      return refuse(new Answers(Answers.Form.JSON, host, requestId), refusal);
    }
    ApiRequest call = (ApiRequest) parsed;
    Answers.Form form = Answers.Form.of(call.parameters().getOrDefault("Format", ""));
    Answers answers = new Answers(form, call.host(), requestId);
    Optional<Refusal> refused = gatekeeper.refusal(call).or(() -> unknown(call));
    if (refused.isPresent()) {
      return refuse(answers, refused.get());
    }
    Action action = call.action().flatMap(Actions::named).orElseThrow();
    tally.called(action);
    return over(action)
        .or(() -> mistaken(action, call.arguments()))
        .map(refusal -> refuse(answers, refusal))
        .orElseGet(() -> carryOut(action, call.arguments(), answers));
  }

  private static Optional<Refusal> unknown(ApiRequest call) {
    if (call.action().isEmpty()) {
      return refused(MISSING_PARAMETER, "a value", "Action", "nothing");
    }
    if (call.version().isEmpty()) {
      return refused(MISSING_PARAMETER, "a value", "Version", "nothing");
    }
    if (!call.version().get().equals(Api.VERSION)) {
      return refused(INVALID_VERSION, Api.VERSION, "Version", call.version().get());
    }
    String action = call.action().get();
    return Actions.named(action).isPresent()
        ? Optional.empty()
        : refused(INVALID_ACTION_NOT_FOUND, "an action of the API", "Action", action);
  }

  private Optional<Refusal> over(Action action) {
    return quota.tryBegin(action.name())
        ? Optional.empty()
        : refused(
            THROTTLING_USER,
            "at most " + quota.limit(action.name()).calls() + " calls within a second",
            action.name(),
            "more");
  }

  private static Optional<Refusal> mistaken(Action action, Map<String, String> arguments) {
    List<ParameterProblem> problems = action.check(arguments);
    return problems.isEmpty()
        ? Optional.empty()
        : Optional.of(new Refusal(PARAMETER_ERROR, problems.get(0).toString()));
  }

  private CompletionStage<Response> carryOut(
      Action action, Map<String, String> arguments, Answers answers) {
    if (action.group() == Group.QUERY) {
      return tell(action, arguments.get("JobId"), answers);
    }
    return switch (action.delivery()) {
      case SYNCHRONOUS ->
          inTurn(action, answers, () -> bill(action, answers, work.carryOut(action, arguments)));
      case ASYNCHRONOUS -> inTurn(action, answers, () -> submit(action, answers, arguments));
    };
  }

  private CompletionStage<Response> tell(Action action, String jobId, Answers answers) {
    Optional<AsyncJob> job = jobs.find(jobId);
    return job.isPresent()
        ? CompletableFuture.completedFuture(answers.result(action.name(), job.get().data()))
        : refuse(
            answers,
            Refusal.expected(
                PARAMETER_ERROR,
                "the RequestId of an asynchronous call",
                action + ".JobId",
                jobId));
  }

  /** Has the work done by a worker, unless too many requests wait for one. */
  private CompletionStage<Response> inTurn(
      Action action, Answers answers, Supplier<Response> task) {
    try {
      return CompletableFuture.supplyAsync(task, workers)
          .exceptionally(failure -> failed(action, answers, failure));
    } catch (RejectedExecutionException e) {
      return refuse(
          answers,
          Refusal.expected(THROTTLING_USER, "fewer waiting calls", "the studio", "too many"));
    }
  }

  private Response failed(Action action, Answers answers, Throwable failure) {
    LOG.log(Level.ERROR, action + " failed", failure);
    return refusal(
        answers,
        new Refusal(ApiError.INTERNAL_SERVER_ERROR, "The studio failed; its log says why"));
  }

  private Response bill(Action action, Answers answers, Work.Done done) {
    if (done instanceof Refusal refusal) {
      return refusal(answers, refusal);
    }
    Response response = answers.result(action.name(), ((Work.Result) done).data());
    tally.billed(action);
    return response;
  }

  private Response submit(Action action, Answers answers, Map<String, String> arguments) {
    Optional<Refusal> refused = work.refusal(action, arguments);
    if (refused.isPresent()) {
      return refusal(answers, refused.get());
    }
    return jobs.trySubmit(answers.requestId(), action, arguments)
        ? answers.accepted(action.name())
        : refusal(
            answers,
            Refusal.expected(
                THROTTLING_USER,
                "at most " + jobs.most() + " unfinished jobs",
                action.name(),
                "more"));
  }

  private CompletionStage<Response> refuse(Answers answers, Refusal refusal) {
    return CompletableFuture.completedFuture(refusal(answers, refusal));
  }

  private Response refusal(Answers answers, Refusal refusal) {
    tally.refused(refusal.error());
    return answers.refusal(refusal);
  }

  private static Optional<Refusal> refused(ApiError error, String what, String where, String was) {
    return Optional.of(Refusal.expected(error, what, where, was));
  }
}
