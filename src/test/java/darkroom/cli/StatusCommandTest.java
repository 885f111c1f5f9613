package darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import darkroom.action.Money;
import darkroom.ledger.CallKey;
import darkroom.ledger.Ledger;
import darkroom.ledger.PaidCall;
import darkroom.ledger.SubmittedJob;
import darkroom.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {
  private static final Instant NOW = Instant.now();
  private static final Instant YEARS_AGO = Instant.parse("2020-02-01T00:00:00Z");

  @TempDir Path folder;
  private Path tables;
  private String job;

  @BeforeEach
  void writeJob() throws IOException {
    tables = Files.createDirectories(folder.resolve("tables"));
    job = ScoringFiles.job(folder, folder + "/photos.csv", tables.toString()).toString();
  }

  @Test
  void tellsWhatIsDoneMissingFailedAndSpent() throws IOException {
    writeTables(10, 4, 2, 1, 3, 0);
    writeLedger();

    CommandLine status = CommandLine.run("status", job);

    assertThat(status.err()).isEmpty();
    assertThat(status.exitCode()).isEqualTo(1);
    assertThat(status.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
        .containsExactly(
            "job: score",
            "last run: 10 photos: 4 done, 2 skipped, 1 rejected, 3 failed, 0 deferred",
            "missing: 4",
            "throttled 2 Throttling, Throttling.User",
            "download 1 InvalidImage.Download",
            "spent:",
            "last run 0.002 CNY 1 paid calls, 1 more may have been billed",
            YearMonth.now(ZoneOffset.UTC) + " 0.002 CNY 1 paid calls, 1 more may have been billed",
            "in all 0.004 CNY 2 paid calls, 2 more may have been billed",
            "AssessSharpness 0.004 CNY 2 paid calls, 2 more may have been billed",
            "jobs submitted and not asked for yet: 1");
  }

  @Test
  void tellsTheSameAsJson() throws IOException {
    writeTables(10, 4, 2, 1, 3, 0);
    writeLedger();

    JsonNode status = new ObjectMapper().readTree(CommandLine.run("status", job, "--json").out());

    assertThat(status.path("job").asText()).isEqualTo("score");
    assertThat(status.path("last_run").path("failed").asInt()).isEqualTo(3);
    assertThat(status.path("missing").asInt()).isEqualTo(4);
    assertThat(status.path("failures").toString())
        .isEqualTo(
            "{\"throttled\":{\"Throttling\":1,\"Throttling.User\":1},"
                + "\"download\":{\"InvalidImage.Download\":1}}");
    assertThat(status.path("spent").path("this_month").path("cost_cny").decimalValue())
        .isEqualByComparingTo("0.002");
    assertThat(status.path("spent").path("in_all").path("paid").asInt()).isEqualTo(2);
    assertThat(status.path("actions").path("AssessSharpness").path("sent").asInt()).isEqualTo(4);
    assertThat(status.path("open_jobs").asInt()).isEqualTo(1);
  }

  @Test
  void succeedsWhereAllIsDone() throws IOException {
    writeTables(5, 3, 2, 0, 0, 0);

    CommandLine status = CommandLine.run("status", job);

    assertThat(status.exitCode()).isZero();
    assertThat(status.out()).contains("missing: 0\n").contains("0 CNY  0 paid calls\n");
  }

  @Test
  void tellsOfJobThatNeverCameToItsEnd() throws IOException {
    Files.delete(tables);

    CommandLine status = CommandLine.run("status", job);

    assertThat(status.exitCode()).isEqualTo(1);
    assertThat(status.out()).contains("last run: none has come to its end\n");
    assertThat(CommandLine.run("status", job, "--json").out())
        .contains("\"last_run\" : null")
        .contains("\"missing\" : null");
  }

  @Test
  void failsForJobThatIsNotThere() {
    CommandLine status = CommandLine.run("status", folder + "/none.yaml");

    assertThat(status.exitCode()).isEqualTo(2);
    assertThat(status.err()).contains("none.yaml");
  }

  private void writeLedger() throws IOException {
    Ledger ledger = Ledger.in(tables + "/ledger/");
    ledger.record(paid("a", "run-1", YEARS_AGO));
    ledger.record(paid("b", "run-2", NOW));
    ledger.record(
        new SubmittedJob(key("c"), "sha256:c", "GenerateDynamicImage", "J-1", 1, 0, "run-2", NOW));
  }

  private static PaidCall paid(String content, String runId, Instant time) {
    return new PaidCall(
        key(content),
        "sha256:" + content,
        "AssessSharpness",
        "R-" + content,
        "{\"Sharpness\":0.5}",
        List.of(),
        Money.cny("0.002"),
        2,
        1,
        640,
        480,
        runId,
        time);
  }

  private static CallKey key(String content) {
    return CallKey.ofOutput(content, "", 0, 0);
  }

  private void writeTables(
      long photos, long done, long skipped, long rejected, long failed, long deferred)
      throws IOException {
    Path failures = tables.resolve("failures.jsonl");
    Files.write(
        failures,
        failed == 0
            ? List.of()
            : List.of(
                "{\"code\":\"Throttling.User\"}",
                "{\"code\":\"Throttling\"}",
                "{\"code\":\"InvalidImage.Download\"}"));
    Summary summary =
        new Summary(
            "score",
            "DirectRunner",
            photos,
            done,
            skipped,
            rejected,
            failed,
            deferred,
            Map.of(),
            Map.of(),
            0,
            0,
            Money.ZERO,
            0,
            Duration.ofSeconds(1),
            Map.of("failures", failures.toString()));
    Files.writeString(tables.resolve("summary.json"), summary.toJson());
  }
}
