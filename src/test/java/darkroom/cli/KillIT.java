package darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kills runs; {@code darkroom.bench.KillRuns} does the same many times over many photos. */
class KillIT {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"DirectRunner, 2", "FlinkRunner, 1"})
  void killedAtAnyMomentAndRunAgainItPaysAtMostForCallsInFlight(String runner, int kills)
      throws Exception {
    try (KillTrial trial = KillTrial.of(folder, 12, runner)) {
      KillTrial.Result result = trial.run(kills, 7);

      assertThat(result.kills()).isEqualTo(kills);
      assertThat(result.lost()).isEmpty();
      // What was paid for and recorded is not called for again, nor is a job submitted again.
      assertThat(result.extra()).isEqualTo(result.unrecorded());
      assertThat(result.extraJobs()).isEqualTo(result.unrecordedJobs());
      assertThat(result.mostUnrecorded()).isLessThanOrEqualTo(2L * KillTrial.IN_FLIGHT);
    }
  }
}
