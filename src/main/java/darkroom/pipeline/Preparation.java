package darkroom.pipeline;

import darkroom.action.Action;
import darkroom.action.ApiError.Remedy;
import darkroom.action.FitMode;
import darkroom.photo.Admission;
import darkroom.photo.Admissions;
import darkroom.photo.Fit;
import darkroom.photo.FitResult;
import darkroom.photo.FittedPhoto;
import darkroom.photo.Identity;
import darkroom.pipeline.Outcome.PixelSize;
import darkroom.pipeline.Prepared.NotReady;
import darkroom.pipeline.Prepared.Ready;
import darkroom.pipeline.Prepared.Route;
import darkroom.storage.StageResult;
import darkroom.storage.StageResult.NotStaged;
import darkroom.storage.StageResult.Staged;
import darkroom.storage.Staging;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Makes a picture ready for a step's calls: passed by a link where the service can read it as it
 * is, else read, made to fit where it must, and staged.
 */
final class Preparation {
  static final String STEP = "Preparation";

  private final Staging staging;
  private final Executor reading;
  private final Executor fitting;
  private final Room room;
  private final String background;
  private final CallKeys keys;
  private final Clock clock;

  /**
   * Prepares on these threads.
   *
   * @param reading may wait for storage
   * @param fitting computes; as many threads as there are cores
   * @param room for the bytes that are held
   * @param background what is shown where a picture was transparent or is padded, as RRGGBB
   */
  Preparation(
      Staging staging,
      Executor reading,
      Executor fitting,
      Room room,
      String background,
      Clock clock) {
    this.staging = staging;
    this.reading = reading;
    this.fitting = fitting;
    this.room = room;
    this.background = background;
    this.keys = new CallKeys(background);
    this.clock = clock;
  }

  /** The verdict of a picture's header against every limit of these actions. */
  static Admission admit(Working picture, List<Action> actions, FitMode mode) {
    return Admissions.admit(picture.header(), picture.bytes(), actions, mode);
  }

  /** What a call of these actions is about. */
  String content(Working picture, List<Action> actions, FitMode mode) {
    return keys.content(picture, actions, mode);
  }

  /** What the calls of the pictures that are prepared here are called. */
  CallKeys keys() {
    return keys;
  }

  /** Makes a picture that was admitted, or is to fit, ready. */
  CompletableFuture<Prepared> prepare(Working picture, List<Action> actions, FitMode mode) {
    boolean asItIs = admit(picture, actions, mode) instanceof Admission.Admitted;
    Optional<Working.Link> fresh = picture.link().filter(l -> l.isFresh(clock.instant()));
    if (asItIs && fresh.isPresent()) {
      return CompletableFuture.completedFuture(
          new Ready(fresh.get().url(), picture.size(), Route.RESULT_LINK));
    }
    return CompletableFuture.supplyAsync(
            () -> asItIs ? staging.passThrough(picture.location()) : Optional.<URI>empty(), reading)
        .thenCompose(
            inPlace ->
                inPlace.isPresent()
                    ? CompletableFuture.completedFuture(
                        new Ready(inPlace.get(), picture.size(), Route.IN_PLACE))
                    : room.with(picture.bytes(), () -> copy(picture, actions, mode)));
  }

  private CompletableFuture<Prepared> copy(Working picture, List<Action> actions, FitMode mode) {
    return CompletableFuture.supplyAsync(() -> load(picture), reading)
        .thenApplyAsync(loaded -> fit(picture, actions, mode, loaded), fitting)
        .thenCompose(this::stage);
  }

  /** A picture's bytes, as they were when it was inspected. */
  CompletableFuture<Loaded> bytesOf(Working picture) {
    return CompletableFuture.supplyAsync(() -> load(picture), reading);
  }

  /** A picture on its way to the staging bucket, or why it goes no further. */
  sealed interface Loaded {
    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    record Bytes(byte[] bytes) implements Loaded {}

    record Fitted(FittedPhoto photo) implements Loaded {}

    record Missing(Failure failure) implements Loaded {}
  }

  private static Loaded load(Working picture) {
    String location = picture.location();
    try (SeekableByteChannel file = PhotoFile.open(location)) {
      byte[] bytes =
          Channels.newInputStream(file).readNBytes(Math.toIntExact(picture.bytes().bytes() + 1));
      if (bytes.length != picture.bytes().bytes() || !picture.identity().matches(bytes)) {
        return missing(
            "Changed",
            "Expected " + location + " as it was inspected but it was changed since",
            Remedy.RETRY);
      }
      return new Loaded.Bytes(bytes);
    } catch (NoSuchFileException e) {
      return missing(
          "NotFound", "Expected a picture at " + location + " but it is gone", Remedy.RETRY);
    } catch (IOException e) {
      return missing(
          "NotReadable",
          "Expected to read " + location + " but could not: " + PhotoFile.reason(e),
          Remedy.RETRY);
    }
  }

  /** The picture as the step takes it; one that is whole only by its header is found out here. */
  private Loaded fit(Working picture, List<Action> actions, FitMode mode, Loaded loaded) {
    if (!(loaded instanceof Loaded.Bytes file)) {
      return loaded;
    }
    FitResult result =
        admit(picture, actions, mode) instanceof Admission.Fits
            ? Fit.fit(file.bytes(), picture.header(), actions, mode, background)
            : Fit.unchanged(file.bytes(), picture.header());
    return result instanceof FitResult.Unfit unfit
        ? missing(unfit.code(), unfit.message() + " (" + picture.location() + ")", Remedy.REFUSED)
        : new Loaded.Fitted(((FitResult.Fitted) result).photo());
  }

  private CompletableFuture<Prepared> stage(Loaded loaded) {
    return loaded instanceof Loaded.Fitted fitted
        ? stage(fitted.photo())
        : CompletableFuture.completedFuture(new NotReady(((Loaded.Missing) loaded).failure()));
  }

  private CompletableFuture<Prepared> stage(FittedPhoto fitted) {
    PixelSize size = new PixelSize(fitted.width(), fitted.height());
    return staging
        .stage(Identity.ofBytes(fitted.bytes()).digest(), fitted.bytes(), fitted.format())
        .thenApply(result -> prepared(result, size));
  }

  private static Prepared prepared(StageResult result, PixelSize size) {
    if (result instanceof Staged staged) {
      return new Ready(staged.url(), size, Route.STAGED);
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
    return new Loaded.Missing(Failure.unpaid(STEP, code, message, remedy));
  }
}
