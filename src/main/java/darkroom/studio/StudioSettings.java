package darkroom.studio;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.Api;
import darkroom.studio.http.Delay;
import darkroom.studio.http.FaultRule;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
        Api.RESULT_TTL,
        Set.of(),
        Api.REGION,
        List.of("photos", "studio-results"),
        "studio-results",
        Clock.systemUTC());
  }

  public StudioSettings withPort(int changed) {
    return new StudioSettings(
        folder,
        changed,
        keys,
        quota,
        quotas,
        latency,
        faults,
        resultTtl,
        allowedHosts,
        region,
        buckets,
        resultBucket,
        clock);
  }

  public StudioSettings withKeys(AccessKeys changed) {
    return new StudioSettings(
        folder,
        port,
        changed,
        quota,
        quotas,
        latency,
        faults,
        resultTtl,
        allowedHosts,
        region,
        buckets,
        resultBucket,
        clock);
  }

  /** Sets the quota of each action without one of its own. */
  public StudioSettings withQuota(CallsPerSecond changed) {
    return new StudioSettings(
        folder,
        port,
        keys,
        changed,
        quotas,
        latency,
        faults,
        resultTtl,
        allowedHosts,
        region,
        buckets,
        resultBucket,
        clock);
  }

  /** Gives an action a quota of its own. */
  public StudioSettings withQuota(Action action, CallsPerSecond changed) {
    Map<String, CallsPerSecond> more = new TreeMap<>(quotas);
    more.put(action.name(), changed);
    return new StudioSettings(
        folder,
        port,
        keys,
        quota,
        more,
        latency,
        faults,
        resultTtl,
        allowedHosts,
        region,
        buckets,
        resultBucket,
        clock);
  }

  public StudioSettings withLatency(Delay changed) {
    return new StudioSettings(
        folder,
        port,
        keys,
        quota,
        quotas,
        changed,
        faults,
        resultTtl,
        allowedHosts,
        region,
        buckets,
        resultBucket,
        clock);
  }

  public StudioSettings withFault(FaultRule added) {
    return new StudioSettings(
        folder,
        port,
        keys,
        quota,
        quotas,
        latency,
        Stream.concat(faults.stream(), Stream.of(added)).toList(),
        resultTtl,
        allowedHosts,
        region,
        buckets,
        resultBucket,
        clock);
  }

  public StudioSettings withResultTtl(Duration changed) {
    return new StudioSettings(
        folder,
        port,
        keys,
        quota,
        quotas,
        latency,
        faults,
        changed,
        allowedHosts,
        region,
        buckets,
        resultBucket,
        clock);
  }

  public StudioSettings withAllowedHosts(Set<String> changed) {
    return new StudioSettings(
        folder,
        port,
        keys,
        quota,
        quotas,
        latency,
        faults,
        resultTtl,
        changed,
        region,
        buckets,
        resultBucket,
        clock);
  }

  public StudioSettings withRegion(String changed) {
    return new StudioSettings(
        folder,
        port,
        keys,
        quota,
        quotas,
        latency,
        faults,
        resultTtl,
        allowedHosts,
        changed,
        buckets,
        resultBucket,
        clock);
  }

  public StudioSettings withBuckets(List<String> changed, String forResults) {
    return new StudioSettings(
        folder,
        port,
        keys,
        quota,
        quotas,
        latency,
        faults,
        resultTtl,
        allowedHosts,
        region,
        changed,
        forResults,
        clock);
  }

  public StudioSettings withClock(Clock changed) {
    return new StudioSettings(
        folder,
        port,
        keys,
        quota,
        quotas,
        latency,
        faults,
        resultTtl,
        allowedHosts,
        region,
        buckets,
        resultBucket,
        changed);
  }
}
