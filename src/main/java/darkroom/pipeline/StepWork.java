package darkroom.pipeline;

import darkroom.action.Action;
import darkroom.action.Money;
import darkroom.job.OnFailure;
import darkroom.job.Step;
import darkroom.pipeline.Failure.Consequence;
import darkroom.pipeline.Got.Paid;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** How a step of the recipe is done to a photo that was admitted to it. */
interface StepWork {

  /** Takes a photo one step further; never completes exceptionally but for a bug. */
  CompletableFuture<Walked> take(Journey journey, Walked walked);

  /** What a failure means for the photo: a step may be one that it can go on without. */
  static Failure consequence(Step step, Failure failure) {
    boolean passes =
        step.onFailure() == OnFailure.SKIP && failure.consequence() == Consequence.ENDS;
    return passes ? failure.that(Consequence.PASSES) : failure;
  }

  /** What a call brought in, as the tables tell it. */
  static Made made(String step, Action action, String did, Paid paid, Optional<Double> score) {
    boolean called = paid.origin() == Made.Origin.CALLED;
    String data = paid.call().data();
    return new Made(
        step,
        action.name(),
        did,
        paid.origin(),
        paid.call().requestId(),
        called ? paid.call().calls() : 0,
        called ? paid.call().lostAnswers() : 0,
        called ? paid.call().price() : Money.ZERO,
        score,
        data.equals("{}") || score.isPresent() ? Optional.empty() : Optional.of(data));
  }
}
