package darkroom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import darkroom.action.FitMode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeTest {
  @Test
  void takesAScoringActionWithoutParametersAsAStep() {
    assertThat(JobFile.parse(job("\n  - AssessExposure:"), "job.yaml").recipe())
        .containsExactly(SampleSteps.action(List.of("AssessExposure"), FitMode.REJECT));
  }

  @Test
  void scoresAPhotoAsItIsUnlessAShrunkCopyIsAskedFor() {
    String shrinks = "\n  - AssessExposure: {}\n    fit: shrink";
    String rejects = "\n  - AssessExposure: {}\n    fit: reject";
    String silent = "\n  - AssessExposure: {}";
    assertThat(fit(shrinks)).isEqualTo(FitMode.SHRINK);
    assertThat(fit(rejects)).isEqualTo(FitMode.REJECT);
    assertThat(fit(silent)).isEqualTo(FitMode.REJECT);
  }

  static Stream<Arguments> wrongRecipes() {
    return Stream.of(
        recipe(
            "&r [*r]",
            "Expected a step such as {score: [AssessSharpness]} for recipe but was a list"
                + " (job.yaml:3)"),
        recipe("[]", "Expected at least one step in the recipe but was an empty list (job.yaml:3)"),
        recipe("", "Expected recipe in the job file but was nothing (job.yaml:3)"),
        recipe("all", "Expected a list of steps for recipe but was all (job.yaml:3)"),
        recipe(
            "\n  - AssessSharpness",
            "Expected a step such as {score: [AssessSharpness]} for recipe but was AssessSharpness"
                + " (job.yaml:4)"),
        recipe(
            "\n  - {fit: shrink}",
            "Expected score or one action in a step of the recipe but was nothing (job.yaml:4)"),
        recipe(
            "\n  - score: [AssessExposure]\n    AssessSharpness: {}",
            "Expected score or one action in a step of the recipe but was score and AssessSharpness"
                + " (job.yaml:4)"),
        recipe(
            "\n  - fit: shrink\n    scores: [AssessExposure]",
            "Expected score, fit or the name of an action in the recipe but was \"scores\"; did you"
                + " mean \"score\"? (job.yaml:5)"),
        recipe(
            "\n  - Assessharpness: {}",
            "Expected score, fit or the name of an action in the recipe but was \"Assessharpness\";"
                + " did you mean \"AssessSharpness\"? (job.yaml:4)"),
        recipe(
            "\n  - score: [AssessExposure,\n      Sharpness]",
            "Expected a scoring action (AssessComposition, AssessExposure, AssessSharpness) in the"
                + " recipe but was \"Sharpness\"; did you mean \"AssessSharpness\"? (job.yaml:5)"),
        recipe(
            "\n  - score: AssessExposure",
            "Expected a list of scoring actions (AssessComposition, AssessExposure,"
                + " AssessSharpness) for recipe.score but was AssessExposure (job.yaml:4)"),
        recipe(
            "\n  - score: []",
            "Expected a list of scoring actions (AssessComposition, AssessExposure,"
                + " AssessSharpness) for recipe.score but was an empty list (job.yaml:4)"),
        recipe(
            "\n  - score: [AssessExposure]\n  - score: [AssessSharpness, AssessExposure]",
            "Expected each score once in the recipe but was AssessExposure again, first on line 4"
                + " (job.yaml:5)"),
        recipe(
            "\n  - AssessExposure: {}\n    fit: shrnk",
            "Expected one of reject, shrink for recipe.fit but was shrnk; did you mean \"shrink\"?"
                + " (job.yaml:5)"),
        recipe(
            "\n  - score: [AssessExposure]\n    fit: [shrink]",
            "Expected one of reject, shrink for recipe.fit but was a list (job.yaml:5)"),
        recipe(
            "\n  - score: [AssessExposure]\n  - ColorizeImage: {}",
            "Expected a scoring action (AssessComposition, AssessExposure, AssessSharpness) in the"
                + " recipe but was ColorizeImage (job.yaml:5)"),
        recipe(
            "\n  - score: [AssessExposure,\n            ColorizeImage]",
            "Expected a scoring action (AssessComposition, AssessExposure, AssessSharpness) in the"
                + " recipe but was ColorizeImage (job.yaml:5)"),
        recipe(
            "\n  - GetAsyncJobResult: {JobId: 1}",
            "Expected score, fit or the name of an action in the recipe but was"
                + " \"GetAsyncJobResult\" (job.yaml:4)"));
  }

  @ParameterizedTest
  @MethodSource("wrongRecipes")
  void saysWhatIsWrongAndWhere(String yaml, String message) {
    assertThatThrownBy(() -> JobFile.parse(yaml, "job.yaml"))
        .isInstanceOf(JobProblem.class)
        .hasMessage(message);
  }

  private static FitMode fit(String recipe) {
    return JobFile.parse(job(recipe), "job.yaml").recipe().get(0).fit();
  }

  private static Arguments recipe(String recipe, String message) {
    return Arguments.of(job(recipe), message);
  }

  private static String job(String recipe) {
    return "name: shop\nmanifest: photos.csv\nrecipe: " + recipe + "\noutput: {tables: out}\n";
  }
}
