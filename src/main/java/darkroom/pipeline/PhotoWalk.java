package darkroom.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import darkroom.action.Action;
import darkroom.action.ApiError.Remedy;
import darkroom.client.ApiClient;
import darkroom.client.CallResult;
import darkroom.job.Step;
import darkroom.pipeline.Outcome.PixelSize;
import darkroom.pipeline.Outcome.Status;
import darkroom.pipeline.Prepared.NotReady;
import darkroom.pipeline.Prepared.Ready;
import darkroom.report.Progress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** The way of one photo through the recipe: each step prepares it, calls, and adds what came. */
final class PhotoWalk implements Lane.Way {
  private final List<Step> recipe;
  private final Preparation preparation;
  private final ApiClient api;
  private final Progress progress;
  private final Clock clock;

  PhotoWalk(
      List<Step> recipe, Preparation preparation, ApiClient api, Progress progress, Clock clock) {
    this.recipe = List.copyOf(recipe);
    this.preparation = preparation;
    this.api = api;
    this.progress = progress;
    this.clock = clock;
  }

  @Override
  public CompletableFuture<Outcome> walk(InspectedPhoto photo, Runnable bytesFreed) {
    CompletableFuture<Walked> way = done(Walked.START);
    for (Iterator<Step> steps = recipe.iterator(); steps.hasNext(); ) {
      Step step = steps.next();
      Runnable prepared = steps.hasNext() ? () -> {} : bytesFreed;
      way =
          way.thenCompose(
              walked -> walked.ended() ? done(walked) : take(step, photo, walked, prepared));
    }
    return way.whenComplete((walked, problem) -> bytesFreed.run())
        .thenApply(walked -> outcome(photo, walked));
  }

  private CompletableFuture<Walked> take(
      Step step, InspectedPhoto photo, Walked walked, Runnable whenPrepared) {
    return preparation
        .prepare(photo, step)
        .whenComplete((prepared, problem) -> whenPrepared.run())
        .thenCompose(
            prepared ->
                prepared instanceof Ready ready
                    ? score(step, ready).thenApply(walked::with)
                    : done(walked.with(((NotReady) prepared).failure())));
  }

  /** Asks for all scores of a step at once. */
  private CompletableFuture<Walked> score(Step step, Ready photo) {
    List<CompletableFuture<Walked>> calls =
        step.actions().stream().map(action -> call(action, photo)).toList();
    CompletableFuture<Walked> all = done(Walked.START.with(photo.size()));
    for (CompletableFuture<Walked> call : calls) {
      all = all.thenCombine(call, Walked::with);
    }
    return all;
  }

  private CompletableFuture<Walked> call(Action action, Ready photo) {
    TreeMap<String, String> arguments = new TreeMap<>();
    arguments.put(action.subject(Map.of()).name(), photo.url().toString());
    progress.callStarted();
    return api.call(action, arguments)
        .whenComplete((result, problem) -> progress.callEnded())
        .thenApply(result -> Walked.START.with(action, result));
  }

  private Outcome outcome(InspectedPhoto photo, Walked walked) {
    Status status = Status.DONE;
    if (walked.failures.stream().anyMatch(f -> f.remedy() == Remedy.STOP)) {
      status = Status.DEFERRED;
    } else if (walked.ended()) {
      status = Status.FAILED;
    }
    return new Outcome(
        photo.photo(),
        Optional.of(photo),
        status,
        walked.size,
        walked.scores,
        walked.failures,
        clock.instant());
  }

  private static CompletableFuture<Walked> done(Walked walked) {
    return CompletableFuture.completedFuture(walked);
  }

  /** What a photo has brought in so far. */
  private record Walked(Optional<PixelSize> size, List<Scored> scores, List<Failure> failures) {
    static final Walked START = new Walked(Optional.empty(), List.of(), List.of());

    boolean ended() {
      return !failures.isEmpty();
    }

    Walked with(PixelSize scored) {
      return new Walked(Optional.of(scored), scores, failures);
    }

    Walked with(Failure failure) {
      return new Walked(size, scores, append(failures, List.of(failure)));
    }

    Walked with(Walked more) {
      return new Walked(
          more.size.or(() -> size), append(scores, more.scores), append(failures, more.failures));
    }

    Walked with(Action action, CallResult result) {
      if (result instanceof CallResult.Completed completed) {
        JsonNode value = completed.data().path(action.results().get(0).name());
        return value.isNumber()
            ? new Walked(size, append(scores, List.of(scored(action, completed, value))), failures)
            : with(noScore(action, completed));
      }
      if (result instanceof CallResult.Failed failed) {
        return with(
            new Failure(
                action.name(),
                failed.code(),
                message(action, failed),
                failed.attempts(),
                failed.requestId(),
                failed.lostAnswers(),
                failed.remedy()));
      }
      throw new IllegalStateException(action + " answered with a job though it is synchronous");
    }

    /** The service's own words, which alone would not tell a person what ended the run. */
    private static String message(Action action, CallResult.Failed failed) {
      return failed.remedy() == Remedy.STOP
          ? "Expected the service to accept %s but it answered %s: %s"
              .formatted(action, failed.code(), failed.message())
          : failed.message();
    }

    private static Scored scored(Action action, CallResult.Completed completed, JsonNode value) {
      return new Scored(
          action.name(),
          value.doubleValue(),
          completed.requestId(),
          completed.attempts(),
          completed.lostAnswers());
    }

    private static Failure noScore(Action action, CallResult.Completed completed) {
      return new Failure(
          action.name(),
          "NoScore",
          "Expected a number in " + action.results().get(0).name() + " but was " + completed.data(),
          completed.attempts(),
          Optional.of(completed.requestId()),
          completed.lostAnswers() + 1,
          Remedy.REFUSED);
    }

    private static <T> List<T> append(List<T> first, List<T> then) {
      List<T> both = new ArrayList<>(first);
      both.addAll(then);
      return both;
    }
  }
}
