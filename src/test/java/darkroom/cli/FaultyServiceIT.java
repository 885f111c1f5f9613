package darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import darkroom.action.Actions;
import darkroom.action.ApiError;
import darkroom.studio.ApiFaults;
import darkroom.studio.CallsPerSecond;
import darkroom.studio.Studio;
import darkroom.studio.StudioSettings;
import darkroom.studio.http.AccessKeys;
import darkroom.studio.http.Fault;
import darkroom.studio.http.FaultRule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs against a studio of its own that misbehaves on request. */
class FaultyServiceIT {
  private static final Path SAMPLES = Path.of("pipelines/samples").toAbsolutePath();
  private static final int COPIES = 30;

  @TempDir Path folder;

  private Studio studio;

  @AfterEach
  void closeStudio() {
    studio.close();
  }

  @Test
  void wrongCredentialsStopTheRunWithOneSentence() throws IOException {
    startStudio(s -> s.withKeys(AccessKeys.of("someone", "else")));

    CommandLine run = run(50);

    assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_SETUP);
    assertThat(run.err().lines().filter(line -> !line.startsWith("score ")))
        .singleElement()
        .asString()
        .contains("InvalidAccessKeyId");
    assertThat(studio.counts().billed()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DirectRunner", "FlinkRunner"})
  void aStopInTheMiddleDefersTheRestAndKeepsWhatWasPaid(String runner) throws IOException {
    startStudio(s -> s);
    studio.apiFaults().add(refusalAfter(20));

    CommandLine run = run(50, "--runner=" + runner);

    assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_SETUP);
    JsonNode summary = run.summary();
    assertThat(summary.path("photos").asInt()).isEqualTo(COPIES);
    assertThat(summary.path("deferred").asInt()).isPositive();
    assertThat(summary.path("done").asInt() + summary.path("deferred").asInt()).isEqualTo(COPIES);
    assertThat(billed(summary)).isEqualTo(billedByStudio());
    assertThat(run.err().strip())
        .endsWith(
            " but it answered InvalidApi.NotPurchase: Scripted: the service is not activated");
  }

  @Test
  void aTighterQuotaThanToldSlowsTheRunAndFailsNothing() throws IOException {
    startStudio(s -> s.withQuota(new CallsPerSecond(10)));

    CommandLine run = run(50);

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(studio.counts().refusals()).containsKey("Throttling.User");
    assertThat(run.rows()).allSatisfy(row -> assertThat(row.path("calls").asInt()).isEqualTo(3));
  }

  @Test
  void pacesItsCallsEvenlyUnderTheQuota() throws IOException {
    startStudio(s -> s.withQuota(new CallsPerSecond(1_000)));

    CommandLine run = run(20);

    assertThat(run.exitCode()).isZero();
    // The client keeps to 20 in virtual time; here a busy machine may delay some on their way, so
    // that they arrive together. Unpaced, all 30 would come at once.
    assertThat(studio.counts().peaks())
        .containsKeys("AssessSharpness", "AssessExposure", "AssessComposition")
        .allSatisfy((action, peak) -> assertThat(peak).isLessThanOrEqualTo(23));
  }

  @Test
  void countsAnswersThatWereLostAfterTheWorkWasDone() throws IOException {
    startStudio(s -> s);
    studio
        .apiFaults()
        .add(FaultRule.next(2, Fault.answerLost()).on(ApiFaults.calls(Actions.ASSESS_SHARPNESS)));

    CommandLine run = run(50);

    assertThat(run.exitCode()).isZero();
    JsonNode summary = run.summary();
    assertThat(summary.path("possibly_billed_twice").asInt()).isEqualTo(2);
    assertThat(sum(summary.path("calls"))).isEqualTo(3 * COPIES + 2);
    assertThat(billed(summary)).isEqualTo(3 * COPIES);
    assertThat(billedByStudio()).isEqualTo(3 * COPIES + 2);
  }

  @Test
  void retriesWhatPassesAndTellsOfWhatDoesNot() throws IOException {
    startStudio(s -> s);
    studio
        .apiFaults()
        .add(
            FaultRule.next(2, ApiFaults.error(ApiError.SERVICE_UNAVAILABLE))
                .on(ApiFaults.calls(Actions.ASSESS_SHARPNESS)));
    studio
        .apiFaults()
        .add(FaultRule.next(1, Fault.cut()).on(ApiFaults.calls(Actions.ASSESS_COMPOSITION)));
    studio
        .apiFaults()
        .add(
            FaultRule.next(1, ApiFaults.error(ApiError.INVALID_IMAGE_CONTENT))
                .on(ApiFaults.calls(Actions.ASSESS_EXPOSURE)));
    studio
        .apiFaults()
        .add(FaultRule.next(1, Fault.garbage()).on(ApiFaults.calls(Actions.ASSESS_COMPOSITION)));

    CommandLine run = run(50);

    assertThat(run.exitCode()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(run.failures())
        .extracting(failure -> failure.path("code").asText())
        .containsExactlyInAnyOrder("InvalidImage.Content", "UnreadableAnswer");
    assertThat(run.failures())
        .filteredOn(failure -> failure.path("code").asText().equals("InvalidImage.Content"))
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.path("action").asText()).isEqualTo("AssessExposure");
              assertThat(failure.path("billed").asText()).isEqualTo("no");
              assertThat(failure.path("retryable").asText()).isEqualTo("no");
              assertThat(failure.path("request_id").asText()).isNotEmpty();
            });
    assertThat(run.rows())
        .filteredOn(row -> row.path("status").asText().equals("failed"))
        .hasSizeBetween(1, 2)
        .allSatisfy(row -> assertThat(row.path("request_ids").asText()).isNotEmpty())
        .anySatisfy(row -> assertThat(row.path("exposure").isNull()).isTrue());
    assertThat(billed(run.summary())).isEqualTo(3 * COPIES - 2);
  }

  @Test
  void aBucketThatIsNotThereStopsTheRunWithOneSentence() throws IOException {
    startStudio(s -> s.withBuckets(List.of("other"), "other"));

    CommandLine run = run(50);

    assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_SETUP);
    assertThat(run.err()).contains("NoSuchBucket").contains("photos");
    assertThat(studio.counts().billed()).isEmpty();
  }

  @Test
  void noSecretAndNoSignatureIsWrittenAnywhere() throws IOException {
    startStudio(s -> s);
    studio.apiFaults().add(FaultRule.every(3, Fault.html(400)));

    CommandLine run = run(50);

    assertThat(run.out() + run.err() + run.rows() + run.failures())
        .doesNotContain(AccessKeys.STANDARD_SECRET)
        .doesNotContain("Signature=");
  }

  private void startStudio(UnaryOperator<StudioSettings> changes) {
    StudioSettings settings =
        StudioSettings.standard(folder.resolve("studio")).withQuota(new CallsPerSecond(1_000));
    studio = Studio.start(changes.apply(settings));
  }

  /** Refuses every call after some, as a service that was switched off. */
  private static FaultRule refusalAfter(int calls) {
    int[] seen = {0};
    return FaultRule.every(1, ApiFaults.error(ApiError.INVALID_API_NOT_PURCHASE))
        .on(
            request -> {
              synchronized (seen) {
                return request.header("x-acs-action").isPresent() && ++seen[0] > calls;
              }
            });
  }

  /** Scores copies of a photo, each of another content: what is the same is paid for once. */
  private CommandLine run(int callsPerSecond, String... options) throws IOException {
    Path photos = Files.createDirectories(folder.resolve("photos"));
    byte[] photo = Files.readAllBytes(SAMPLES.resolve("chelsea.png"));
    for (int i = 0; i < COPIES; i++) {
      Files.write(photos.resolve(i + ".png"), numbered(photo, i));
    }
    Path job = ScoringFiles.job(folder, photos + "/*.png", folder.resolve("tables").toString());
    Path conf = ScoringFiles.conf(folder, studio.endpoint(), callsPerSecond);
    Files.writeString(
        conf,
        """
        retry:
          deadline: 20s
          call_timeout: 10s
          longest_backoff: 1s
          budget: 0.5
        """,
        StandardOpenOption.APPEND);
    String[] arguments = new String[options.length + 4];
    arguments[0] = "run";
    arguments[1] = job.toString();
    arguments[2] = "--conf";
    arguments[3] = conf.toString();
    System.arraycopy(options, 0, arguments, 4, options.length);
    return CommandLine.run(arguments);
  }

  /** The same pixels behind a comment of their own, which stands after a PNG's first chunk. */
  private static byte[] numbered(byte[] png, int number) {
    int header = 8 + 25;
    byte[] chunk = ("tEXtComment\0" + number).getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(chunk);
    return ByteBuffer.allocate(png.length + 12 + chunk.length - 4)
        .put(png, 0, header)
        .putInt(chunk.length - 4)
        .put(chunk)
        .putInt((int) crc.getValue())
        .put(png, header, png.length - header)
        .array();
  }

  private long billedByStudio() {
    return studio.counts().billed().values().stream().mapToLong(Long::longValue).sum();
  }

  private static long billed(JsonNode summary) {
    return sum(summary.path("billed"));
  }

  private static long sum(JsonNode counts) {
    long sum = 0;
    for (JsonNode count : counts) {
      sum += count.asLong();
    }
    return sum;
  }
}
