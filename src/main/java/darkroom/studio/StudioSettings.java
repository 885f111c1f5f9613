package darkroom.studio;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.Api;
import darkroom.studio.http.AccessKeys;
import darkroom.studio.http.Delay;
import darkroom.studio.http.FaultRule;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * How a studio is set up.
 *
 * @param folder where its bucket keeps its data
 * @param port 0 for any free one
 * @param quota of each action that {@code quotas} does not name
 * @param quotas by action
 * @param latency of the API's answers, on top of the work
 * @param faults of the API from the start
 * @param mostWaiting calls that wait for one of the workers, which are as many as cores; more are
 *     refused
 * @param jobs how asynchronous calls are done
 * @param resultTtl how long a result's link lives
 * @param allowedHosts whose images are read beside the own bucket's, each with or without a port
 * @param buckets that exist from the start
 * @param resultBucket the one of them that results are put into
 */
public record StudioSettings(
    Path folder,
    int port,
    AccessKeys keys,
    CallsPerSecond quota,
    Map<String, CallsPerSecond> quotas,
    Delay latency,
    List<FaultRule> faults,
    int mostWaiting,
    JobSettings jobs,
    Duration resultTtl,
    Set<String> allowedHosts,
    String region,
    List<String> buckets,
    String resultBucket,
    Clock clock) {

  public StudioSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "Expected 0 to 65535 for the studio's port but was " + port);
    }
    if (mostWaiting < 1) {
      throw new IllegalArgumentException("Expected at least 1 waiting call but was " + mostWaiting);
    }
    if (resultTtl.isNegative() || resultTtl.isZero()) {
      throw new IllegalArgumentException(
          "Expected more than no time for a result's life but was " + resultTtl);
    }
    quotas.keySet().stream()
        .filter(name -> Actions.named(name).isEmpty())
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "Expected an action of the API for a quota but was " + name);
            });
    quotas = Map.copyOf(quotas);
    faults = List.copyOf(faults);
    allowedHosts = Set.copyOf(allowedHosts);
    buckets = List.copyOf(buckets);
    if (!buckets.contains(resultBucket)) {
      throw new IllegalArgumentException(
          "Expected one of " + buckets + " for results but was " + resultBucket);
    }
  }

  /** The service as it is by default: 2 calls a second, results for 30 minutes, no faults. */
  public static StudioSettings standard(Path folder) {
    return new StudioSettings(
        folder,
        0,
        AccessKeys.standard(),
        new CallsPerSecond(2),
        // About what the query stands in the field.
        Map.of(Actions.GET_ASYNC_JOB_RESULT.name(), new CallsPerSecond(100)),
        Delay.none(),
        List.of(),
        1_000,
        JobSettings.standard(),
        Api.RESULT_TTL,
        Set.of(),
        Api.REGION,
        List.of("photos", "studio-results"),
        "studio-results",
        Clock.systemUTC());
  }

  public StudioSettings withPort(int changed) {
    return with(draft -> draft.port = changed);
  }

  public StudioSettings withKeys(AccessKeys changed) {
    return with(draft -> draft.keys = changed);
  }

  /** Sets the quota of each action without one of its own. */
  public StudioSettings withQuota(CallsPerSecond changed) {
    return with(draft -> draft.quota = changed);
  }

  /** Gives an action a quota of its own. */
  public StudioSettings withQuota(Action action, CallsPerSecond changed) {
    Map<String, CallsPerSecond> more = new TreeMap<>(quotas);
    more.put(action.name(), changed);
    return with(draft -> draft.quotas = more);
  }

  public StudioSettings withLatency(Delay changed) {
    return with(draft -> draft.latency = changed);
  }

  public StudioSettings withFault(FaultRule added) {
    List<FaultRule> more = Stream.concat(faults.stream(), Stream.of(added)).toList();
    return with(draft -> draft.faults = more);
  }

  public StudioSettings withMostWaiting(int changed) {
    return with(draft -> draft.mostWaiting = changed);
  }

  /** Lets each job stay in {@code PROCESSING} so long before it is worked on. */
  public StudioSettings withJobLatency(Delay changed) {
    return with(draft -> draft.jobs = new JobSettings(changed, jobs.ttl(), jobs.most()));
  }

  /** Sets how long a finished job is remembered. */
  public StudioSettings withJobTtl(Duration changed) {
    return with(draft -> draft.jobs = new JobSettings(jobs.latency(), changed, jobs.most()));
  }

  public StudioSettings withMostJobs(int changed) {
    return with(draft -> draft.jobs = new JobSettings(jobs.latency(), jobs.ttl(), changed));
  }

  public StudioSettings withResultTtl(Duration changed) {
    return with(draft -> draft.resultTtl = changed);
  }

  public StudioSettings withAllowedHosts(Set<String> changed) {
    return with(draft -> draft.allowedHosts = changed);
  }

  public StudioSettings withRegion(String changed) {
    return with(draft -> draft.region = changed);
  }

  public StudioSettings withBuckets(List<String> changed, String forResults) {
    return with(
        draft -> {
          draft.buckets = changed;
          draft.resultBucket = forResults;
        });
  }

  public StudioSettings withClock(Clock changed) {
    return with(draft -> draft.clock = changed);
  }

  private StudioSettings with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.settings();
  }

  /** Settings in the making. */
  private static final class Draft {
    private final Path folder;
    private int port;
    private AccessKeys keys;
    private CallsPerSecond quota;
    private Map<String, CallsPerSecond> quotas;
    private Delay latency;
    private List<FaultRule> faults;
    private int mostWaiting;
    private JobSettings jobs;
    private Duration resultTtl;
    private Set<String> allowedHosts;
    private String region;
    private List<String> buckets;
    private String resultBucket;
    private Clock clock;

    Draft(StudioSettings settings) {
      folder = settings.folder;
      port = settings.port;
      keys = settings.keys;
      quota = settings.quota;
      quotas = settings.quotas;
      latency = settings.latency;
      faults = settings.faults;
      mostWaiting = settings.mostWaiting;
      jobs = settings.jobs;
      resultTtl = settings.resultTtl;
      allowedHosts = settings.allowedHosts;
      region = settings.region;
      buckets = settings.buckets;
      resultBucket = settings.resultBucket;
      clock = settings.clock;
    }

    StudioSettings settings() {
      return new StudioSettings(
          folder,
          port,
          keys,
          quota,
          quotas,
          latency,
          faults,
          mostWaiting,
          jobs,
          resultTtl,
          allowedHosts,
          region,
          buckets,
          resultBucket,
          clock);
    }
  }
}
