package darkroom.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import darkroom.action.ApiError.Remedy;
import darkroom.action.Rate;
import darkroom.action.SignatureScheme;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A poller in virtual time, before a service that holds jobs. */
class JobPollerTest {
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final VirtualTiming timing = VirtualTiming.exact();
  private final FakeJobs jobs = new FakeJobs(timing);
  private final Random random = new Random(7);
  private ApiClient api = api(100);
  private JobPoller poller = JobPoller.of(api, timing);

  private ApiClient api(double rate) {
    return ApiClient.over(jobs, settings(rate), timing);
  }

  private static ClientSettings settings(double rate) {
    return new ClientSettings(
        URI.create("http://service.example"),
        SignatureScheme.ACS3,
        Map.of(),
        Rate.perSecond(rate),
        RetryPolicy.standard());
  }

  private void pollAt(double rate) {
    api = api(rate);
    poller = JobPoller.of(api, timing);
  }

  private CompletableFuture<JobResult> await(String jobId) {
    return poller.await(jobId, PATIENCE);
  }

  private CompletableFuture<JobResult> submit(String jobId, Duration untilOver) {
    jobs.take(jobId, untilOver);
    return await(jobId);
  }

  private List<CompletableFuture<JobResult>> submit(int count, int leastSeconds, int mostSeconds) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              int spread = 1000 * (mostSeconds - leastSeconds) + 1;
              int millis = 1000 * leastSeconds + random.nextInt(spread);
              return submit("J" + i, Duration.ofMillis(millis));
            })
        .toList();
  }

  private JobResult result(CompletableFuture<JobResult> job) {
    timing.passUntil(job::isDone);
    return job.join();
  }

  private void finish(List<CompletableFuture<JobResult>> waiting) {
    timing.passUntil(() -> waiting.stream().allMatch(CompletableFuture::isDone));
  }

  private static JobResult finished(String jobId) {
    return new JobResult.Finished(
        jobId,
        "R",
        JsonNodeFactory.instance
            .objectNode()
            .set("ImageList", JsonNodeFactory.instance.arrayNode().add("http://b/" + jobId)));
  }

  private void answer(Answer... answers) {
    jobs.trouble =
        before -> before < answers.length ? Optional.of(answers[before]) : Optional.empty();
  }

  @Test
  void tellsTheDataOfAFinishedJob() {
    assertThat(result(submit("J", Duration.ofSeconds(3)))).isEqualTo(finished("J"));
    assertThat(jobs.asked.get(0).at()).isEqualTo(Duration.ofSeconds(1).toNanos());
    assertThat(timing.elapsed()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5));
    assertThat(poller.pending()).isZero();
  }

  static Stream<Arguments> ends() {
    return Stream.of(
        Arguments.of(
            FakeJobs.told("PROCESS_FAILED", "", "InvalidImage.Content", "no image"),
            new JobResult.Failed(
                "J",
                "InvalidImage.Content",
                "Expected PROCESS_SUCCESS but was PROCESS_FAILED, InvalidImage.Content: no image",
                Remedy.REFUSED)),
        Arguments.of(
            FakeJobs.told("PROCESS_FAILED", "", "InternalError.Busy", ""),
            new JobResult.Failed(
                "J",
                "InternalError.Busy",
                "Expected PROCESS_SUCCESS but was PROCESS_FAILED, InternalError.Busy",
                Remedy.RETRY)),
        Arguments.of(
            FakeJobs.told("PROCESS_FAILED", ""),
            new JobResult.Failed(
                "J",
                "PROCESS_FAILED",
                "Expected PROCESS_SUCCESS but was PROCESS_FAILED",
                Remedy.REFUSED)),
        Arguments.of(
            FakeJobs.told("TIMEOUT_FAILED", "", "E", "slow http://b/p?Signature=abc"),
            new JobResult.Failed(
                "J",
                "TIMEOUT_FAILED",
                "Expected PROCESS_SUCCESS but was TIMEOUT_FAILED, E: slow"
                    + " http://b/p?Signature=***",
                Remedy.RETRY)),
        Arguments.of(
            FakeJobs.told("JOB_CANCELED", ""),
            new JobResult.Failed(
                "J",
                "JOB_CANCELED",
                "Expected PROCESS_SUCCESS but was JOB_CANCELED",
                Remedy.RETRY)),
        Arguments.of(
            FakeJobs.told("LIMIT_RETRY_FAILED", "", "", "later"),
            new JobResult.SubmitAgain(
                "J",
                "LIMIT_RETRY_FAILED",
                "Expected PROCESS_SUCCESS but was LIMIT_RETRY_FAILED, later")),
        Arguments.of(
            FakeJobs.told("PROCESS_SUCCESS", "{\"ImageList\":"),
            new JobResult.Failed(
                "J",
                "UnreadableResult",
                "Expected a JSON object for Result of job J but was '{\"ImageList\":'",
                Remedy.REFUSED)),
        Arguments.of(
            FakeJobs.told("PROCESS_SUCCESS", "[]"),
            new JobResult.Failed(
                "J",
                "UnreadableResult",
                "Expected a JSON object for Result of job J but was '[]'",
                Remedy.REFUSED)),
        Arguments.of(
            FakeJobs.told("PROCESS_SUCCESS", ""),
            new JobResult.Failed(
                "J",
                "UnreadableResult",
                "Expected a JSON object for Result of job J but was nothing",
                Remedy.REFUSED)),
        Arguments.of(
            FakeJobs.problem("AuthFailed", Remedy.STOP),
            new JobResult.Failed("J", "AuthFailed", "because", Remedy.STOP)));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void tellsHowAJobEnded(Answer answer, JobResult end) {
    answer(FakeJobs.told("QUEUING", ""), answer);

    assertThat(result(await("J"))).isEqualTo(end);
    assertThat(jobs.asked).hasSize(2);
  }

  @Test
  void asksAgainWhereAQuestionFails() {
    answer(
        Answer.Problem.onTheWay("ConnectionLost", "broke", Answer.Billing.POSSIBLE),
        FakeJobs.problem("ServiceUnavailable", Remedy.RETRY),
        FakeJobs.problem("Throttling.User", Remedy.SLOW_DOWN),
        Answer.Problem.unreadable(200, "<html>"),
        Answer.Problem.unreadable(502, "<html>"),
        FakeJobs.problem("ParameterError", Remedy.REFUSED));

    assertThat(result(submit("J", Duration.ZERO))).isEqualTo(finished("J"));
    assertThat(jobs.asked).hasSize(7);
  }

  @Test
  void jobTheServiceDoesNotKnowFailsWhenAskedForAgain() {
    assertThat(result(await("J")))
        .isEqualTo(
            new JobResult.Failed(
                "J",
                "JobUnknown",
                "Expected a job that the service knows for J but was ParameterError: because",
                Remedy.RETRY));
    assertThat(jobs.asked).hasSize(2);
  }

  @Test
  void unknownStatusIsOneOnTheWay() {
    jobs.trouble = before -> Optional.of(FakeJobs.told("POST_PROCESSING", ""));

    JobResult result = result(poller.await("J", Duration.ofSeconds(20)));

    assertThat(result)
        .isEqualTo(
            new JobResult.Pending(
                "J", "POST_PROCESSING", "Expected PROCESS_SUCCESS but was POST_PROCESSING"));
    assertThat(timing.elapsed()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void deadlineTellsWhatTheLastQuestionCameTo() {
    jobs.trouble = before -> Optional.of(Answer.Problem.unreadable(502, "<html>"));

    assertThat(result(poller.await("J", Duration.ofSeconds(5))))
        .isEqualTo(new JobResult.Pending("J", "", "UnreadableAnswer: <html>"));
    assertThat(poller.pending()).isZero();
  }

  @Test
  void asksForEachJobAtMostOnceASecond() {
    jobs.trouble =
        before ->
            before % 5 == 0
                ? Optional.of(FakeJobs.problem("InternalError.Busy", Remedy.RETRY))
                : Optional.empty();
    jobs.latency = () -> Duration.ofMillis(random.nextInt(2_000));

    finish(submit(200, 0, 60));

    Map<String, Long> last = new HashMap<>();
    assertThat(jobs.asked)
        .hasSizeGreaterThan(300)
        .allSatisfy(
            asked -> {
              Long before = last.put(asked.jobId(), asked.at());
              assertThat(before == null || asked.at() - before >= 1_000_000_000L).isTrue();
            });
  }

  @Test
  void neverAsksMoreThanTheQuota() {
    pollAt(10);

    finish(submit(300, 0, 5));

    List<Long> at = jobs.asked.stream().map(FakeJobs.Asked::at).toList();
    assertThat(IntStream.range(10, at.size()))
        .allMatch(i -> at.get(i) - at.get(i - 10) > 1_000_000_000L);
  }

  @Test
  void asksForThoseThatWaitedLongestFirst() {
    submit(200, 3600, 3600);

    timing.pass(Duration.ofSeconds(75));

    List<String> asked = jobs.asked.stream().map(FakeJobs.Asked::jobId).toList();
    assertThat(asked.subList(0, 150))
        .containsExactlyElementsOf(IntStream.range(0, 150).mapToObj(i -> "J" + i).toList());
  }

  @Test
  void whileNothingIsOverAsksAFewHoweverManyJobsArePending() {
    submit(5000, 3600, 3600);

    timing.pass(Duration.ofMinutes(10));

    assertThat(jobs.asked)
        .hasSizeBetween(
            PollAllowance.PER_SECOND * 590, PollAllowance.MOST + PollAllowance.PER_SECOND * 600);
  }

  @Test
  void asksInVainOnlyAFewTimesMoreForEachJobThatIsOver() {
    finish(submit(1000, 200, 240));

    assertThat(jobs.asked.size() - 1000L)
        .isLessThan(
            PollAllowance.MOST
                + PollAllowance.PER_SECOND * (timing.elapsed().toSeconds() + 1)
                + PollAllowance.EARNED * 1000);
    assertThat(poller.pending()).isZero();
  }

  @Test
  void asksForOneJobOnceASecondOrSo() {
    CompletableFuture<JobResult> job = submit("J", PATIENCE);

    timing.pass(Duration.ofSeconds(60));

    assertThat(job).isNotDone();
    assertThat(jobs.asked).hasSizeBetween(45, 60);
  }

  /** How late ends are noticed, in seconds, the least first. */
  private List<Double> delays(
      int count, Duration between, IntFunction<Duration> took, IntPredicate counted) {
    List<Double> delays = new ArrayList<>();
    List<CompletableFuture<Void>> waiting = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = "J" + i;
      boolean counts = counted.test(i);
      waiting.add(
          submit(id, took.apply(i))
              .thenAccept(
                  result -> {
                    if (counts) {
                      delays.add((timing.nanos() - jobs.overAt(id)) / 1e9);
                    }
                  }));
      timing.pass(between);
    }
    timing.passUntil(() -> waiting.stream().allMatch(CompletableFuture::isDone));
    return delays.stream().sorted().toList();
  }

  private Duration between(int leastSeconds, int mostSeconds) {
    return Duration.ofMillis(
        1000L * leastSeconds + random.nextInt(1000 * (mostSeconds - leastSeconds)));
  }

  private static double mean(List<Double> delays) {
    return delays.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  @Test
  void newJobsDoNotKeepRipeOnesFromTheirTurn() {
    List<Double> delays =
        delays(3000, Duration.ofMillis(100), i -> between(90, 100), i -> i >= 1000);

    assertThat(mean(delays)).isLessThan(6);
    assertThat(delays.get((int) (0.95 * delays.size()))).isLessThan(15);
    assertThat(jobs.asked).hasSizeLessThan(4 * 3000);
  }

  @Test
  void noticesAFewJobsEndsWithinSeconds() {
    List<Double> delays = delays(100, Duration.ZERO, i -> between(60, 120), i -> true);

    assertThat(mean(delays)).isLessThan(5);
  }

  @Test
  void jobsThatNeverEndDoNotKeepOthersFromTheirTurn() {
    submit(500, 36_000, 36_000);

    List<Double> delays = delays(600, Duration.ofMillis(500), i -> between(20, 30), i -> i >= 300);

    assertThat(mean(delays)).isLessThan(30);
  }

  @Test
  void asksForAYoungJobLessOftenThanForARipeOne() {
    List<String> ids = IntStream.range(200, 400).mapToObj(i -> "J" + i).toList();
    delays(400, Duration.ofMillis(500), i -> between(55, 65), i -> true);

    long questions = jobs.asked.stream().filter(a -> ids.contains(a.jobId())).count();

    // Once a second would be sixty.
    assertThat(questions / 200.0).isLessThan(6);
  }

  @Test
  void noticesThatTheServiceHasBecomeFaster() {
    finish(submit(64, 100, 120));

    for (int round = 0; round < 12; round++) {
      finish(submit(64, 20, 24));
    }
    long start = timing.nanos();
    finish(submit(64, 20, 24));

    assertThat(Duration.ofNanos(timing.nanos() - start)).isLessThan(Duration.ofSeconds(35));
  }

  @Test
  void ofJobsFoundOverTogetherTellsTheFirstOnesFirst() {
    jobs.latency = () -> Duration.ofMillis(random.nextInt(100));
    List<String> told = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      CompletableFuture<Void> unused =
          submit("J" + i, Duration.ZERO).thenAccept(r -> told.add(r.jobId()));
    }

    timing.passUntil(() -> told.size() == 8);

    assertThat(told).isSorted();
  }

  @Test
  void jobThatIsOverDoesNotWaitForASlowAnswerToAnother() {
    jobs.latency = () -> jobs.asked.size() == 1 ? Duration.ofSeconds(20) : Duration.ZERO;
    CompletableFuture<JobResult> slow = submit("J0", Duration.ZERO);
    CompletableFuture<JobResult> quick = submit("J1", Duration.ZERO);

    assertThat(result(quick)).isEqualTo(finished("J1"));
    assertThat(timing.elapsed()).isLessThan(Duration.ofSeconds(3));
    assertThat(result(slow)).isEqualTo(finished("J0"));
  }

  @Test
  void closingEndsAllWaits() {
    CompletableFuture<JobResult> job = submit("J", PATIENCE);
    timing.pass(Duration.ofSeconds(3));

    poller.close();

    assertThat(job.join())
        .isEqualTo(
            new JobResult.Pending(
                "J", "PROCESSING", "Expected PROCESS_SUCCESS but was PROCESSING"));
    assertThat(await("late").join())
        .isEqualTo(
            new JobResult.Pending("late", "", "Expected an open poller but was a closed one"));
    assertThat(poller.pending()).isZero();
  }

  @Test
  void closedClientEndsWaits() {
    ApiClient closed = ApiClient.over(jobs, settings(100), VirtualTiming.exact());
    closed.close();
    poller = JobPoller.of(closed, timing);

    assertThat(result(await("J")))
        .isEqualTo(new JobResult.Pending("J", "", "Expected an open client but was a closed one"));
  }

  @Test
  void cancelledJobIsForgotten() {
    CompletableFuture<JobResult> job = submit("J", PATIENCE);
    timing.pass(Duration.ofSeconds(2));
    int before = jobs.asked.size();

    job.cancel(false);
    timing.pass(Duration.ofMinutes(5));

    assertThat(jobs.asked).hasSize(before);
    assertThat(poller.pending()).isZero();
  }

  @Test
  void leavesNoTimersBehind() {
    finish(submit(50, 0, 30));
    timing.pass(Duration.ofSeconds(1));

    assertThat(timing.tasksLeft()).isZero();
  }
}
