package darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import darkroom.action.ApiError;
import darkroom.studio.ApiFaults;
import darkroom.studio.http.Delay;
import darkroom.studio.http.FaultRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that a rule or a person ends before all photos are done. */
class StoppedRunIT {
  private static final String RECIPE = StudioRuns.SCORES + StudioRuns.RESIZING;

  @TempDir Path folder;

  @Test
  void aServiceThatFailsEverythingEndsTheRunAfterFewPhotos() throws Exception {
    try (StudioRuns runs = new StudioRuns(folder, s -> s)) {
      runs.studio()
          .apiFaults()
          .add(
              FaultRule.every(1, ApiFaults.error(ApiError.INVALID_IMAGE_CONTENT))
                  .on(
                      r ->
                          r.header("x-acs-action")
                              .filter(a -> a.startsWith("Assess"))
                              .isPresent()));

      CommandLine run =
          runs.withInFlight(8).run(RECIPE, "stop_when: failures > 20%\n", runs.photos(120));

      assertThat(run.exitCode()).isEqualTo(ExitCode.SOME_FAILED);
      assertThat(run.err())
          .contains("Expected at most 20% failed photos (stop_when) but 20 of the last 20 failed");
      assertThat(run.summary().path("failed").asInt()).isBetween(20, 40);
      assertThat(run.rows())
          .hasSize(120)
          .filteredOn(row -> row.path("status").asText().equals("deferred"))
          .hasSizeGreaterThanOrEqualTo(80)
          .allSatisfy(
              row -> assertThat(row.path("code").asText()).isIn("Stopped", "CallWithdrawn"));
      assertThat(runs.billed()).isZero();
    }
  }

  @Test
  void afterCtrlCCallsInFlightEndAndTheNextRunGoesOn() throws Exception {
    try (StudioRuns runs =
        new StudioRuns(folder, s -> s.withLatency(Delay.of(Duration.ofMillis(300))))) {
      List<String> photos = runs.photos(60);
      List<String> files = runs.withInFlight(4).files(RECIPE, "", photos);
      ChildProcess child =
          ChildProcess.start(folder, Map.of(), "run", files.get(0), "--conf", files.get(1));
      await().atMost(Duration.ofMinutes(3)).until(() -> runs.billed() > 10);
      child.signal("INT");
      CommandLine stopped = child.ended();

      assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(ExitCode.SOME_FAILED);
      assertThat(stopped.err())
          .contains("Stopping: calls that were sent come to their end. Once more to quit.")
          .endsWith(Interruption.REASON + System.lineSeparator());
      assertThat(stopped.rows()).hasSize(60);
      assertThat(stopped.summary().path("deferred").asInt()).isBetween(1, 59);
      assertThat(stopped.summary().path("failed").asInt()).isZero();
      long paid = runs.billed();
      assertThat(StudioRuns.sum(stopped.summary().path("billed"))).isEqualTo(paid);

      CommandLine next = runs.run(RECIPE, "", photos);

      assertThat(next.exitCode()).as(next.err()).isZero();
      assertThat(next.summary().path("saved").asLong()).isEqualTo(paid);
      assertThat(runs.billed()).isEqualTo(3 * 60);
    }
  }

  @Test
  void askedTwiceItEndsAtOnce() throws Exception {
    try (StudioRuns runs =
        new StudioRuns(folder, s -> s.withLatency(Delay.of(Duration.ofSeconds(60))))) {
      List<String> files = runs.files(RECIPE, "", runs.photos(4));
      ChildProcess child =
          ChildProcess.start(folder, Map.of(), "run", files.get(0), "--conf", files.get(1));
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> runs.studio().counts().calls().containsKey("AssessExposure"));
      child.signal("INT");
      await().atMost(Duration.ofMinutes(1)).until(() -> child.said().contains("Once more"));
      assertThat(child.isAlive()).isTrue();
      child.signal("INT");

      CommandLine ended = child.ended();
      assertThat(ended.exitCode()).isEqualTo(130);
      assertThat(ended.out()).isEmpty();
    }
  }
}
