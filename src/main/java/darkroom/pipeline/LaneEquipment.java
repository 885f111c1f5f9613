package darkroom.pipeline;

import darkroom.account.AccountKeys;
import darkroom.client.ApiClient;
import darkroom.job.Conf;
import darkroom.report.Progress;
import darkroom.storage.Staging;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** What one lane works with: the API's client with the lane's share of the quota, and threads. */
final class LaneEquipment implements AutoCloseable {
  private static final int READERS = 8;

  private final RunSettings settings;
  private final AccountKeys keys;
  private final ApiClient api;
  private final Staging staging;
  private final ExecutorService readers;
  private final ExecutorService fitters;

  private LaneEquipment(RunSettings settings) {
    Conf conf = settings.conf();
    this.settings = settings;
    this.keys = AccountKeys.open(conf.credentials());
    this.api = ApiClient.of(Services.api(conf), Services.signing(keys));
    this.staging = Staging.in(Services.staging(conf), keys.forStorage());
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
    keys.close();
    readers.shutdownNow();
    fitters.shutdownNow();
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
