package darkroom.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import darkroom.action.Money;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryTest {
  private static final Summary SCORED =
      new Summary(
          "score-photos",
          "FlinkRunner",
          2000,
          1986,
          10,
          3,
          1,
          0,
          Map.of("AssessSharpness", 1990L, "AssessExposure", 1989L),
          Map.of("AssessSharpness", 1987L, "AssessExposure", 1986L),
          7,
          2,
          Money.cny("7.9482"),
          0,
          Duration.ofMillis(41_100),
          tables("csv", "out/scores.csv", "jsonl", "out/scores.jsonl"));

  @Test
  void writesExactlyTheAgreedKeysInTheirOrder() {
    assertThat(SCORED.toJson())
        .isEqualTo(
            """
            {
              "job" : "score-photos",
              "runner" : "FlinkRunner",
              "photos" : 2000,
              "done" : 1986,
              "skipped" : 10,
              "rejected" : 3,
              "failed" : 1,
              "deferred" : 0,
              "calls" : {
                "AssessExposure" : 1989,
                "AssessSharpness" : 1990
              },
              "billed" : {
                "AssessExposure" : 1986,
                "AssessSharpness" : 1987
              },
              "saved" : 7,
              "possibly_billed_twice" : 2,
              "cost_cny" : 7.9482,
              "images" : 0,
              "elapsed_seconds" : 41.100,
              "tables" : {
                "csv" : "out/scores.csv",
                "jsonl" : "out/scores.jsonl"
              }
            }
            """);
  }

  @Test
  void readsBackWhatItWrote() {
    assertThat(Summary.parse(SCORED.toJson())).isEqualTo(SCORED);
    assertThat(Summary.parse(SCORED.toJson()).tables().keySet()).containsExactly("csv", "jsonl");
  }

  @Test
  void writesNumbersWithoutExponents() throws IOException {
    Summary summary = costing("100", Duration.ofNanos(1_234_567_890_123L));
    JsonNode json = new ObjectMapper().readTree(summary.toJson());

    assertThat(json.get("cost_cny").isNumber()).isTrue();
    assertThat(summary.toJson()).contains("\"cost_cny\" : 100,");
    assertThat(summary.toJson()).contains("\"elapsed_seconds\" : 1234.568,");
  }

  @Test
  void rejectsCountsThatDoNotAddUp() {
    assertThatThrownBy(() -> photos(5, 1, 1, 1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Expected done + skipped + rejected + failed + deferred for photos in the summary of"
                + " j but was 1 + 1 + 1 + 1 + 0 for 5");
    assertThatThrownBy(() -> photos(0, 1, 0, -1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected at least 0 for rejected in the summary of j but was -1");
  }

  @Test
  void rejectsNegativeCost() {
    assertThatThrownBy(() -> costing("-1", Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Expected no negative cost and time for the summary of j but was -1 CNY and PT0S");
  }

  @Test
  void rejectsJsonThatIsNoSummary() {
    assertThatThrownBy(() -> Summary.parse("{"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Expected a run's summary but was: Unexpected end-of-input");
    assertThatThrownBy(() -> Summary.parse("[]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected job in a run's summary but was []");
    assertThatThrownBy(() -> Summary.parse("{\"job\": \"j\", \"runner\": null}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected runner in a run's summary but was [job, runner]");
    assertThatThrownBy(
            () -> Summary.parse(SCORED.toJson().replace("\"job\"", "\"hue\" : 1, \"job\"")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Expected [job, runner, photos, done, skipped, rejected, failed, deferred, calls,"
                + " billed, saved, possibly_billed_twice, cost_cny, images, elapsed_seconds, tables]"
                + " in a run's summary but was also [hue]");
    assertThatThrownBy(() -> Summary.parse(SCORED.toJson().replace(": 2000", ": \"2000\"")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Expected a run's summary but was: Cannot coerce String value");
  }

  @ParameterizedTest
  @CsvSource({
    "3, 3, 0, 0, 0, 0, 0",
    "3, 0, 3, 0, 0, 0, 0",
    "0, 0, 0, 0, 0, 0, 0",
    "3, 2, 0, 1, 0, 0, 1",
    "3, 2, 0, 0, 1, 0, 1",
    "3, 2, 0, 0, 0, 1, 1",
  })
  void exitsWithZeroOnlyWhereEveryPhotoIsDone(
      long photos, long done, long skipped, long rejected, long failed, long deferred, int code) {
    assertThat(photos(photos, done, skipped, rejected, failed, deferred).exitCode())
        .isEqualTo(code);
  }

  @Test
  void tellsAPersonWhatWasDoneAndWhereItIs() {
    Map<String, Long> failures = Map.of("InvalidImage.Content", 1L, "TooLarge", 2L, "Timeout", 1L);
    assertThat(SCORED.text("out/summary.json", failures))
        .isEqualTo(
            """
            score-photos on FlinkRunner: 2000 photos in 41.1 s, 48.7/s
            photos    1986 done, 10 skipped, 3 rejected, 1 failed
            failures  TooLarge              2
                      InvalidImage.Content  1
                      Timeout               1
            calls     AssessExposure   1989 made  1986 billed
                      AssessSharpness  1990 made  1987 billed
            saved     7 calls
            cost      7.9482 CNY, 2 calls possibly billed twice
            tables    csv    out/scores.csv
                      jsonl  out/scores.jsonl
            summary: out/summary.json""");
  }

  @Test
  void leavesOutWhatThereIsNone() {
    assertThat(photos(0, 0, 0, 0, 0, 0).text("s.json", Map.of()))
        .isEqualTo(
            """
            j on DirectRunner: 0 photos in 0.0 s, 0.0/s
            photos  0 done
            cost    0 CNY
            summary: s.json""");
  }

  private static Summary photos(
      long photos, long done, long skipped, long rejected, long failed, long deferred) {
    return new Summary(
        "j",
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
        Duration.ZERO,
        Map.of());
  }

  private static Summary costing(String cny, Duration elapsed) {
    return new Summary(
        "j",
        "DirectRunner",
        0,
        0,
        0,
        0,
        0,
        0,
        Map.of(),
        Map.of(),
        0,
        0,
        Money.cny(cny),
        0,
        elapsed,
        Map.of());
  }

  private static Map<String, String> tables(String... pairs) {
    Map<String, String> tables = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      tables.put(pairs[i], pairs[i + 1]);
    }
    return tables;
  }
}
