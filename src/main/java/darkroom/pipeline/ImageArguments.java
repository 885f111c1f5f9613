package darkroom.pipeline;

import darkroom.action.Action;
import darkroom.action.ApiError.Remedy;
import darkroom.action.ByteSize;
import darkroom.action.FitMode;
import darkroom.action.Parameter;
import darkroom.photo.Admission;
import darkroom.photo.HeaderReading;
import darkroom.photo.Identity;
import darkroom.photo.PhotoHeaders;
import darkroom.pipeline.Outcome.PixelSize;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The images that steps take beside the photo, such as a style, a logo or a mask: inspected once a
 * lane, and made ready like photos.
 */
final class ImageArguments {
  private final Stock stock;
  private final Executor reading;
  private final Map<String, CompletableFuture<Inspected>> inspected = new ConcurrentHashMap<>();

  ImageArguments(Stock stock, Executor reading) {
    this.stock = stock;
    this.reading = reading;
  }

  /** An image, or why it cannot be used. */
  sealed interface Inspected {
    record Usable(Working image) implements Inspected {}

    record Unusable(Failure failure) implements Inspected {}
  }

  /** What the image at this location is. */
  CompletableFuture<Inspected> inspect(String location) {
    return inspected.computeIfAbsent(
        location, l -> CompletableFuture.supplyAsync(() -> read(l), reading));
  }

  /** Reads what the image at this location is. */
  static Inspected read(String location) {
    try (SeekableByteChannel file = PhotoFile.open(location)) {
      ByteSize bytes = ByteSize.bytes(file.size());
      HeaderReading reading = PhotoHeaders.read(file);
      if (reading instanceof HeaderReading.Unreadable unreadable) {
        return unusable(unreadable.code(), unreadable.message() + " (" + location + ")");
      }
      file.position(0);
      Identity identity = Identity.ofSha256(Channels.newInputStream(file));
      return new Inspected.Usable(
          new Working(
              location,
              identity,
              bytes,
              ((HeaderReading.Readable) reading).header(),
              Optional.empty()));
    } catch (NoSuchFileException e) {
      return unusable("NotFound", "Expected an image at " + location + " but there is none");
    } catch (IOException e) {
      return unusable(
          "NotReadable", "Expected to read " + location + " but could not: " + PhotoFile.reason(e));
    }
  }

  private static Inspected unusable(String code, String message) {
    return new Inspected.Unusable(Failure.unpaid(Preparation.STEP, code, message, Remedy.REFUSED));
  }

  /** What is wrong with an image for a parameter, given the photo it goes with. */
  static Optional<Failure> flaw(Action action, Parameter parameter, Working image, Working photo) {
    PixelSize size = image.size();
    PixelSize whole = photo.size();
    boolean fits =
        switch (parameter.extent()) {
          case ANY -> true;
          case AS_PHOTO -> size.equals(whole);
          case WITHIN_PHOTO -> size.width() <= whole.width() && size.height() <= whole.height();
        };
    if (!fits) {
      return Optional.of(
          Failure.unpaid(
              Preparation.STEP,
              "SizeNotAccepted",
              "Expected %s (%dx%d) for %s.%s but was %dx%d (%s)"
                  .formatted(
                      parameter.extent().expectation(),
                      whole.width(),
                      whole.height(),
                      action,
                      parameter.name(),
                      size.width(),
                      size.height(),
                      image.location()),
              Remedy.REFUSED));
    }
    return Preparation.admit(image, List.of(action), FitMode.SHRINK)
            instanceof Admission.Rejected rejected
        ? Optional.of(
            Failure.unpaid(
                Preparation.STEP,
                rejected.code(),
                "%s, for %s.%s (%s)"
                    .formatted(rejected.message(), action, parameter.name(), image.location()),
                Remedy.REFUSED))
        : Optional.empty();
  }

  /** Makes an image ready to be read by the service. */
  CompletableFuture<Prepared> prepare(Action action, Working image) {
    return stock.prepare(image, List.of(action), FitMode.SHRINK);
  }
}
