package darkroom.job;

import darkroom.action.FitMode;
import java.util.List;
import java.util.Optional;

/** Steps that are as they are when a job says nothing more of them. */
final class SampleSteps {
  private SampleSteps() {}

  /** What {@code score: [...]} is. */
  static ScoreStep score(List<String> actions, FitMode fit) {
    return new ScoreStep("score", actions, fit, Optional.empty(), OnFailure.FAIL);
  }

  /** What a scoring action as a step is. */
  static ScoreStep action(List<String> actions, FitMode fit) {
    return new ScoreStep(actions.get(0), actions, fit, Optional.empty(), OnFailure.FAIL);
  }
}
