package darkroom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import darkroom.action.FitMode;
import darkroom.job.Argument.Given;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
            "Expected a step such as {score: [AssessSharpness]} or {ColorizeImage: {}} for recipe"
                + " but was a list (job.yaml:3)"),
        recipe("[]", "Expected at least one step in the recipe but was an empty list (job.yaml:3)"),
        recipe("", "Expected recipe in the job file but was nothing (job.yaml:3)"),
        recipe("all", "Expected a list of steps for recipe but was all (job.yaml:3)"),
        recipe(
            "\n  - AssessSharpness",
            "Expected a step such as {score: [AssessSharpness]} or {ColorizeImage: {}} for recipe"
                + " but was AssessSharpness (job.yaml:4)"),
        recipe(
            "\n  - {fit: shrink}",
            "Expected score, crop or one action in a step of the recipe but was nothing (job.yaml:4)"),
        recipe(
            "\n  - score: [AssessExposure]\n    AssessSharpness: {}",
            "Expected score, crop or one action in a step of the recipe but was score and"
                + " AssessSharpness (job.yaml:4)"),
        recipe(
            "\n  - fit: shrink\n    scores: [AssessExposure]",
            "Expected score, crop, the name of an action, when, fit, on_failure or keep in a step"
                + " of the recipe but was \"scores\"; did you mean \"score\"? (job.yaml:5)"),
        recipe(
            "\n  - Assessharpness: {}",
            "Expected score, crop, the name of an action, when, fit, on_failure or keep in a step"
                + " of the recipe but was \"Assessharpness\"; did you mean \"AssessSharpness\"? (job.yaml:4)"),
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
            "Expected one of pad, reject, shrink, skip for recipe.fit but was shrnk; did you mean \"shrink\"?"
                + " (job.yaml:5)"),
        recipe(
            "\n  - score: [AssessExposure]\n    fit: [shrink]",
            "Expected one of pad, reject, shrink, skip for recipe.fit but was a list (job.yaml:5)"),
        recipe(
            "\n  - score: [AssessExposure,\n            ColorizeImage]",
            "Expected a scoring action (AssessComposition, AssessExposure, AssessSharpness) in the"
                + " recipe but was \"ColorizeImage\" (job.yaml:5)"),
        recipe(
            "\n  - score: [AssessExposure, AssessExposure]",
            "Expected each score once in the recipe but was AssessExposure again (job.yaml:4)"),
        recipe(
            "\n  - score: [AssessExposure]\n  - AssessExposure: {}",
            "Expected each score once in the recipe but was AssessExposure again, first on line 4"
                + " (job.yaml:5)"),
        recipe(
            "\n  - score: [AssessExposure]\n    on_failure: retry",
            "Expected one of fail, skip for recipe.on_failure but was retry (job.yaml:5)"),
        recipe(
            "\n  - score: [AssessExposure]\n    keep: true",
            "Expected nothing for recipe.keep where the step changes no photo but was true"
                + " (job.yaml:5)"),
        recipe(
            "\n  - IntelligentComposition: {}\n    keep: true",
            "Expected nothing for recipe.keep where the step changes no photo but was true"
                + " (job.yaml:5)"),
        recipe(
            "\n  - crop: {}\n    keep: often",
            "Expected one of false, true for recipe.keep but was often (job.yaml:5)"),
        recipe(
            "\n  - crop: {best: 11}",
            "Expected a whole number from 1 to 10 for crop.best but was 11 (job.yaml:4)"),
        recipe(
            "\n  - crop: {beast: 1}",
            "Expected best in crop but was \"beast\"; did you mean \"best\"? (job.yaml:4)"),
        recipe(
            "\n  - ColorizeImage: {}\n    when: sharpness < 0.4",
            "Expected AssessSharpness in a step before a condition on sharpness but was nothing"
                + " (job.yaml:5)"),
        recipe(
            "\n  - score: [AssessSharpness]\n    when: sharpness < 0.4",
            "Expected AssessSharpness in a step before a condition on sharpness but was nothing"
                + " (job.yaml:5)"),
        recipe(
            "\n  - ColorizeImage: {}\n    when: (sharpness)",
            "Expected a comparison after \"sharpness\" in when but was \")\" at character 11"
                + " (job.yaml:5)"),
        recipe(
            "\n  - ColorizeImage: {}\n    when: [a]",
            "Expected a condition such as width < 1000 for recipe.when but was a list"
                + " (job.yaml:5)"),
        recipe(
            "\n  - ImageBlindCharacterWatermark: {FunctionType: encode_text, Text: a,"
                + " OutputFileType: bmp}\n  - ImitatePhotoStyle: {StyleUrl: a.jpg}",
            "Expected JPEG or PNG for ImitatePhotoStyle but was BMP from"
                + " ImageBlindCharacterWatermark; with fit: shrink it is encoded anew"
                + " (job.yaml:5)"),
        recipe(
            "\n  - GetAsyncJobResult: {JobId: 1}",
            "Expected score, crop, the name of an action, when, fit, on_failure or keep in a step"
                + " of the recipe but was \"GetAsyncJobResult\" (job.yaml:4)"));
  }

  @ParameterizedTest
  @MethodSource("wrongRecipes")
  void saysWhatIsWrongAndWhere(String yaml, String message) {
    assertThatThrownBy(() -> JobFile.parse(yaml, "job.yaml"))
        .isInstanceOf(JobProblem.class)
        .hasMessage(message);
  }

  private static final String HIDE_AS_BMP =
      "\n  - ImageBlindCharacterWatermark: {FunctionType: encode_text, Text: a,"
          + " OutputFileType: bmp}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        HIDE_AS_BMP + "\n  - ImitatePhotoStyle: {StyleUrl: a.jpg}\n    fit: shrink",
        HIDE_AS_BMP + "\n    fit: skip\n  - ImitatePhotoStyle: {StyleUrl: a.jpg}",
        HIDE_AS_BMP + "\n    when: width > 9\n  - ImitatePhotoStyle: {StyleUrl: a.jpg}",
        HIDE_AS_BMP + "\n    on_failure: skip\n  - ImitatePhotoStyle: {StyleUrl: a.jpg}",
        HIDE_AS_BMP + "\n  - crop: {}\n  - ImitatePhotoStyle: {StyleUrl: a.jpg}",
        "\n  - MakeSuperResolutionImage: {}\n  - ImitatePhotoStyle: {StyleUrl: a.jpg}",
        "\n  - GenerateDynamicImage: {Operation: 1}\n  - ImitatePhotoStyle: {StyleUrl: a.jpg}",
      })
  void letsAStepFollowThatMayReadWhatItIsGiven(String recipe) {
    assertThat(JobFile.parse(job(recipe), "job.yaml").recipe()).hasSizeGreaterThan(1);
  }

  @Test
  void readsAnEditingStepWithAllItsOptions() {
    String recipe =
        """

          - score: [AssessSharpness]
          - MakeSuperResolutionImage: {UpscaleFactor: 2, Mode: enhancement}
            when: sharpness < 0.4 and width < 1000
            fit: skip
            on_failure: skip
            keep: true
        """;
    SortedMap<String, Argument> arguments = new TreeMap<>();
    arguments.put("UpscaleFactor", new Given("2"));
    arguments.put("Mode", new Given("enhancement"));
    assertThat(JobFile.parse(job(recipe), "job.yaml").recipe().get(1))
        .isEqualTo(
            new EditStep(
                "MakeSuperResolutionImage",
                "MakeSuperResolutionImage",
                arguments,
                FitMode.SKIP,
                Optional.of(When.parse("sharpness < 0.4 and width < 1000")),
                OnFailure.SKIP,
                true));
  }

  @Test
  void cropsToTheBestBoxUnlessMoreAreAskedFor() {
    CropStep one = new CropStep("crop", 1, FitMode.REJECT, Optional.empty(), OnFailure.FAIL, false);
    CropStep three = new CropStep("crop-2", 3, FitMode.PAD, Optional.empty(), OnFailure.FAIL, true);
    String recipe = "\n  - crop:\n  - crop: {best: 3}\n    fit: pad\n    keep: true";
    assertThat(JobFile.parse(job(recipe), "job.yaml").recipe()).containsExactly(one, three);
  }

  @Test
  void givesEveryStepALabelOfItsOwn() {
    String recipe =
        "\n  - score: [AssessSharpness]\n  - score: [AssessExposure]\n  - AssessComposition:"
            + "\n  - ColorizeImage:\n  - crop:\n  - ColorizeImage: {}\n  - crop: {}"
            + "\n  - ColorizeImage: {}";
    assertThat(JobFile.parse(job(recipe), "job.yaml").recipe())
        .extracting(Step::label)
        .containsExactly(
            "score",
            "score-2",
            "AssessComposition",
            "ColorizeImage",
            "crop",
            "ColorizeImage-2",
            "crop-2",
            "ColorizeImage-3");
  }

  private static FitMode fit(String recipe) {
    return JobFile.parse(job(recipe), "job.yaml").recipe().get(0).fit();
  }

  private static Arguments recipe(String recipe, String message) {
    return Arguments.of(job(recipe), message);
  }

  private static String job(String recipe) {
    boolean scores = recipe.lines().noneMatch(line -> line.matches(" +- (crop|[B-Z].*): *.*"));
    String images = scores ? "" : ", images: 'out/{step}/{id}.{ext}'";
    return "name: shop\nmanifest: photos.csv\nrecipe: "
        + recipe
        + "\noutput: {tables: out"
        + images
        + "}\n";
  }
}
