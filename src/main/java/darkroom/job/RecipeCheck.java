package darkroom.job;

import darkroom.action.Action;
import darkroom.action.FitMode;
import darkroom.action.ImageFormat;
import darkroom.action.Parameter;
import darkroom.action.ParameterType.Choice;
import darkroom.action.ResultField;
import darkroom.action.ResultField.ImageUrl;
import darkroom.action.ResultField.ImageUrls;
import darkroom.job.Product.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the steps of a recipe, one after another, go together. */
final class RecipeCheck {
  private final Map<String, Integer> scoredOnLine = new HashMap<>();

  /** The format of the photo here, where every photo has it. */
  private Optional<ImageFormat> format = Optional.empty();

  private String formatFrom = "";

  /**
   * Takes the step that follows.
   *
   * @param at where it is written
   * @throws JobProblem where it cannot follow
   */
  void next(Step step, Setting at) {
    step.when().ifPresent(when -> asksOnlyWhatIsKnown(when, at.entries("").get("when")));
    for (Action action : step.actions()) {
      readsWhatItIsGiven(action, step.fit(), at);
    }
    if (step instanceof ScoreStep score) {
      scoresForTheFirstTime(score, at);
    }
    Setting keep = at.entries("").get("keep");
    if (keep != null && keep.isText("true") && !step.changesPhoto()) {
      throw keep.problem(
          "Expected nothing for recipe.keep where the step changes no photo but was true");
    }
    if (step.changesPhoto()) {
      boolean always =
          step.when().isEmpty() && step.onFailure() == OnFailure.FAIL && step.fit() != FitMode.SKIP;
      format = always ? formatOf(step) : Optional.empty();
      formatFrom = step.label();
    }
  }

  /** A condition that is asked before the first step knows no score. */
  static void asksNoScore(When when, Setting at) {
    when.names().stream()
        .filter(name -> FactNames.scoring(name).isPresent())
        .findFirst()
        .ifPresent(
            name -> {
              throw at.problem(
                  String.format(
                      "Expected no score in %s, which is asked before the first step, but was %s",
                      at.name(), name));
            });
  }

  private void asksOnlyWhatIsKnown(When when, Setting at) {
    for (String name : when.names()) {
      Optional<Action> scoring = FactNames.scoring(name);
      if (scoring.filter(action -> !scoredOnLine.containsKey(action.name())).isPresent()) {
        throw at.problem(
            String.format(
                "Expected %s in a step before a condition on %s but was nothing",
                scoring.get(), name));
      }
    }
  }

  private void scoresForTheFirstTime(ScoreStep step, Setting at) {
    for (String name : step.actionNames()) {
      int line = lineOf(name, at);
      Integer first = scoredOnLine.putIfAbsent(name, line);
      if (first != null) {
        throw at.problem(
            String.format(
                "Expected each score once in the recipe but was %s again, first on line %d",
                name, first),
            line);
      }
    }
  }

  private static int lineOf(String scoring, Setting step) {
    Map<String, Setting> entries = step.entries("");
    if (entries.containsKey(scoring)) {
      return step.keyLine(scoring);
    }
    return entries.values().stream()
        .filter(Setting::isList)
        .flatMap(list -> list.items("").stream())
        .filter(item -> item.isText(scoring))
        .mapToInt(Setting::line)
        .findFirst()
        .orElse(step.line());
  }

  private void readsWhatItIsGiven(Action action, FitMode fit, Setting at) {
    if (fit == FitMode.REJECT
        && format.filter(f -> !action.input().formats().contains(f)).isPresent()) {
      String formats =
          action.input().formats().stream()
              .map(ImageFormat::toString)
              .collect(Collectors.joining(" or "));
      throw at.problem(
          String.format(
              "Expected %s for %s but was %s from %s; with fit: shrink it is encoded anew",
              formats, action, format.get(), formatFrom));
    }
  }

  /** The format that a step gives for sure: of its result as declared, or of a parameter. */
  private static Optional<ImageFormat> formatOf(Step step) {
    if (!(step instanceof EditStep edit)) {
      return Optional.empty();
    }
    return edit.products().stream()
        .filter(product -> product.role() == Role.PHOTO)
        .findFirst()
        .flatMap(product -> declared(product.field()))
        .or(() -> chosen(edit));
  }

  private static Optional<ImageFormat> declared(ResultField field) {
    Optional<String> format =
        field.type() instanceof ImageUrl image
            ? image.format()
            : ((ImageUrls) field.type()).format();
    return format.flatMap(ImageFormat::ofExtension);
  }

  /** The value of the parameter that takes nothing but formats. */
  private static Optional<ImageFormat> chosen(EditStep step) {
    return step.action().parameters().stream()
        .filter(RecipeCheck::isFormat)
        .filter(p -> !(step.arguments().get(p.name()) instanceof Argument.Field))
        .findFirst()
        .flatMap(p -> Optional.ofNullable(step.given().get(p.name())).or(p::defaultValue))
        .flatMap(ImageFormat::ofExtension);
  }

  private static boolean isFormat(Parameter parameter) {
    return parameter.type() instanceof Choice choice
        && choice.values().stream().allMatch(v -> ImageFormat.ofExtension(v).isPresent());
  }
}
