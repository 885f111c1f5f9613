package darkroom.pipeline;

import darkroom.action.ApiError.Remedy;
import darkroom.job.ScoreStep;
import darkroom.photo.Fit;
import darkroom.photo.FitResult;
import darkroom.photo.FittedPhoto;
import darkroom.photo.Identity;
import darkroom.pipeline.Outcome.PixelSize;
import darkroom.pipeline.Prepared.NotReady;
import darkroom.pipeline.Prepared.Ready;
import darkroom.storage.StageResult;
import darkroom.storage.StageResult.NotStaged;
import darkroom.storage.StageResult.Staged;
import darkroom.storage.Staging;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Makes a photo ready for a step's calls: read, made to fit where it must, and staged. */
final class Preparation {
  private final Staging staging;
  private final Executor reading;
  private final Executor fitting;

  /**
   * Prepares on these threads.
   *
   * @param reading may wait for storage
   * @param fitting computes; as many threads as there are cores
   */
  Preparation(Staging staging, Executor reading, Executor fitting) {
    this.staging = staging;
    this.reading = reading;
    this.fitting = fitting;
  }

  CompletableFuture<Prepared> prepare(InspectedPhoto photo, ScoreStep step) {
    return CompletableFuture.supplyAsync(() -> load(photo), reading)
        .thenApplyAsync(loaded -> fit(photo, step, loaded), fitting)
        .thenCompose(this::stage);
  }

  /** A photo on its way to the staging bucket, or why it goes no further. */
  private sealed interface Loaded {
    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    record Bytes(byte[] bytes) implements Loaded {}

    record Fitted(FittedPhoto photo) implements Loaded {}

    record Missing(Failure failure) implements Loaded {}
  }

  private static Loaded load(InspectedPhoto photo) {
    String location = photo.photo().location();
    try (SeekableByteChannel file = PhotoFile.open(location)) {
      byte[] bytes =
          Channels.newInputStream(file).readNBytes(Math.toIntExact(photo.bytes().bytes() + 1));
      if (!Identity.ofBytes(bytes).equals(photo.identity())) {
        return missing(
            "Changed",
            "Expected " + location + " as it was inspected but it was changed since",
            Remedy.RETRY);
      }
      return new Loaded.Bytes(bytes);
    } catch (IOException e) {
      return missing(
          "NotReadable",
          "Expected to read " + location + " but could not: " + PhotoFile.reason(e),
          Remedy.RETRY);
    }
  }

  /** The photo as the step takes it; one that is whole only by its header is found out here. */
  private static Loaded fit(InspectedPhoto photo, ScoreStep step, Loaded loaded) {
    if (!(loaded instanceof Loaded.Bytes file)) {
      return loaded;
    }
    FitResult result = Fit.fit(file.bytes(), photo.header(), step.actions(), step.fit(), "FFFFFF");
    if (result instanceof FitResult.Unfit unfit) {
      return missing(
          unfit.code(), unfit.message() + " (" + photo.photo().uri() + ")", Remedy.REFUSED);
    }
    return new Loaded.Fitted(((FitResult.Fitted) result).photo());
  }

  private CompletableFuture<Prepared> stage(Loaded loaded) {
    if (loaded instanceof Loaded.Missing missing) {
      return CompletableFuture.completedFuture(new NotReady(missing.failure()));
    }
    FittedPhoto fitted = ((Loaded.Fitted) loaded).photo();
    PixelSize size = new PixelSize(fitted.width(), fitted.height());
    return staging
        .stage(Identity.ofBytes(fitted.bytes()).digest(), fitted.bytes(), fitted.format())
        .thenApply(result -> prepared(result, size));
  }

  private static Prepared prepared(StageResult result, PixelSize size) {
    if (result instanceof Staged staged) {
      return new Ready(staged.url(), size);
    }
    NotStaged failed = (NotStaged) result;
    Remedy remedy =
        switch (failed.cause()) {
          case OUTAGE -> Remedy.RETRY;
          case SETUP -> Remedy.STOP;
        };
    return new NotReady(Failure.unpaid("Staging", failed.code(), failed.message(), remedy));
  }

  private static Loaded missing(String code, String message, Remedy remedy) {
    return new Loaded.Missing(Failure.unpaid("Preparation", code, message, remedy));
  }
}
