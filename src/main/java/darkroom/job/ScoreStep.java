package darkroom.job;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.FitMode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Scores a photo by one or more scoring actions.
 *
 * @param actionNames the actions' wire names, each once
 */
public record ScoreStep(
    String label, List<String> actionNames, FitMode fit, Optional<When> when, OnFailure onFailure)
    implements Step {
  public ScoreStep {
    actionNames = List.copyOf(actionNames);
    if (actionNames.isEmpty() || new HashSet<>(actionNames).size() < actionNames.size()) {
      throw new IllegalArgumentException("Expected scores, each once, but was " + actionNames);
    }
    actionNames.forEach(ScoreStep::scoring);
  }

  @Override
  public List<Action> actions() {
    return actionNames.stream().map(ScoreStep::scoring).toList();
  }

  @Override
  public boolean changesPhoto() {
    return false;
  }

  @Override
  public List<String> byproductLabels() {
    return List.of();
  }

  @Override
  public String describe() {
    return String.join(" and ", actionNames);
  }

  private static Action scoring(String name) {
    Optional<Action> action = Actions.named(name).filter(a -> a.group() == Action.Group.SCORING);
    return action.orElseThrow(
        () -> new IllegalArgumentException("Expected a scoring action but was " + name));
  }

  private Object writeReplace() {
    return Packed.of(this);
  }
}
