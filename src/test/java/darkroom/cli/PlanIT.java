package darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import darkroom.report.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds plans against the runs that follow them. */
class PlanIT {
  @TempDir Path folder;

  @Test
  void planningWritesThePlanAloneAndTheRunLiesWithinIt() throws IOException {
    Path job = Path.of(jobInFolder("score-photos"));

    Plan before = PlannedRun.plan(job);
    assertThat(files()).containsExactly("plan.json");
    CommandLine run = PlannedRun.of(job);

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.summary().path("photos").asLong()).isEqualTo(before.lines());
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
