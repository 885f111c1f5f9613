package darkroom.pipeline;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.Rate;
import darkroom.client.ApiClient;
import darkroom.client.ClientSettings;
import darkroom.client.RetryPolicy;
import darkroom.job.Conf;
import darkroom.job.RetryConf;
import darkroom.job.StagingConf;
import darkroom.report.Progress;
import darkroom.storage.Staging;
import darkroom.storage.StagingBucket;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** What one lane works with: the API's client with the lane's share of the quota, and threads. */
final class LaneEquipment implements AutoCloseable {
  private static final int READERS = 8;

  private final RunSettings settings;
  private final ApiClient api;
  private final Staging staging;
  private final ExecutorService readers;
  private final ExecutorService fitters;

  private LaneEquipment(RunSettings settings) {
    Conf conf = settings.conf();
    AccountKeys keys = AccountKeys.from(conf.credentials());
    this.settings = settings;
    this.api = ApiClient.of(clientSettings(conf), keys.forApi());
    this.staging = Staging.in(stagingBucket(conf), keys.forStorage());
    this.readers = Executors.newFixedThreadPool(READERS, daemons("darkroom-read"));
    this.fitters =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(), daemons("darkroom-fit"));
  }

  static LaneEquipment of(RunSettings settings) {
    return new LaneEquipment(settings);
  }

  Lane lane() {
    Clock clock = Clock.systemUTC();
    Progress progress = Progress.of(settings.runId());
    Preparation preparation = new Preparation(staging, readers, fitters);
    PhotoWalk walk = new PhotoWalk(settings.job().recipe(), preparation, api, progress, clock);
    return new Lane(
        walk,
        settings.conf().lanes().inFlight(),
        settings.conf().lanes().inFlightBytes(),
        progress,
        clock);
  }

  @Override
  public void close() {
    api.close();
    staging.close();
    readers.shutdownNow();
    fitters.shutdownNow();
  }

  private static ClientSettings clientSettings(Conf conf) {
    int lanes = conf.lanes().lanes();
    Map<String, Rate> rates = new TreeMap<>();
    for (Action action : Actions.all()) {
      rates.put(action.name(), conf.quota().of(action).dividedBy(lanes));
    }
    Action polling = Actions.GET_ASYNC_JOB_RESULT;
    rates.put(polling.name(), conf.quota().of(polling).dividedBy(lanes));
    return new ClientSettings(
        conf.api().uri(),
        conf.api().signature(),
        rates,
        conf.quota().calls().dividedBy(lanes),
        retryPolicy(conf.retry()));
  }

  private static RetryPolicy retryPolicy(RetryConf conf) {
    Duration first = RetryPolicy.standard().firstBackoff();
    return new RetryPolicy(
        conf.deadline(),
        first.compareTo(conf.longestBackoff()) < 0 ? first : conf.longestBackoff(),
        conf.longestBackoff(),
        conf.budget(),
        conf.callTimeout());
  }

  private static StagingBucket stagingBucket(Conf conf) {
    StagingConf staging = conf.staging();
    StagingConf.Oss store = (StagingConf.Oss) staging.store();
    return new StagingBucket(
        store.endpoint(),
        switch (store.addressing()) {
          case PATH -> StagingBucket.Naming.IN_PATH;
          case VIRTUAL_HOST -> StagingBucket.Naming.IN_HOST;
        },
        staging.bucket(),
        staging.prefix(),
        staging.urlLifetime());
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
