package darkroom.job;

import darkroom.action.Action;
import darkroom.action.Actions;
import java.util.List;

/** The names that job and conf files may use for actions. */
final class ActionNames {
  private static final List<String> ALL = Actions.all().stream().map(Action::name).toList();
  private static final List<String> SCORING =
      Actions.all().stream()
          .filter(action -> action.group() == Action.Group.SCORING)
          .map(Action::name)
          .toList();

  private ActionNames() {}

  static List<String> all() {
    return ALL;
  }

  static List<String> scoring() {
    return SCORING;
  }
}
