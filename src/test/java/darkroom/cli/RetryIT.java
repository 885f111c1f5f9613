package darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.ApiError;
import darkroom.studio.ApiFaults;
import darkroom.studio.CallsPerSecond;
import darkroom.studio.Studio;
import darkroom.studio.StudioSettings;
import darkroom.studio.http.FaultRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs a job against a studio that fails some calls, and then again for what failed. */
class RetryIT {
  private static final Path SAMPLES = Path.of("pipelines/samples").toAbsolutePath();
  private static final List<String> PHOTOS =
      List.of("chelsea.png", "coffee.png", "rocket.jpg", "camera.png", "astronaut.png");

  @TempDir Path folder;

  private Studio studio;
  private String job;
  private String conf;

  @BeforeEach
  void start() throws IOException {
    studio =
        Studio.start(
            StudioSettings.standard(folder.resolve("studio")).withQuota(new CallsPerSecond(1_000)));
    Path photos = Files.createDirectories(folder.resolve("photos"));
    for (String photo : PHOTOS) {
      Files.copy(SAMPLES.resolve(photo), photos.resolve(photo));
    }
    job = ScoringFiles.job(folder, photos + "/*", folder.resolve("tables").toString()).toString();
    conf = ScoringFiles.conf(folder, studio.endpoint(), 50).toString();
  }

  @AfterEach
  void closeStudio() {
    studio.close();
  }

  @Test
  void mendsFailuresOfOneClassAndKeepsTheOthers() {
    fail(ApiError.INVALID_IMAGE_DOWNLOAD, Actions.ASSESS_SHARPNESS, 2);
    failLast(ApiError.INVALID_IMAGE_CONTENT, Actions.ASSESS_COMPOSITION);
    CommandLine run = CommandLine.run("run", job, "--conf", conf);
    List<JsonNode> before = run.failures();
    assertThat(before)
        .extracting(row -> row.path("code").asText())
        .containsExactlyInAnyOrder(
            "InvalidImage.Download", "InvalidImage.Download", "InvalidImage.Content");
    long paid = paid();

    CommandLine retry = CommandLine.run("retry", job, "--class", "download", "--conf", conf);

    assertThat(retry.err()).contains("Photos to try again: 2 of ");
    assertThat(retry.exitCode()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(paid()).isEqualTo(paid + 2);
    assertThat(retry.summary().path("billed").toString()).isEqualTo("{\"AssessSharpness\":2}");
    assertThat(retry.rows()).hasSize(PHOTOS.size());
    assertThat(retry.failures())
        .singleElement()
        .satisfies(row -> assertThat(told(row)).isEqualTo(told(refused(before))));
    assertThat(retry.rows())
        .filteredOn(row -> row.path("status").asText().equals("failed"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.path("uri")).isEqualTo(refused(before).path("uri"));
              assertThat(row.path("exposure").isNumber()).isTrue();
              assertThat(row.path("calls").asInt()).isZero();
            });
  }

  @Test
  void retriesWithoutClassWhatAnotherTryMayHelp() {
    fail(ApiError.INVALID_IMAGE_DOWNLOAD, Actions.ASSESS_SHARPNESS, 2);
    failLast(ApiError.INVALID_IMAGE_CONTENT, Actions.ASSESS_COMPOSITION);
    CommandLine.run("run", job, "--conf", conf);

    CommandLine retry = CommandLine.run("retry", job, "--conf", conf);

    assertThat(retry.failures())
        .extracting(row -> row.path("code").asText())
        .containsExactly("InvalidImage.Content");
  }

  @Test
  void makesNoCallForPhotoThatIsNew() throws IOException {
    CommandLine.run("run", job, "--conf", conf);
    long paid = paid();
    Files.copy(SAMPLES.resolve("seeding.jpg"), folder.resolve("photos/seeding.jpg"));

    CommandLine retry = CommandLine.run("retry", job, "--conf", conf);

    assertThat(paid()).isEqualTo(paid);
    assertThat(retry.summary().path("done").asInt()).isEqualTo(PHOTOS.size());
    assertThat(retry.summary().path("deferred").asInt()).isEqualTo(1);
    assertThat(retry.failures())
        .extracting(row -> row.path("code").asText())
        .containsOnly("NotRetried");
  }

  @Test
  void needsTablesOfEarlierRun() {
    CommandLine retry = CommandLine.run("retry", job, "--conf", conf);

    assertThat(retry.exitCode()).isEqualTo(ExitCode.WRONG_SETUP);
    assertThat(retry.err().strip())
        .isEqualTo(
            "Expected the failures of an earlier run to retry but there is no "
                + folder.resolve("tables")
                + "/failures.jsonl ("
                + job
                + ")");
  }

  @Test
  void namesClassesWhereOneIsUnknown() {
    CommandLine retry = CommandLine.run("retry", job, "--class", "slow", "--conf", conf);

    assertThat(retry.exitCode()).isEqualTo(ExitCode.WRONG_SETUP);
    assertThat(retry.err().strip())
        .isEqualTo(
            "Expected one of throttled, timeout, expired, download, outage, file, unfit, manifest,"
                + " budget, setup, refused, other for --class but was slow");
  }

  private void fail(ApiError error, Action action, int times) {
    studio
        .apiFaults()
        .add(FaultRule.next(times, ApiFaults.error(error)).on(ApiFaults.calls(action)));
  }

  /** Another photo than the first ones. */
  private void failLast(ApiError error, Action action) {
    studio
        .apiFaults()
        .add(FaultRule.every(PHOTOS.size(), ApiFaults.error(error)).on(ApiFaults.calls(action)));
  }

  private long paid() {
    return studio.counts().billed().values().stream().mapToLong(Long::longValue).sum();
  }

  private static JsonNode refused(List<JsonNode> failures) {
    return failures.stream()
        .filter(row -> row.path("code").asText().equals("InvalidImage.Content"))
        .findFirst()
        .orElseThrow();
  }

  /** What a row says but for when and how often. */
  private static List<String> told(JsonNode row) {
    return List.of(
            "uri", "status", "step", "action", "code", "message", "request_id", "consequence")
        .stream()
        .map(column -> row.path(column).asText())
        .toList();
  }
}
