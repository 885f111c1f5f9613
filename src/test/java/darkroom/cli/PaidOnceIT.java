package darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import darkroom.action.Actions;
import darkroom.studio.ApiFaults;
import darkroom.studio.http.Fault;
import darkroom.studio.http.FaultRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No call is made whose result the ledger holds. */
class PaidOnceIT {
  private static final String JOBS =
      "  - RecolorHDImage: {Mode: TEMPLATE, Degree: 0.8, ColorTemplate: [2A4B7C, C98F3D]}\n";

  @TempDir Path folder;

  private StudioRuns runs;

  @BeforeEach
  void startStudio() {
    runs = new StudioRuns(folder, s -> s);
  }

  @AfterEach
  void stopStudio() {
    runs.close();
  }

  @Test
  void sameContentUnderSeveralNamesIsPaidForOnceAlsoWhileItIsInFlight() throws IOException {
    List<String> photos = new ArrayList<>(runs.photos(3));
    for (int i = 0; i < 3; i++) {
      photos.add(runs.copy(photos.get(i), "copy of " + i + ".jpg"));
      photos.add(runs.copy(photos.get(i), "another of " + i + ".jpg"));
    }

    CommandLine run = runs.run(StudioRuns.SCORES + JOBS + StudioRuns.RESIZING, "", photos);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(runs.studio().counts().billed())
        .isEqualTo(
            Map.of(
                "AssessSharpness", 3L,
                "AssessExposure", 3L,
                "RecolorHDImage", 3L,
                "ChangeImageSize", 3L));
    assertThat(run.summary().path("saved").asInt()).isEqualTo(6 * 4);
    assertThat(run.summary().path("cost_cny").decimalValue())
        .isEqualByComparingTo(runs.cost().cny());
    assertThat(run.rows())
        .hasSize(9)
        .allSatisfy(row -> assertThat(row.path("status").asText()).isEqualTo("done"))
        .allSatisfy(row -> assertThat(row.path("sharpness").isNumber()).isTrue());
    assertThat(names(runs.images())).hasSize(9);
  }

  @Test
  void renamedPhotosOtherLanesAnotherRunnerAndAReorderedRecipeFindWhatWasPaid() throws IOException {
    List<String> photos = runs.photos(8);
    String composition = "  - score: [AssessComposition]\n";
    CommandLine first = runs.run(StudioRuns.SCORES + composition + StudioRuns.RESIZING, "", photos);
    assertThat(first.exitCode()).as(first.err()).isZero();
    long paid = runs.billed();

    List<String> renamed = new ArrayList<>();
    for (String photo : photos) {
      renamed.add(runs.copy(photo, "renamed " + renamed.size() + ".jpg"));
      Files.delete(Path.of(photo));
    }
    CommandLine second =
        runs.withLanes(4)
            .run(
                StudioRuns.RESIZING
                    + composition
                    + "  - score: [AssessExposure]\n"
                    + "  - score: [AssessSharpness]\n",
                "",
                renamed,
                "--runner=FlinkRunner");

    // The scores are now the smaller picture's; what is asked of the photo itself was paid for.
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(runs.studio().counts().billed()).containsEntry("ChangeImageSize", 8L);
    CommandLine third =
        runs.run(
            composition
                + "  - score: [AssessExposure]\n"
                + "  - score: [AssessSharpness]\n"
                + StudioRuns.RESIZING,
            "",
            renamed,
            "--runner=FlinkRunner");

    assertThat(third.exitCode()).as(third.err()).isZero();
    assertThat(sumOfBilled(third)).isZero();
    assertThat(third.summary().path("saved").asInt()).isEqualTo(8 * 4);
    assertThat(runs.billed()).isEqualTo(paid + 8 * 3);
  }

  @Test
  void onePercentOfNewPhotosMakesCallsForOnePercent() throws IOException {
    List<String> photos = runs.photos(101);
    CommandLine first = runs.run(StudioRuns.SCORES, "", photos.subList(0, 100));
    assertThat(first.exitCode()).as(first.err()).isZero();

    CommandLine second = runs.run(StudioRuns.SCORES, "", photos);

    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(sumOfBilled(second)).isEqualTo(2);
    assertThat(second.summary().path("saved").asInt()).isEqualTo(200);
    assertThat(runs.billed()).isEqualTo(202);
    assertThat(second.rows())
        .hasSize(101)
        .allSatisfy(row -> assertThat(row.path("sharpness").isNumber()).isTrue());
  }

  @Test
  void answersLostOnTheWayThroughARecipeAreToldAsPossiblyBilledTwice() throws IOException {
    runs.studio()
        .apiFaults()
        .add(FaultRule.next(1, Fault.answerLost()).on(ApiFaults.calls(Actions.ASSESS_EXPOSURE)));
    runs.studio()
        .apiFaults()
        .add(FaultRule.next(1, Fault.answerLost()).on(ApiFaults.calls(Actions.CHANGE_IMAGE_SIZE)));
    runs.studio()
        .apiFaults()
        .add(FaultRule.next(1, Fault.answerLost()).on(ApiFaults.calls(Actions.RECOLOR_HD_IMAGE)));

    CommandLine run = runs.run(StudioRuns.SCORES + JOBS + StudioRuns.RESIZING, "", runs.photos(4));

    assertThat(run.exitCode()).as(run.out() + run.failures()).isZero();
    assertThat(run.summary().path("possibly_billed_twice").asInt()).isEqualTo(3);
    assertThat(run.out()).contains("3");
    assertThat(sumOfBilled(run)).isEqualTo(16);
    assertThat(runs.billed()).isEqualTo(19);
    assertThat(runs.studio().counts().submitted()).isEqualTo(Map.of("RecolorHDImage", 5L));
  }

  @Test
  void aLostAnswerThatIsNotAskedForAgainIsToldAsPossiblyBilled() throws IOException {
    runs.studio()
        .apiFaults()
        .add(FaultRule.every(1, Fault.answerLost()).on(ApiFaults.calls(Actions.ASSESS_EXPOSURE)));

    CommandLine run =
        runs.withDeadline("5s")
            .run(
                "  - score: [AssessExposure]\n    on_failure: skip\n" + StudioRuns.RESIZING,
                "",
                runs.photos(1));

    long lost = runs.studio().counts().billed().get("AssessExposure");
    assertThat(lost).isPositive();
    assertThat(run.summary().path("possibly_billed_twice").asLong()).isEqualTo(lost);
    assertThat(run.failures())
        .extracting(f -> f.path("billed").asText(), f -> f.path("attempts").asLong())
        .containsExactly(tuple("possibly", lost));
  }

  private static long sumOfBilled(CommandLine run) {
    return StudioRuns.sum(run.summary().path("billed"));
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
