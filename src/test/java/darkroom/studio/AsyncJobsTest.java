package darkroom.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import darkroom.action.Actions;
import darkroom.action.JobStatus;
import darkroom.studio.http.Delay;
import darkroom.studio.operation.Operation;
import darkroom.studio.operation.Picture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Asynchronous calls of the studio, and questions for what became of them. */
class AsyncJobsTest {
  private static final String ACTION = Actions.RECOLOR_HD_IMAGE.name();
  private static final Picture PICTURE =
      new Picture(new byte[] {'p', 'i', 'c'}, "image/png", "png");

  private final CountDownLatch gate = new CountDownLatch(1);
  private final AtomicInteger worked = new AtomicInteger();
  private RunningStudio studio = started(s -> s);

  @AfterEach
  void stop() {
    gate.countDown();
    studio.close();
  }

  private RunningStudio started(UnaryOperator<StudioSettings> changes) {
    return RunningStudio.started(
        s -> changes.apply(s.withQuota(Actions.GET_ASYNC_JOB_RESULT, new CallsPerSecond(10_000))),
        recolouring());
  }

  /** Counts its calls and hands out the same picture. */
  private Operation recolouring() {
    return RunningStudio.operation(
        Actions.RECOLOR_HD_IMAGE,
        image -> {
          worked.incrementAndGet();
          return Map.of("ImageList", List.of(PICTURE));
        });
  }

  private void restart(UnaryOperator<StudioSettings> changes) {
    restart(started(changes));
  }

  private void restart(RunningStudio other) {
    studio.close();
    studio = other;
  }

  private SignedCall call() {
    return SignedCall.acs3(ACTION, Map.of("Url", studio.image(), "Degree", "0.5"));
  }

  private String submit() {
    return studio.json(call()).at("/RequestId").textValue();
  }

  private JsonNode ask(String jobId) {
    return studio.json(SignedCall.acs3("GetAsyncJobResult", Map.of("JobId", jobId)));
  }

  private String status(String jobId) {
    return ask(jobId).at("/Data/Status").textValue();
  }

  private JsonNode end(String jobId) {
    await().until(() -> !List.of("QUEUING", "PROCESSING").contains(status(jobId)));
    return ask(jobId).at("/Data");
  }

  private StudioCounts counts() {
    return studio.studio().counts();
  }

  @Test
  void answersAtOnceAndTellsTheResultLater() throws Exception {
    HttpResponse<String> submitted = studio.send(call());

    JsonNode answer = RunningStudio.json(submitted);
    assertThat(submitted.statusCode()).isEqualTo(200);
    assertThat(answer.fieldNames()).toIterable().containsExactly("RequestId", "Message");
    String jobId = answer.at("/RequestId").textValue();
    JsonNode data = end(jobId);
    assertThat(data.fieldNames()).toIterable().containsExactly("JobId", "Status", "Result");
    assertThat(data.at("/JobId").textValue()).isEqualTo(jobId);
    assertThat(data.at("/Status").textValue()).isEqualTo("PROCESS_SUCCESS");
    JsonNode result = new ObjectMapper().readTree(data.at("/Result").textValue());
    URI link = URI.create(result.at("/ImageList/0").textValue());
    assertThat(studio.get(link).body()).isEqualTo("pic");
  }

  @Test
  void billsAJobWhenItSucceeds() {
    restart(s -> s.withJobLatency(Delay.of(Duration.ofMillis(300))));

    String jobId = submit();

    assertThat(counts().submitted()).isEqualTo(Map.of(ACTION, 1L));
    assertThat(counts().billed()).isEmpty();
    end(jobId);
    assertThat(counts().billed()).isEqualTo(Map.of(ACTION, 1L));
    assertThat(ask(jobId).at("/Data/Status").textValue()).isEqualTo("PROCESS_SUCCESS");
    assertThat(counts().billed()).isEqualTo(Map.of(ACTION, 1L));
    await().until(() -> counts().pendingJobs() == 0);
  }

  @Test
  void waitsInTheQueueUntilAWorkerIsFree() {
    restart(
        RunningStudio.started(
            s -> s.withQuota(Actions.GET_ASYNC_JOB_RESULT, new CallsPerSecond(10_000)),
            RunningStudio.operation(
                Actions.RECOLOR_HD_IMAGE,
                image -> {
                  try {
                    gate.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  return Map.of("ImageList", List.of(PICTURE));
                })));
    int workers = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    List<String> jobIds = IntStream.range(0, workers + 2).mapToObj(i -> submit()).toList();

    await().until(() -> jobIds.stream().filter(id -> is(id, "PROCESSING")).count() == workers);
    assertThat(status(jobIds.get(workers + 1))).isEqualTo("QUEUING");
    gate.countDown();
    jobIds.forEach(id -> assertThat(end(id).at("/Status").asText()).isEqualTo("PROCESS_SUCCESS"));
  }

  private boolean is(String jobId, String status) {
    return status(jobId).equals(status);
  }

  @Test
  void refusesAtOnceWhatItCanSee() {
    assertThat(code(Map.of("Url", studio.image()))).isEqualTo("ParameterError");
    assertThat(code(Map.of("Url", "no link", "Degree", "0.5"))).isEqualTo("InvalidImage.URL");
    String small = studio.image("/photos/small.png", Samples.png(64, 64));
    assertThat(code(Map.of("Url", small, "Degree", "0.5"))).isEqualTo("InvalidImage.Resolution");
    assertThat(counts().submitted()).isEmpty();
    assertThat(counts().pendingJobs()).isZero();
  }

  private String code(Map<String, String> arguments) {
    return studio.json(SignedCall.acs3(ACTION, arguments)).at("/Code").textValue();
  }

  @Test
  void photoThatCannotBeDecodedFailsTheJobForFree() {
    String photo = studio.image("/photos/hollow.png", Samples.declaringPng(100, 100));

    JsonNode submitted =
        studio.json(SignedCall.acs3(ACTION, Map.of("Url", photo, "Degree", "0.5")));

    JsonNode data = end(submitted.at("/RequestId").textValue());
    assertThat(data.at("/Status").textValue()).isEqualTo("PROCESS_FAILED");
    assertThat(data.at("/ErrorCode").textValue()).isEqualTo("InvalidImage.Content");
    assertThat(data.at("/ErrorMessage").textValue())
        .isEqualTo(
            "Expected a whole image for RecolorHDImage.Url but was one that cannot be decoded");
    assertThat(data.has("Result")).isFalse();
    assertThat(counts().billed()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"PROCESS_FAILED", "TIMEOUT_FAILED", "LIMIT_RETRY_FAILED", "JOB_CANCELED"})
  void scriptsHowTheNextJobsEnd(JobStatus status) {
    studio.studio().jobFaults().next(1, JobFault.ends(status, "InternalError.Busy"));

    JsonNode struck = end(submit());
    JsonNode next = end(submit());

    assertThat(struck.at("/Status").textValue()).isEqualTo(status.name());
    assertThat(struck.at("/ErrorCode").textValue()).isEqualTo("InternalError.Busy");
    assertThat(struck.at("/ErrorMessage").textValue()).startsWith("Scripted to end at ");
    assertThat(next.at("/Status").textValue()).isEqualTo("PROCESS_SUCCESS");
    assertThat(worked).hasValue(1);
    assertThat(counts().billed()).isEqualTo(Map.of(ACTION, 1L));
  }

  @Test
  void scriptsAJobThatStaysAndThenGoesItsWay() {
    studio.studio().jobFaults().next(1, JobFault.stays(Duration.ofMillis(500)));
    long start = System.nanoTime();

    String jobId = submit();

    await().until(() -> is(jobId, "PROCESSING"));
    assertThat(end(jobId).at("/Status").textValue()).isEqualTo("PROCESS_SUCCESS");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(500));
  }

  @Test
  void scriptsFailuresOnly() {
    assertThatThrownBy(() -> JobFault.ends(JobStatus.PROCESSING))
        .hasMessage("Expected a status of failure for a job's end but was PROCESSING");
  }

  @Test
  void forgetsAFinishedJobAfterAWhile() {
    MovableClock clock = new MovableClock(Instant.now());
    restart(s -> s.withClock(clock).withJobTtl(Duration.ofMinutes(5)));
    String jobId = submit();
    await().until(() -> counts().pendingJobs() == 0);

    clock.advance(Duration.ofMinutes(5).minusMillis(1));
    assertThat(ask(jobId).at("/Data/Status").textValue()).isEqualTo("PROCESS_SUCCESS");
    clock.advance(Duration.ofMillis(1));

    assertThat(ask(jobId).at("/Code").textValue()).isEqualTo("ParameterError");
    assertThat(ask(jobId).at("/Message").textValue())
        .isEqualTo(
            "Expected the RequestId of an asynchronous call for GetAsyncJobResult.JobId but was "
                + jobId);
  }

  @Test
  void refusesMoreJobsThanItTakes() {
    restart(s -> s.withMostJobs(2).withJobLatency(Delay.of(Duration.ofMinutes(10))));
    submit();
    submit();

    JsonNode refused = studio.json(call());

    assertThat(refused.at("/Code").textValue()).isEqualTo("Throttling.User");
    assertThat(refused.at("/Message").textValue())
        .isEqualTo("Expected at most 2 unfinished jobs for RecolorHDImage but was more");
    assertThat(counts().pendingJobs()).isEqualTo(2);
    assertThat(counts().submitted()).isEqualTo(Map.of(ACTION, 2L));
  }

  @Test
  void pendingJobsHoldNeitherThreadsNorPixels() {
    restart(s -> s.withJobLatency(Delay.of(Duration.ofMinutes(10))));
    submit();
    int threads = studioThreads();

    IntStream.range(0, 300).forEach(i -> submit());

    assertThat(counts().pendingJobs()).isEqualTo(301);
    assertThat(studioThreads()).isLessThanOrEqualTo(threads + 2);
    assertThat(worked).hasValue(0);
  }

  private static int studioThreads() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(
                thread ->
                    thread.getName().startsWith("studio-work")
                        || thread.getName().startsWith("studio-jobs"))
            .count();
  }

  @Test
  void questionsAreHeldToTheirQuota() {
    MovableClock clock = new MovableClock(Instant.now());
    restart(s -> s.withClock(clock).withQuota(Actions.GET_ASYNC_JOB_RESULT, new CallsPerSecond(1)));
    String jobId = submit();

    assertThat(ask(jobId).has("Data")).isTrue();
    assertThat(ask(jobId).at("/Code").textValue()).isEqualTo("Throttling.User");
  }

  @Test
  void answersInXmlToo() throws IOException {
    HttpResponse<String> submitted = studio.send(call().parameter("Format", "XML"));

    assertThat(submitted.body())
        .matches(
            "(?s).*<RecolorHDImageResponse><RequestId>[0-9A-F-]{36}</RequestId><Message>.+"
                + "</Message></RecolorHDImageResponse>");
  }

  @Test
  void refusesMoreCallsThanMayWait() throws Exception {
    restart(
        RunningStudio.started(
            s -> s.withMostWaiting(1),
            RunningStudio.operation(
                Actions.ASSESS_SHARPNESS,
                image -> {
                  worked.incrementAndGet();
                  try {
                    gate.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  return Map.of("Sharpness", 0.5);
                })));
    SignedCall[] calls =
        IntStream.range(0, Runtime.getRuntime().availableProcessors() + 3)
            .mapToObj(i -> SignedCall.acs3("AssessSharpness", Map.of("ImageURL", studio.image())))
            .toArray(SignedCall[]::new);
    List<Thread> callers =
        List.of(calls).stream().map(call -> new Thread(() -> studio.send(call))).toList();

    callers.forEach(Thread::start);

    await().until(() -> counts().refusals().getOrDefault("Throttling.User", 0L) == 2);
    gate.countDown();
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(counts().billed()).isEqualTo(Map.of("AssessSharpness", calls.length - 2L));
  }
}
