package darkroom.job;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.FitMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads a job's recipe. */
final class RecipeSection {
  private static final String SCORE = "score";
  private static final String FIT = "fit";
  private static final String STEP = "a step such as {score: [AssessSharpness]}";

  /** A photo is scored as it is unless the job says that a smaller copy will do. */
  private static final FitMode STANDARD_FIT = FitMode.REJECT;

  private final Setting recipe;
  private final Map<String, Integer> scoredOnLine = new HashMap<>();

  private RecipeSection(Setting recipe) {
    this.recipe = recipe;
  }

  static List<Step> read(Setting recipe) {
    return new RecipeSection(recipe).steps();
  }

  private List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (Setting step : recipe.items("a list of steps")) {
      steps.add(step(step));
    }
    if (steps.isEmpty()) {
      throw recipe.problem("Expected at least one step in the recipe but was an empty list");
    }
    return steps;
  }

  private Step step(Setting step) {
    Map<String, Setting> entries = step.entries(STEP);
    Set<String> verbs = new LinkedHashSet<>(entries.keySet());
    verbs.remove(FIT);
    for (String verb : verbs) {
      if (!verb.equals(SCORE) && !ActionNames.all().contains(verb)) {
        throw unknown(step, verb);
      }
    }
    if (verbs.size() != 1) {
      String was = verbs.isEmpty() ? "nothing" : String.join(" and ", verbs);
      throw step.problem("Expected score or one action in a step of the recipe but was " + was);
    }
    String verb = verbs.iterator().next();
    List<Action> scores =
        verb.equals(SCORE)
            ? scores(entries.get(SCORE))
            : List.of(action(step, verb, entries.get(verb)));
    return new ScoreStep(
        verb,
        scores.stream().map(Action::name).toList(),
        fit(entries),
        Optional.empty(),
        OnFailure.FAIL);
  }

  private List<Action> scores(Setting list) {
    List<Action> actions = new ArrayList<>();
    String expected = "a list of scoring actions (" + scoringNames() + ")";
    for (Setting item : list.items(expected)) {
      String name = item.text("a scoring action (" + scoringNames() + ")");
      if (!ActionNames.all().contains(name)) {
        throw item.problem(
            String.format(
                "Expected a scoring action (%s) in the recipe but was \"%s\"%s",
                scoringNames(), Setting.shown(name), NearestName.hint(name, ActionNames.all())));
      }
      actions.add(scoring(name, item, item.line()));
    }
    if (actions.isEmpty()) {
      throw list.problem("Expected " + expected + " for " + list.name() + " but was an empty list");
    }
    return actions;
  }

  private Action action(Setting step, String name, Setting arguments) {
    Action action = Actions.named(name).orElseThrow();
    // Checked before the action itself is, so that every action's parameters are explained; the
    // scoring ones have none but the photo.
    ActionArguments.read(action, arguments);
    return scoring(name, step, step.keyLine(name));
  }

  /** What recipes are made of: scoring actions, each once. */
  private Action scoring(String name, Setting at, int line) {
    Action action = Actions.named(name).orElseThrow();
    if (action.group() != Action.Group.SCORING) {
      throw at.problem(
          String.format(
              "Expected a scoring action (%s) in the recipe but was %s", scoringNames(), name),
          line);
    }
    Integer first = scoredOnLine.putIfAbsent(name, line);
    if (first != null) {
      throw at.problem(
          String.format(
              "Expected each score once in the recipe but was %s again, first on line %d",
              name, first),
          line);
    }
    return action;
  }

  private static FitMode fit(Map<String, Setting> step) {
    Map<String, FitMode> choices = new TreeMap<>();
    choices.put("shrink", FitMode.SHRINK);
    choices.put("reject", FitMode.REJECT);
    Setting fit = step.get(FIT);
    return fit == null || fit.isNothing() ? STANDARD_FIT : fit.choice(choices);
  }

  private static JobProblem unknown(Setting step, String key) {
    List<String> known = new ArrayList<>(List.of(SCORE, FIT));
    known.addAll(ActionNames.all());
    return step.problem(
        String.format(
            "Expected score, fit or the name of an action in the recipe but was \"%s\"%s",
            Setting.shown(key), NearestName.hint(key, known)),
        step.keyLine(key));
  }

  private static String scoringNames() {
    return String.join(", ", ActionNames.scoring());
  }
}
