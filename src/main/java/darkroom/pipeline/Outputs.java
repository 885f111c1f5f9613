package darkroom.pipeline;

import darkroom.action.AlphaMode;
import darkroom.action.ApiError.Remedy;
import darkroom.action.ByteSize;
import darkroom.action.ImageFormat;
import darkroom.action.MetadataMode;
import darkroom.job.Images;
import darkroom.ledger.KeptResult;
import darkroom.ledger.Ledger;
import darkroom.ledger.WrittenOutput;
import darkroom.photo.Carried;
import darkroom.photo.Finishing;
import darkroom.photo.FitResult;
import darkroom.photo.FittedPhoto;
import darkroom.photo.Provenance;
import darkroom.photo.Wish;
import darkroom.pipeline.Preparation.Loaded;
import darkroom.pipeline.Walked.Source;
import darkroom.storage.FileStat;
import darkroom.storage.WholeFiles;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Writes pictures to the output: finished as the job wishes, whole or not at all, and not again
 * where they stand as they were written.
 */
final class Outputs {
  private static final String STEP = "WriteImages";
  private static final String VIDEO_TYPE = "video/x-msvideo";
  private static final String SIDECAR = ".xmp";

  private final Images images;
  private final ImageNames names;
  private final String recipe;
  private final Preparation pictures;
  private final Ledger ledger;
  private final RunTerms terms;
  private final Room room;
  private final Executor storing;
  private final Executor finishing;

  /**
   * Outputs of a job.
   *
   * @param recipe in words, for the note that each image carries
   */
  Outputs(
      Images images,
      ImageNames names,
      String recipe,
      Preparation pictures,
      Ledger ledger,
      RunTerms terms,
      Room room,
      Executor storing,
      Executor finishing) {
    this.images = images;
    this.names = names;
    this.recipe = recipe;
    this.pictures = pictures;
    this.ledger = ledger;
    this.terms = terms;
    this.room = room;
    this.storing = storing;
    this.finishing = finishing;
  }

  /** One file to be written. */
  private record Work(
      Journey journey, Source source, String location, String made, List<String> actions) {}

  /** Writes a result: a picture, or a video as it is. */
  CompletableFuture<Walked> write(
      Journey journey, Walked walked, KeptResult result, Source source, List<String> actions) {
    return KeptPictures.isVideo(result)
        ? writeVideo(journey, walked, result, source, actions)
        : write(journey, walked, KeptPictures.working(result, Optional.empty()), source, actions);
  }

  /** Writes a picture. */
  CompletableFuture<Walked> write(
      Journey journey, Walked walked, Working picture, Source source, List<String> actions) {
    ImageFormat format = images.format().orElse(picture.header().format());
    String made = picture.identity().value() + " " + wish() + " " + format;
    Work work =
        new Work(journey, source, names.of(journey, source, format.extension()), made, actions);
    WrittenImage image = image(work, picture.size(), format.name(), picture.identity().value());
    return unlessThere(work, image, () -> room.with(picture.bytes(), () -> finish(work, picture)))
        .thenApply(written -> written.onto(walked));
  }

  private CompletableFuture<Walked> writeVideo(
      Journey journey, Walked walked, KeptResult video, Source source, List<String> actions) {
    String location = names.of(journey, source, "avi");
    Work work = new Work(journey, source, location, video.identity(), actions);
    WrittenImage image = image(work, new Outcome.PixelSize(0, 0), video.format(), video.identity());
    return unlessThere(
            work,
            image,
            () ->
                room.with(
                    ByteSize.bytes(video.bytes()),
                    () -> storing(work, () -> copy(work, video, image))))
        .thenApply(written -> written.onto(walked));
  }

  private static WrittenImage image(
      Work work, Outcome.PixelSize size, String format, String identity) {
    return new WrittenImage(
        work.source().step(),
        work.location(),
        format,
        size.width(),
        size.height(),
        0,
        identity,
        work.actions());
  }

  /** What came of writing. */
  private sealed interface Written {
    Walked onto(Walked walked);

    record There(WrittenImage image) implements Written {
      @Override
      public Walked onto(Walked walked) {
        return walked.with(image);
      }
    }

    record NotThere(Failure failure) implements Written {
      @Override
      public Walked onto(Walked walked) {
        return walked.with(failure);
      }
    }
  }

  /** Work that may wait for storage. */
  private interface Stored {
    Written get() throws IOException;
  }

  private interface Writing {
    CompletableFuture<Written> start();
  }

  private CompletableFuture<Written> storing(Work work, Stored writing) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return writing.get();
          } catch (IOException e) {
            return notThere(work, e);
          }
        },
        storing);
  }

  private static Written notThere(Work work, IOException e) {
    return new Written.NotThere(
        Failure.unpaid(
            STEP,
            "NotWritten",
            "Expected to write " + work.location() + " but could not: " + PhotoFile.reason(e),
            Remedy.RETRY));
  }

  private CompletableFuture<Written> unlessThere(Work work, WrittenImage image, Writing writing) {
    return CompletableFuture.supplyAsync(() -> standing(work), storing)
        .thenCompose(
            there ->
                there
                    .map(file -> done(new Written.There(image.of(file.bytes()))))
                    .orElseGet(writing::start));
  }

  /** The file, where it stands as an earlier run wrote it. */
  private Optional<FileStat> standing(Work work) {
    try {
      return WholeFiles.stat(work.location())
          .filter(
              file ->
                  work.journey().photo().recalled().written(work.location(), work.made(), file));
    } catch (IOException e) {
      // It is written, which tells what is wrong with the storage where something is.
      return Optional.empty();
    }
  }

  private CompletableFuture<Written> finish(Work work, Working picture) {
    CompletableFuture<Loaded> original =
        needsOriginal(work.journey().original())
            ? pictures.bytesOf(work.journey().original())
            : CompletableFuture.completedFuture(new Loaded.Bytes(new byte[0]));
    return pictures
        .bytesOf(picture)
        .thenCombineAsync(original, (result, photo) -> finished(work, result, photo), finishing)
        .thenCompose(
            finished ->
                finished instanceof Loaded.Fitted fitted
                    ? storing(work, () -> put(work, picture, fitted.photo()))
                    : done(new Written.NotThere(((Loaded.Missing) finished).failure())));
  }

  private boolean needsOriginal(Working original) {
    return images.metadata() != MetadataMode.STRIP
        || (images.alpha() == AlphaMode.KEEP && original.header().hasAlpha());
  }

  private Loaded finished(Work work, Loaded result, Loaded original) {
    if (result instanceof Loaded.Missing) {
      return result;
    }
    if (original instanceof Loaded.Missing) {
      return original;
    }
    byte[] photo = ((Loaded.Bytes) original).bytes();
    Carried carried =
        photo.length == 0
            ? Carried.nothing()
            : Carried.of(photo, work.journey().original().header());
    FitResult finished =
        Finishing.finish(((Loaded.Bytes) result).bytes(), wish(), carried, provenance(work));
    return finished instanceof FitResult.Unfit unfit
        ? new Loaded.Missing(Failure.unpaid(STEP, unfit.code(), unfit.message(), Remedy.REFUSED))
        : new Loaded.Fitted(((FitResult.Fitted) finished).photo());
  }

  private Wish wish() {
    return new Wish(
        images.format(), images.quality(), images.metadata(), images.alpha(), images.background());
  }

  private Provenance provenance(Work work) {
    return new Provenance(
        work.journey().entry().uri(),
        work.journey().original().identity().value(),
        recipe,
        work.actions(),
        terms.now());
  }

  private Written put(Work work, Working picture, FittedPhoto finished) throws IOException {
    WholeFiles.write(work.location(), finished.bytes(), finished.format().mediaType());
    if (!Provenance.fitsInto(finished.format())) {
      sidecar(work);
    }
    return record(
        work,
        image(
            work,
            new Outcome.PixelSize(finished.width(), finished.height()),
            finished.format().name(),
            picture.identity().value()));
  }

  private Written copy(Work work, KeptResult video, WrittenImage image) throws IOException {
    WholeFiles.write(work.location(), WholeFiles.read(video.location()), VIDEO_TYPE);
    sidecar(work);
    return record(work, image);
  }

  private void sidecar(Work work) throws IOException {
    WholeFiles.write(work.location() + SIDECAR, provenance(work).sidecar(), "application/rdf+xml");
  }

  private Written record(Work work, WrittenImage image) throws IOException {
    FileStat file =
        WholeFiles.stat(work.location())
            .orElseThrow(() -> new IOException(work.location() + " was removed as it was written"));
    ledger.record(
        WrittenOutput.of(
            work.journey().original().identity().value(),
            work.location(),
            work.made(),
            file,
            terms.runId(),
            terms.now()));
    return new Written.There(image.of(file.bytes()));
  }

  private static CompletableFuture<Written> done(Written written) {
    return CompletableFuture.completedFuture(written);
  }
}
