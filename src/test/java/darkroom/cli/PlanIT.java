package darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import darkroom.action.Money;
import darkroom.report.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds plans against the runs that follow them. */
class PlanIT {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"score-photos", "nightly-catalog", "archive-colorize", "every-action"})
  void aRunLiesWithinItsPlanAndLeavesNothingToPlan(String name) throws IOException {
    String job = jobInFolder(name);

    Plan before = plan(job);
    assertThat(files()).containsExactly("plan.json");
    CommandLine run = CommandLine.run("run", job);
    Plan after = plan(job);

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    JsonNode summary = run.summary();
    assertThat(summary.path("photos").asLong()).isEqualTo(before.lines());
    assertThat(summary.path("calls").fieldNames()).toIterable().isSubsetOf(before.calls().keySet());
    before
        .calls()
        .forEach(
            (action, planned) -> {
              long made = summary.path("calls").path(action).asLong();
              assertThat(planned.sent().contains(made))
                  .as("%s of %s, planned %s", made, action, planned.sent())
                  .isTrue();
            });
    Money cost = Money.cny(summary.path("cost_cny").asText());
    assertThat(before.listCost().contains(cost))
        .as("%s, planned %s", cost, before.listCost())
        .isTrue();
    assertThat(before.images().contains(summary.path("images").asLong())).isTrue();
    assertThat(after.sent().max()).isZero();
    assertThat(after.cost().max()).isEqualTo(Money.ZERO);
    assertThat(after.held().min()).isEqualTo(after.held().max());
    assertThat(after.images().contains(summary.path("images").asLong())).isTrue();
  }

  @Test
  void tellsThePlanToAPerson() throws IOException {
    CommandLine plan = CommandLine.run("plan", jobInFolder("score-photos"));

    assertThat(plan.exitCode()).isZero();
    assertThat(plan.out())
        .startsWith("score-photos: 6 lines, 6 to work on\n")
        .contains("in all ")
        .contains("budget  there is none\n");
  }

  @Test
  void endsWhereThereIsNoManifest() throws IOException {
    Path job =
        ScoringFiles.job(folder, folder + "/none.jsonl", folder.resolve("tables").toString());

    CommandLine plan = CommandLine.run("plan", job.toString());

    assertThat(plan.exitCode()).isEqualTo(ExitCode.WRONG_SETUP);
    assertThat(plan.err().strip())
        .isEqualTo(
            "Expected a manifest at %s/none.jsonl but there is no such file (%s)"
                .formatted(folder, job));
    assertThat(folder.resolve("tables")).doesNotExist();
  }

  private static Plan plan(String job) {
    CommandLine plan = CommandLine.run("plan", job, "--json");
    assertThat(plan.exitCode()).as(plan.err()).isZero();
    return Plan.parse(plan.out());
  }

  /** A job that is shipped, with its output in this test's folder. */
  private String jobInFolder(String name) throws IOException {
    String text = Files.readString(Path.of("pipelines", name + ".yaml"));
    return Files.writeString(
            folder.resolve(name + ".yaml"), text.replace("out/" + name + "/", folder + "/out/"))
        .toString();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
      return files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).toList();
    }
  }
}
