package darkroom.bench;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.Rate;
import darkroom.action.SignatureScheme;
import darkroom.cli.Darkroom;
import darkroom.cli.ScoringFiles;
import darkroom.client.ApiClient;
import darkroom.client.ClientSettings;
import darkroom.client.Credentials;
import darkroom.client.RetryPolicy;
import darkroom.studio.CallsPerSecond;
import darkroom.studio.Studio;
import darkroom.studio.StudioSettings;
import darkroom.studio.http.AccessKeys;
import darkroom.studio.http.Delay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How much of a quota of 50 calls a second is used when each answer takes 300 ms: by a run, and by
 * one blocking call a core, which is how Beam's RequestResponseIO calls.
 *
 * <p>Use is measured at the service, between the first and the last tenth of the calls, so while
 * work waits. Arguments: the runner, and how many photos.
 */
public final class QuotaUse {
  private static final int QUOTA = 50;
  private static final Duration LATENCY = Duration.ofMillis(300);
  private static final Action WATCHED = Actions.ASSESS_SHARPNESS;

  private QuotaUse() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) throws Exception {
    String runner = arguments.length > 0 ? arguments[0] : "DirectRunner";
    int photos = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_000;
    Path folder = Files.createTempDirectory("darkroom-bench-");
    String glob = Crops.write(folder.resolve("photos"), photos);
    Use run = measure(folder.resolve("a"), studio -> run(studio, folder, glob, runner));
    System.out.printf("%-26s %s%n", runner + ", " + photos + " photos", run);
    Use blocking = measure(folder.resolve("b"), QuotaUse::callBlocking);
    System.out.printf("%-26s %s%n", "one blocking call a core", blocking);
    System.out.printf("ratio %.1f%n", run.perSecond / blocking.perSecond);
    System.exit(0);
  }

  /** Work that a studio is watched at. */
  private interface Load {
    void on(Studio studio) throws Exception;
  }

  private record Use(double perSecond, int peak, long throttled, long mostInFlight) {
    @Override
    public String toString() {
      return "%.1f %% of the quota (%.2f/s), at most %d in any second, %d throttled, up to %d calls in flight"
          .formatted(100 * perSecond / QUOTA, perSecond, peak, throttled, mostInFlight);
    }
  }

  private static Use measure(Path folder, Load load) throws Exception {
    StudioSettings settings =
        StudioSettings.standard(folder)
            .withQuota(new CallsPerSecond(QUOTA))
            .withLatency(Delay.of(LATENCY));
    try (Studio studio = Studio.start(settings)) {
      List<long[]> samples = new ArrayList<>();
      AtomicBoolean done = new AtomicBoolean();
      Thread watch = new Thread(() -> watch(studio, samples, done));
      watch.start();
      load.on(studio);
      done.set(true);
      watch.join();
      long total = samples.get(samples.size() - 1)[1];
      long[] from = samples.stream().filter(s -> s[1] >= total / 10).findFirst().orElseThrow();
      long[] to = samples.stream().filter(s -> s[1] >= total * 9 / 10).findFirst().orElseThrow();
      return new Use(
          (to[1] - from[1]) / ((to[0] - from[0]) / 1e9),
          studio.counts().peaks().getOrDefault(WATCHED.name(), 0),
          studio.counts().refusals().getOrDefault("Throttling.User", 0L),
          samples.stream().mapToLong(s -> s[2]).max().orElse(0));
    }
  }

  /** Notes time, successful calls of one action, and calls under way, every 10 ms. */
  private static void watch(Studio studio, List<long[]> samples, AtomicBoolean done) {
    while (!done.get()) {
      long calls = studio.counts().billed().getOrDefault(WATCHED.name(), 0L);
      samples.add(new long[] {System.nanoTime(), calls, studio.latency().waiting()});
      try {
        TimeUnit.MILLISECONDS.sleep(10);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static void run(Studio studio, Path folder, String glob, String runner)
      throws IOException {
    Path job = ScoringFiles.job(folder, glob, folder.resolve("tables").toString());
    Path conf = ScoringFiles.conf(folder, studio.endpoint(), QUOTA);
    int exit =
        Darkroom.execute(
            System.err, System.err, "run", "" + job, "--conf", "" + conf, "--runner=" + runner);
    if (exit != 0) {
      throw new IllegalStateException("The run ended with " + exit);
    }
  }

  /** Calls for 20 seconds, each thread waiting for its answer. */
  private static void callBlocking(Studio studio) throws Exception {
    RetryPolicy retry = RetryPolicy.standard();
    ClientSettings settings =
        new ClientSettings(
            studio.endpoint(), SignatureScheme.ACS3, Map.of(), Rate.perSecond(QUOTA), retry);
    Credentials keys = Credentials.of(AccessKeys.STANDARD_ID, AccessKeys.STANDARD_SECRET);
    String photo = Photos.stage(studio);
    int threads = Runtime.getRuntime().availableProcessors();
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    try (ApiClient client = ApiClient.of(settings, () -> keys)) {
      ExecutorService workers = Executors.newFixedThreadPool(threads);
      for (int i = 0; i < threads; i++) {
        workers.execute(
            () -> {
              while (System.nanoTime() < end) {
                client.call(WATCHED, new TreeMap<>(Map.of("ImageURL", photo))).join();
              }
            });
      }
      workers.shutdown();
      workers.awaitTermination(1, TimeUnit.MINUTES);
    }
  }
}
