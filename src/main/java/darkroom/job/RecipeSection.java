package darkroom.job;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.FitMode;
import darkroom.action.ParameterType.WholeRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;

/** Reads a job's recipe. */
final class RecipeSection {
  private static final String SCORE = "score";
  private static final String CROP = "crop";
  private static final String BEST = "best";
  private static final String WHEN = "when";
  private static final String FIT = "fit";
  private static final String ON_FAILURE = "on_failure";
  private static final String KEEP = "keep";
  private static final List<String> OPTIONS = List.of(WHEN, FIT, ON_FAILURE, KEEP);
  private static final String STEP =
      "a step such as {score: [AssessSharpness]} or {ColorizeImage: {}}";

  /** A photo is sent as it is unless the job says that a smaller copy will do. */
  private static final FitMode STANDARD_FIT = FitMode.REJECT;

  private final Setting recipe;
  private final Map<String, Integer> timesSeen = new HashMap<>();

  private RecipeSection(Setting recipe) {
    this.recipe = recipe;
  }

  /**
   * The recipe's steps, which go together.
   *
   * @throws JobProblem where they do not
   */
  static List<Step> read(Setting recipe) {
    return new RecipeSection(recipe).steps();
  }

  private List<Step> steps() {
    RecipeCheck check = new RecipeCheck();
    List<Step> steps = new ArrayList<>();
    for (Setting setting : recipe.items("a list of steps")) {
      Step step = step(setting);
      check.next(step, setting);
      steps.add(step);
    }
    if (steps.isEmpty()) {
      throw recipe.problem("Expected at least one step in the recipe but was an empty list");
    }
    return steps;
  }

  private Step step(Setting step) {
    Map<String, Setting> entries = step.entries(STEP);
    Set<String> verbs = new LinkedHashSet<>(entries.keySet());
    OPTIONS.forEach(verbs::remove);
    for (String verb : verbs) {
      if (!verb.equals(SCORE) && !verb.equals(CROP) && !ActionNames.all().contains(verb)) {
        throw unknown(step, verb);
      }
    }
    if (verbs.size() != 1) {
      String was = verbs.isEmpty() ? "nothing" : String.join(" and ", verbs);
      throw step.problem(
          "Expected score, crop or one action in a step of the recipe but was " + was);
    }
    String verb = verbs.iterator().next();
    Setting value = entries.get(verb);
    FitMode fit = option(entries, FIT, s -> s.choice(FitMode.class), STANDARD_FIT);
    OnFailure onFailure =
        option(entries, ON_FAILURE, s -> s.choice(OnFailure.class), OnFailure.FAIL);
    Optional<When> when =
        option(entries, WHEN, s -> Optional.of(condition(s, WHEN)), Optional.empty());
    boolean keep = option(entries, KEEP, Setting::flag, false);
    if (verb.equals(CROP)) {
      return new CropStep(label(verb), best(value), fit, when, onFailure, keep);
    }
    if (verb.equals(SCORE)) {
      return new ScoreStep(label(verb), scores(value), fit, when, onFailure);
    }
    Action action = Actions.named(verb).orElseThrow();
    SortedMap<String, Argument> arguments = ActionArguments.read(action, value);
    return action.group() == Action.Group.SCORING
        ? new ScoreStep(label(verb), List.of(verb), fit, when, onFailure)
        : new EditStep(label(verb), verb, arguments, fit, when, onFailure, keep);
  }

  /** A condition that may be anywhere in a job file. */
  static When condition(Setting value, String place) {
    String text = value.text("a condition such as width < 1000");
    try {
      return When.parse(text, place);
    } catch (JobProblem e) {
      throw value.problem(e.getMessage());
    }
  }

  private String label(String verb) {
    int times = timesSeen.merge(verb, 1, Integer::sum);
    return times == 1 ? verb : verb + "-" + times;
  }

  private static int best(Setting value) {
    WholeRange boxes =
        CropStep.action().parameters().stream()
            .map(p -> p.type())
            .filter(WholeRange.class::isInstance)
            .map(WholeRange.class::cast)
            .findFirst()
            .orElseThrow();
    Setting crop = value.named(CROP);
    return crop.isNothing()
        ? 1
        : crop.fields(BEST).read(BEST, Quantity.count((int) boxes.min(), (int) boxes.max()), 1);
  }

  private static List<String> scores(Setting list) {
    List<String> actions = new ArrayList<>();
    String expected = "a list of scoring actions (" + scoringNames() + ")";
    for (Setting item : list.items(expected)) {
      String name = item.text("a scoring action (" + scoringNames() + ")");
      if (!ActionNames.scoring().contains(name)) {
        throw item.problem(
            String.format(
                "Expected a scoring action (%s) in the recipe but was \"%s\"%s",
                scoringNames(),
                Setting.shown(name),
                NearestName.hint(name, ActionNames.scoring())));
      }
      if (actions.contains(name)) {
        throw item.problem("Expected each score once in the recipe but was " + name + " again");
      }
      actions.add(name);
    }
    if (actions.isEmpty()) {
      throw list.problem("Expected " + expected + " for " + list.name() + " but was an empty list");
    }
    return actions;
  }

  private static <T> T option(
      Map<String, Setting> step, String key, Function<Setting, T> reader, T otherwise) {
    return Optional.ofNullable(step.get(key))
        .filter(value -> !value.isNothing())
        .map(reader)
        .orElse(otherwise);
  }

  private static JobProblem unknown(Setting step, String key) {
    List<String> known = new ArrayList<>(List.of(SCORE, CROP));
    known.addAll(OPTIONS);
    known.addAll(ActionNames.all());
    return step.problem(
        String.format(
            "Expected score, crop, the name of an action, %s in a step of the recipe but was"
                + " \"%s\"%s",
            "when, fit, on_failure or keep", Setting.shown(key), NearestName.hint(key, known)),
        step.keyLine(key));
  }

  private static String scoringNames() {
    return String.join(", ", ActionNames.scoring());
  }
}
