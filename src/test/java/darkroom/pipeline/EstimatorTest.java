package darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.ByteSize;
import darkroom.action.Channels;
import darkroom.action.ImageFormat;
import darkroom.job.Images;
import darkroom.job.Job;
import darkroom.job.JobFile;
import darkroom.job.Step;
import darkroom.ledger.CallKey;
import darkroom.ledger.Entry;
import darkroom.ledger.PaidCall;
import darkroom.ledger.Recalled;
import darkroom.ledger.SubmittedJob;
import darkroom.photo.Frames;
import darkroom.photo.Identity;
import darkroom.photo.Orientation;
import darkroom.photo.PhotoHeader;
import darkroom.report.PlannedStep;
import darkroom.report.Range;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What can be said of calls before any is made. */
class EstimatorTest {
  private static final Action ENLARGE = Actions.MAKE_SUPER_RESOLUTION_IMAGE;
  private static final String ENLARGE_WHAT_IS_SOFT =
      """
      recipe:
        - score: [AssessSharpness]
        - MakeSuperResolutionImage: {UpscaleFactor: 2}
          when: sharpness < 0.5
      """;

  @Test
  void aScoreThatIsNotHeldIsOneCall() {
    Estimate estimate =
        estimate(
            "recipe: [{score: [AssessSharpness, AssessExposure]}]", photo("a.jpg", "sha256:a"));

    assertThat(estimate.photos()).isEqualTo(1);
    assertThat(estimate.sent())
        .isEqualTo(Map.of("AssessSharpness", Range.of(1), "AssessExposure", Range.of(1)));
    assertThat(estimate.paid()).isEqualTo(estimate.sent());
    assertThat(estimate.held()).isEqualTo(Range.NONE);
  }

  @Test
  void photosOfOneContentCallOnce() {
    Estimate estimate =
        estimate(
            "recipe: [{score: [AssessSharpness]}]",
            photo("a.jpg", "sha256:a"),
            photo("copy.jpg", "sha256:a"),
            photo("b.jpg", "sha256:b"));

    assertThat(estimate.sent()).isEqualTo(Map.of("AssessSharpness", Range.of(2)));
    assertThat(estimate.shared()).isEqualTo(Range.of(1));
  }

  @Test
  void whatTheLedgerHoldsIsNotCalledFor() {
    InspectedPhoto photo = photo("a.jpg", "sha256:a");
    Job job = job("recipe: [{score: [AssessSharpness]}]");

    Estimate estimate = estimate(job, recalled(photo, sharpness(job, photo, 0.7)));

    assertThat(estimate.sent()).isEmpty();
    assertThat(estimate.held()).isEqualTo(Range.of(1));
  }

  @Test
  void aConditionOnAScoreToComeMakesARange() {
    Estimate estimate = estimate(ENLARGE_WHAT_IS_SOFT, photo("a.jpg", "sha256:a"));

    assertThat(estimate.sent())
        .isEqualTo(Map.of("AssessSharpness", Range.of(1), ENLARGE.name(), new Range(0, 1)));
    assertThat(estimate.steps().values()).contains(PlannedStep.OPEN);
  }

  @Test
  void aConditionOnAHeldScoreIsDecided() {
    InspectedPhoto soft = photo("soft.jpg", "sha256:soft");
    InspectedPhoto sharp = photo("sharp.jpg", "sha256:sharp");
    Job job = job(ENLARGE_WHAT_IS_SOFT);

    Estimate estimate =
        estimate(
            job,
            recalled(soft, sharpness(job, soft, 0.2)),
            recalled(sharp, sharpness(job, sharp, 0.9)));

    assertThat(estimate.sent()).isEqualTo(Map.of(ENLARGE.name(), Range.of(1)));
    assertThat(estimate.steps().get(job.recipe().get(1).label()))
        .isEqualTo(PlannedStep.AS_IT_IS.plus(PlannedStep.LEFT));
  }

  @Test
  void aJobThatWasSubmittedIsStillToBePaidForButPerhapsNotSentAgain() {
    InspectedPhoto photo = photo("a.jpg", "sha256:a");
    Job job = job("recipe: [{RecolorHDImage: {Degree: 0.5}}]");
    Step step = job.recipe().get(0);
    CallKey key =
        new CallKeys(Images.BACKGROUND)
            .of(
                step,
                Actions.RECOLOR_HD_IMAGE,
                new TreeMap<>(Map.of("Degree", "0.5")),
                Working.of(photo));
    SubmittedJob submitted =
        new SubmittedJob(key, "sha256:a", "RecolorHDImage", "J-1", 1, 0, "run-1", Outcomes.NOON);

    Estimate estimate = estimate(job, recalled(photo, submitted));

    assertThat(estimate.sent()).isEqualTo(Map.of("RecolorHDImage", new Range(0, 1)));
    assertThat(estimate.paid()).isEqualTo(Map.of("RecolorHDImage", Range.of(1)));
  }

  @Test
  void aPhotoOutsideTheLimitsIsRefusedOrMadeToFitAsTheStepSays() {
    InspectedPhoto wide = photo("wide.jpg", "sha256:wide", 6_000, 900);

    Estimate refused =
        estimate("recipe: [{ColorizeImage: {}, fit: reject}]", wide, photo("a.jpg", "sha256:a"));
    Estimate fitted = estimate("recipe: [{ColorizeImage: {}, fit: shrink}]", wide);
    Estimate left = estimate("recipe: [{ColorizeImage: {}, fit: skip}]", wide);

    assertThat(refused.sent()).isEqualTo(Map.of("ColorizeImage", Range.of(1)));
    assertThat(refused.steps().values())
        .containsExactly(PlannedStep.AS_IT_IS.plus(PlannedStep.REFUSED));
    assertThat(fitted.sent()).isEqualTo(Map.of("ColorizeImage", Range.of(1)));
    assertThat(fitted.steps().values()).containsExactly(PlannedStep.FITTED);
    assertThat(left.sent()).isEmpty();
    assertThat(left.steps().values()).containsExactly(PlannedStep.LEFT);
  }

  @Test
  void estimatesOfPartsAddUp() {
    String recipe = "recipe: [{score: [AssessSharpness]}]";
    Estimate one = estimate(recipe, photo("a.jpg", "sha256:a"));
    Estimate other = estimate(recipe, photo("b.jpg", "sha256:b"));

    Estimate both = one.plus(other);

    assertThat(both)
        .isEqualTo(estimate(recipe, photo("a.jpg", "sha256:a"), photo("b.jpg", "sha256:b")));
    assertThat(one.plus(Estimate.NOTHING)).isEqualTo(one);
  }

  /** Only a job that makes images may say where they go. */
  private static Job job(String recipe) {
    String images = recipe.contains("Image: ") ? "images: '/night/out/{id}-{step}.{ext}', " : "";
    return JobFile.parse(
        """
        name: estimated
        manifest: /night/m.jsonl
        %s
        output: {%stables: /night/tables/}
        """
            .formatted(recipe.strip(), images),
        "job.yaml");
  }

  private static Estimate estimate(String recipe, InspectedPhoto... photos) {
    return estimate(
        job(recipe),
        List.of(photos).stream().map(EstimatorTest::recalled).toArray(RecalledPhoto[]::new));
  }

  private static Estimate estimate(Job job, RecalledPhoto... photos) {
    Estimator estimator =
        new Estimator(
            job,
            location -> {
              throw new AssertionError("Expected no image argument but was " + location);
            },
            picture -> Optional.of(false));
    List.of(photos).forEach(estimator::add);
    return estimator.sum();
  }

  private static InspectedPhoto photo(String name, String identity) {
    return photo(name, identity, 640, 480);
  }

  private static InspectedPhoto photo(String name, String identity, int width, int height) {
    return new InspectedPhoto(
        Photo.of(name, name, "/night/" + name, new Line("/night/m.jsonl", 1)),
        new Identity(identity),
        ByteSize.bytes(100_000),
        new PhotoHeader(
            ImageFormat.JPEG, width, height, Channels.RGB, 8, Orientation.UPRIGHT, Frames.ONE));
  }

  private static RecalledPhoto recalled(InspectedPhoto photo, Entry... entries) {
    return new RecalledPhoto(photo, new Recalled(List.of(entries)));
  }

  private static PaidCall sharpness(Job job, InspectedPhoto photo, double score) {
    CallKey key =
        new CallKeys(Images.BACKGROUND)
            .of(job.recipe().get(0), Actions.ASSESS_SHARPNESS, new TreeMap<>(), Working.of(photo));
    return new PaidCall(
        key,
        photo.identity().value(),
        "AssessSharpness",
        "R-1",
        "{\"Sharpness\": " + score + "}",
        List.of(),
        Actions.ASSESS_SHARPNESS.price().list(),
        1,
        0,
        640,
        480,
        "run-1",
        Outcomes.NOON);
  }
}
