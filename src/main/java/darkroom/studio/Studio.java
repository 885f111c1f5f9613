package darkroom.studio;

import darkroom.studio.bucket.BucketCounts;
import darkroom.studio.http.Daemons;
import darkroom.studio.http.Faults;
import darkroom.studio.http.HttpFront;
import darkroom.studio.http.Latency;
import darkroom.studio.http.Timer;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** The embedded service, running: the API and its bucket on one port of the loopback interface. */
public final class Studio implements AutoCloseable {
  private final HttpFront front;
  private final ExecutorService workers;
  private final ExecutorService jobWorkers;
  private final Jobs jobs;
  private final ApiService api;
  private final Faults apiFaults;
  private final Faults bucketFaults;
  private final Latency latency;
  private final StudioParts parts;

  private Studio(StudioSettings settings, StudioParts parts) {
    this.parts = parts;
    front = HttpFront.bind(settings.port());
    int cores = Runtime.getRuntime().availableProcessors();
    workers =
        new ThreadPoolExecutor(
            cores,
            cores,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(settings.mostWaiting()),
            Daemons.named("studio-work"));
    // Half of them, so that calls that are answered at once do not wait for all the jobs.
    jobWorkers = Executors.newFixedThreadPool(Math.max(1, cores / 2), Daemons.named("studio-jobs"));
    Work work = work(settings, parts, front.endpoint());
    Tally tally = new Tally();
    jobs = new Jobs(work, jobWorkers, Timer.real(), settings.jobs(), settings.clock(), tally);
    api =
        new ApiService(
            new Gatekeeper(settings.keys(), settings.clock()),
            new Quota(settings.clock(), settings.quota(), settings.quotas()),
            work,
            jobs,
            workers,
            tally);
    apiFaults = new Faults(api);
    settings.faults().forEach(apiFaults::add);
    latency =
        new Latency(apiFaults, settings.latency(), Timer.real(), RandomGenerator.getDefault());
    bucketFaults = new Faults(parts.bucket());
    front.serve(new Dispatch(latency, bucketFaults));
  }

  /**
   * Starts a studio with a bucket in its folder and every operation there is; it serves until it is
   * closed.
   */
  public static Studio start(StudioSettings settings) {
    return start(settings, StudioParts.of(settings));
  }

  static Studio start(StudioSettings settings, StudioParts parts) {
    return new Studio(settings, parts);
  }

  private static Work work(StudioSettings settings, StudioParts parts, URI endpoint) {
    ImageSource images =
        new PermittedImages(
            endpoint,
            new OwnBucketImages(parts.bucket()),
            settings.allowedHosts(),
            new RemoteImages(),
            settings.region());
    return new Work(
        parts.operations(),
        new ImageIntake(images),
        parts.results().apply(endpoint),
        Room.ofThisProcess());
  }

  /** Where API and bucket are reached, such as {@code http://127.0.0.1:8080}. */
  public URI endpoint() {
    return front.endpoint();
  }

  /** What the API has seen so far. */
  public StudioCounts counts() {
    return api.counts();
  }

  /** What its bucket was asked for so far. */
  public BucketCounts bucketCounts() {
    return parts.bucketCounts().get();
  }

  /** Scripts what goes wrong with calls of the API. */
  public Faults apiFaults() {
    return apiFaults;
  }

  /** Scripts what befalls asynchronous jobs. */
  public JobFaults jobFaults() {
    return jobs.faults();
  }

  /** Scripts what goes wrong with requests to the bucket. */
  public Faults bucketFaults() {
    return bucketFaults;
  }

  /** How long the API's answers are held back. */
  public Latency latency() {
    return latency;
  }

  @Override
  public void close() {
    front.close();
    workers.shutdownNow();
    jobWorkers.shutdownNow();
    parts.close();
  }
}
