package darkroom.bench;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.JobStatus;
import darkroom.action.Rate;
import darkroom.action.SignatureScheme;
import darkroom.client.ApiClient;
import darkroom.client.CallResult;
import darkroom.client.ClientSettings;
import darkroom.client.Credentials;
import darkroom.client.JobPoller;
import darkroom.client.JobResult;
import darkroom.client.RetryPolicy;
import darkroom.studio.CallsPerSecond;
import darkroom.studio.JobFault;
import darkroom.studio.Studio;
import darkroom.studio.StudioCounts;
import darkroom.studio.StudioSettings;
import darkroom.studio.http.AccessKeys;
import darkroom.studio.http.Delay;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What waiting for many asynchronous jobs costs, and how late their ends are noticed.
 *
 * <p>The studio runs in another process, so that the time of this one's cores is the client's. Its
 * jobs take a time evenly spread over a range and end without work. Arguments: how many jobs, how
 * many are submitted a second, and the range in seconds.
 */
public final class JobPolling {
  private static final Action SUBMITTED = Actions.RECOLOR_HD_IMAGE;
  private static final Action QUESTION = Actions.GET_ASYNC_JOB_RESULT;
  private static final int QUOTA = 100;

  private JobPolling() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0 && arguments[0].equals("studio")) {
      serve(seconds(arguments, 1, 0), seconds(arguments, 2, 0));
      return;
    }
    int jobs = number(arguments, 0, 1_000);
    int perSecond = number(arguments, 1, 100);
    Duration least = seconds(arguments, 2, 60);
    Duration most = seconds(arguments, 3, 120);
    Process studio = start(least, most);
    try (BufferedReader told = studio.inputReader(StandardCharsets.UTF_8);
        PrintStream tell =
            new PrintStream(studio.getOutputStream(), true, StandardCharsets.UTF_8)) {
      URI endpoint = URI.create(told.readLine());
      String photo = told.readLine();
      System.out.printf(
          "%d jobs, %d submitted a second, each %d to %d s%n",
          jobs, perSecond, least.toSeconds(), most.toSeconds());
      wait(endpoint, photo, jobs, perSecond);
      tell.println("counts");
      System.out.println(told.readLine());
    } finally {
      studio.destroy();
    }
    System.exit(0);
  }

  private static int number(String[] arguments, int index, int usual) {
    return arguments.length > index ? Integer.parseInt(arguments[index]) : usual;
  }

  private static Duration seconds(String[] arguments, int index, int usual) {
    return Duration.ofSeconds(number(arguments, index, usual));
  }

  private static Process start(Duration least, Duration most) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            JobPolling.class.getName(),
            "studio",
            "" + least.toSeconds(),
            "" + most.toSeconds())
        .redirectError(Redirect.INHERIT)
        .start();
  }

  /** A studio that tells where it is, and its counts when a line comes. */
  private static void serve(Duration least, Duration most) throws IOException {
    StudioSettings settings =
        StudioSettings.standard(Files.createTempDirectory("darkroom-bench-"))
            .withQuota(SUBMITTED, new CallsPerSecond(1_000))
            .withJobLatency(Delay.between(least, most));
    try (Studio studio = Studio.start(settings);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      studio.jobFaults().next(Long.MAX_VALUE, JobFault.ends(JobStatus.PROCESS_FAILED));
      System.out.println(studio.endpoint());
      System.out.println(Photos.stage(studio));
      while (lines.readLine() != null) {
        StudioCounts counts = studio.counts();
        System.out.printf(
            "studio: %d polls, at most %d in any second, %d throttled%n",
            counts.calls().get(QUESTION.name()),
            counts.peaks().get(QUESTION.name()),
            counts.refusals().getOrDefault("Throttling.User", 0L));
      }
    }
  }

  private static void wait(URI endpoint, String photo, int jobs, int perSecond) throws Exception {
    ClientSettings settings =
        new ClientSettings(
            endpoint,
            SignatureScheme.ACS3,
            Map.of(SUBMITTED.name(), Rate.perSecond(perSecond)),
            Rate.perSecond(QUOTA),
            RetryPolicy.standard());
    Credentials keys = Credentials.of(AccessKeys.STANDARD_ID, AccessKeys.STANDARD_SECRET);
    List<Double> delays = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger submitted = new AtomicInteger();
    try (ApiClient api = ApiClient.of(settings, () -> keys);
        JobPoller poller = JobPoller.of(api)) {
      List<CompletableFuture<Void>> waiting = new ArrayList<>();
      for (int i = 0; i < jobs; i++) {
        waiting.add(
            api.call(SUBMITTED, new TreeMap<>(Map.of("Url", photo, "Degree", "0.5")))
                .thenCompose(
                    call -> {
                      submitted.incrementAndGet();
                      return poller.await(
                          ((CallResult.Submitted) call).jobId(), Duration.ofHours(1));
                    })
                .thenAccept(result -> delays.add(delay(result))));
      }
      report(api, poller, jobs, submitted, delays);
      CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)).join();
    }
    double mean = delays.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    List<Double> sorted = delays.stream().sorted().toList();
    System.out.printf(
        "noticed after %.1f s on average, p95 %.1f s, latest %.1f s%n",
        mean, sorted.get((int) (0.95 * (jobs - 1))), sorted.get(jobs - 1));
  }

  /** Tells every ten seconds what polling cost, until all jobs are over. */
  private static void report(
      ApiClient api, JobPoller poller, int jobs, AtomicInteger submitted, List<Double> delays)
      throws InterruptedException {
    long cpuAfterSubmission = 0;
    long threadsAfterSubmission = 0;
    long pollsAfterSubmission = 0;
    long submissionEnded = 0;
    while (delays.size() < jobs) {
      long cpu = Processor.time();
      long polls = api.counts(QUESTION).sent();
      if (submitted.get() == jobs && submissionEnded == 0) {
        submissionEnded = System.nanoTime();
        cpuAfterSubmission = cpu;
        threadsAfterSubmission = threads();
        pollsAfterSubmission = polls;
      }
      TimeUnit.SECONDS.sleep(10);
      System.out.printf(
          "  %4d submitted, %4d pending: %5.1f polls/s, %.2f %% of a core%n",
          submitted.get(),
          poller.pending(),
          (api.counts(QUESTION).sent() - polls) / 10.0,
          (Processor.time() - cpu) / 1e9 / 10 * 100);
    }
    double seconds = (System.nanoTime() - submissionEnded) / 1e9;
    long polls = api.counts(QUESTION).sent() - pollsAfterSubmission;
    double cpu = (Processor.time() - cpuAfterSubmission) / 1e9;
    System.out.printf(
        "after the last submission: %.0f s, %.1f polls/s, %.2f %% of a core, %.2f ms a poll%n",
        seconds, polls / seconds, cpu / seconds * 100, cpu / polls * 1e3);
    System.out.printf(
        "  of it %.2f %% of a core in Java threads; the rest compiles and collects%n",
        (threads() - threadsAfterSubmission) / 1e9 / seconds * 100);
  }

  private static long threads() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getAllThreadIds()).map(threads::getThreadCpuTime).sum();
  }

  /** How long after its end the job was noticed; the studio tells when it let it end. */
  private static double delay(JobResult result) {
    String message = ((JobResult.Failed) result).message();
    String time = message.substring(message.lastIndexOf(' ') + 1);
    return Duration.between(Instant.parse(time), Instant.now()).toMillis() / 1e3;
  }
}
