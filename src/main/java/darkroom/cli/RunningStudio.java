package darkroom.cli;

import darkroom.account.KeySource;
import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.Rate;
import darkroom.job.QuotaConf;
import darkroom.job.StudioConf;
import darkroom.studio.CallsPerSecond;
import darkroom.studio.Studio;
import darkroom.studio.StudioSettings;
import darkroom.studio.http.AccessKeys;
import darkroom.studio.http.Delay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A studio that a command started; closing it removes its folder if that was a temporary one. */
final class RunningStudio implements AutoCloseable {
  private static final String RESULT_BUCKET = "studio-results";

  private final Studio studio;
  private final Optional<Path> temporary;
  private final Thread whenInterrupted = new Thread(this::end, "studio-end");

  private RunningStudio(Studio studio, Optional<Path> temporary) {
    this.studio = studio;
    this.temporary = temporary;
    Runtime.getRuntime().addShutdownHook(whenInterrupted);
  }

  /** Starts a studio that keeps photos staged in this bucket. */
  static RunningStudio start(StudioConf conf, String stagingBucket) throws IOException {
    Optional<Path> temporary = Optional.empty();
    Path folder;
    if (conf.folder() instanceof StudioConf.Kept kept) {
      folder = Path.of(kept.path());
    } else {
      folder = Files.createTempDirectory("darkroom-studio-");
      temporary = Optional.of(folder);
    }
    return new RunningStudio(Studio.start(settings(conf, folder, stagingBucket)), temporary);
  }

  URI endpoint() {
    return studio.endpoint();
  }

  private static StudioSettings settings(StudioConf conf, Path folder, String stagingBucket) {
    QuotaConf quota = conf.quota();
    StudioSettings settings =
        StudioSettings.standard(folder)
            .withPort(conf.port())
            .withKeys(AccessKeys.of(KeySource.Studio.ID, KeySource.Studio.SECRET))
            .withQuota(window(quota.calls()))
            .withLatency(Delay.of(conf.latency()))
            .withResultTtl(conf.resultUrlLifetime())
            .withBuckets(List.of(stagingBucket, RESULT_BUCKET), RESULT_BUCKET);
    for (Action action : Actions.all()) {
      settings = settings.withQuota(action, window(quota.of(action)));
    }
    return settings.withQuota(
        Actions.GET_ASYNC_JOB_RESULT, window(quota.of(Actions.GET_ASYNC_JOB_RESULT)));
  }

  /** A window of one second holds whole calls. */
  private static CallsPerSecond window(Rate rate) {
    return new CallsPerSecond((int) Math.ceil(rate.perSecond()));
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(whenInterrupted);
    end();
  }

  private void end() {
    studio.close();
    temporary.ifPresent(RunningStudio::remove);
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to remove " + folder + " but could not", e);
    }
  }
}
