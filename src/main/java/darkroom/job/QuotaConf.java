package darkroom.job;

import darkroom.action.Action;
import darkroom.action.Rate;
import java.io.Serializable;
import java.util.Map;

/**
 * How many calls a second the account may make.
 *
 * @param calls for each action that is not named
 * @param actions by the action's name
 * @param polls for asking after asynchronous jobs, all actions together
 */
public record QuotaConf(Rate calls, Map<String, Rate> actions, Rate polls) implements Serializable {
  /** The API's own for an account without a resource pack. */
  static final Rate CALLS = new Rate(2);

  static final Rate POLLS = new Rate(100);

  public QuotaConf {
    actions = Map.copyOf(actions);
  }

  static QuotaConf standard() {
    return new QuotaConf(CALLS, Map.of(), POLLS);
  }

  /** The quota of an action. */
  public Rate of(Action action) {
    return action.group() == Action.Group.QUERY
        ? polls
        : actions.getOrDefault(action.name(), calls);
  }
}
