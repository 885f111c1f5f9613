package darkroom.job;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.FitMode;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Scores a photo by one or more scoring actions.
 *
 * @param actionNames the actions' wire names, each once
 * @param fit what happens to a photo outside the actions' limits
 */
public record ScoreStep(List<String> actionNames, FitMode fit) implements Serializable {
  public ScoreStep {
    actionNames = List.copyOf(actionNames);
    if (actionNames.isEmpty() || new HashSet<>(actionNames).size() < actionNames.size()) {
      throw new IllegalArgumentException("Expected scores, each once, but was " + actionNames);
    }
    actionNames.forEach(ScoreStep::scoring);
  }

  static ScoreStep of(List<Action> actions, FitMode fit) {
    return new ScoreStep(actions.stream().map(Action::name).toList(), fit);
  }

  /** The actions, in the order of the job file. */
  public List<Action> actions() {
    return actionNames.stream().map(ScoreStep::scoring).toList();
  }

  private static Action scoring(String name) {
    Optional<Action> action = Actions.named(name).filter(a -> a.group() == Action.Group.SCORING);
    return action.orElseThrow(
        () -> new IllegalArgumentException("Expected a scoring action but was " + name));
  }
}
