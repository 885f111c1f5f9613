package darkroom.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import darkroom.action.Action;
import darkroom.job.ScoreStep;
import darkroom.ledger.CallKey;
import darkroom.pipeline.Got.Missed;
import darkroom.pipeline.Got.Paid;
import darkroom.pipeline.Outcome.PixelSize;
import darkroom.pipeline.Prepared.NotReady;
import darkroom.pipeline.Prepared.Ready;
import darkroom.pipeline.Request.Sendable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** Asks for all scores of a step at once. */
final class ScoreWork implements StepWork {
  private final ScoreStep step;
  private final Preparation preparation;
  private final PaidCalls calls;

  ScoreWork(ScoreStep step, Preparation preparation, PaidCalls calls) {
    this.step = step;
    this.preparation = preparation;
    this.calls = calls;
  }

  @Override
  public CompletableFuture<Walked> take(Journey journey, Walked walked) {
    CompletableFuture<Walked> all = CompletableFuture.completedFuture(walked);
    for (Action action : step.actions()) {
      all = all.thenCombine(score(action, journey, walked), (so, more) -> more.apply(so));
    }
    return all;
  }

  private CompletableFuture<UnaryOperator<Walked>> score(
      Action action, Journey journey, Walked walked) {
    Working picture = walked.now();
    CallKey key = preparation.keys().of(step, action, new TreeMap<>(), picture);
    Request request =
        new Request(
            step.label(),
            action,
            journey.photo(),
            key,
            () ->
                journey
                    .stock()
                    .prepare(picture, step.actions(), step.fit())
                    .thenApply(prepared -> sendable(action, picture, prepared)));
    return calls.get(request).thenApply(got -> came(action, got));
  }

  private static Sendable sendable(Action action, Working picture, Prepared prepared) {
    if (prepared instanceof NotReady notReady) {
      return new Sendable.Nothing(notReady.failure());
    }
    Ready ready = (Ready) prepared;
    TreeMap<String, String> arguments = new TreeMap<>();
    arguments.put(action.subject(Map.of()).name(), ready.url().toString());
    return new Sendable.Arguments(
        arguments, ready.size(), ready.inPlace(picture), Optional.empty());
  }

  private UnaryOperator<Walked> came(Action action, Got got) {
    if (got instanceof Missed missed) {
      return walked -> walked.with(StepWork.consequence(step, missed.failure()));
    }
    Paid paid = (Paid) got;
    JsonNode score = Answers.of(paid).path(action.results().get(0).name());
    Made made =
        StepWork.made(step.label(), action, action.name(), paid, Optional.of(score.doubleValue()));
    PixelSize size = new PixelSize(paid.call().width(), paid.call().height());
    return walked -> walked.with(made).scoredAt(size);
  }
}
