package darkroom.photo;

import darkroom.action.Action;
import darkroom.photo.FitResult.Fitted;
import darkroom.photo.FitResult.Unfit;
import darkroom.photo.HeaderReading.Readable;
import darkroom.photo.HeaderReading.Unreadable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;

/**
 * Makes photos conform: upright, under every limit at once, 8-bit RGB on white, PNG where nothing
 * was lost before and JPEG elsewhere. Of an animation or a file of several pages the first is
 * taken, which is what a viewer shows at once. The same file and actions always give the same
 * bytes.
 */
public final class Fit {
  /** How much smaller the sides are made at least, where the file is still too large. */
  private static final double LEAST_SHRINKING = 0.9;

  private Fit() {}

  /**
   * The photo as large as every action takes it, and never larger than it is.
   *
   * @param header as {@link PhotoHeaders} read it from this file
   */
  public static FitResult shrink(byte[] file, PhotoHeader header, List<Action> actions) {
    Optional<Unfit> flaw = flaw(file, header);
    if (flaw.isPresent()) {
      return flaw.get();
    }
    try (PointerScope scope = new PointerScope()) {
      Optional<Pixels> decoded = Pixels.decode(file, header);
      if (decoded.isEmpty()) {
        return new Unfit(
            "Damaged",
            "Expected a " + header.format() + " that decodes but its pixels are damaged");
      }
      return encode(decoded.get(), header, encodings(file), Limits.of(actions));
    }
  }

  /**
   * The file as it is, once it is seen to be whole; no pixel is decoded.
   *
   * @param header as {@link PhotoHeaders} read it from this file
   */
  public static FitResult unchanged(byte[] file, PhotoHeader header) {
    Optional<Unfit> flaw = flaw(file, header);
    return flaw.isPresent()
        ? flaw.get()
        : new Fitted(new FittedPhoto(file, header.format(), header.width(), header.height()));
  }

  private static Optional<Unfit> flaw(byte[] file, PhotoHeader header) {
    HeaderReading reading = PhotoHeaders.read(file);
    if (reading instanceof Unreadable unreadable) {
      return Optional.of(new Unfit(unreadable.code(), unreadable.message()));
    }
    if (reading instanceof Readable now && !now.header().equals(header)) {
      return Optional.of(
          new Unfit("Changed", "Expected the file that was inspected but it has changed since"));
    }
    return Breach.ofPixels(header)
        .map(breach -> new Unfit(breach.code(), breach.message()))
        .or(() -> incomplete(file));
  }

  private static Optional<Unfit> incomplete(byte[] file) {
    try {
      FileBytes whole = FileBytes.whole(file);
      FormatReader reader = FormatReader.of(whole).orElseThrow();
      try {
        return reader.flaw(whole);
      } catch (OutOfReach e) {
        return Optional.of(reader.truncated());
      }
    } catch (IOException e) {
      throw new IllegalStateException("Memory can be read", e);
    }
  }

  private static List<Encoding> encodings(byte[] file) {
    try {
      FileBytes whole = FileBytes.whole(file);
      FormatReader reader = FormatReader.of(whole).orElseThrow();
      return reader.isLossless(whole) ? Encoding.ofLossless() : Encoding.ofLossy();
    } catch (IOException e) {
      throw new IllegalStateException("Memory can be read", e);
    }
  }

  private static FitResult encode(
      Pixels decoded, PhotoHeader header, List<Encoding> encodings, Limits limits) {
    long most = limits.bytes().bytes();
    Orientation orientation = header.orientation();
    Size size = new Size(header.uprightWidth(), header.uprightHeight()).shrunkInto(limits.max());
    FittedPhoto photo = encode(decoded, orientation, size, encodings, most);
    while (photo.bytes().length > most) {
      double factor = Math.sqrt((double) most / photo.bytes().length);
      Size smaller = size.shrunkBy(Math.min(LEAST_SHRINKING, factor));
      if (smaller.equals(size) || !limits.min().within(smaller)) {
        return new Unfit(
            "TooManyBytes",
            "Expected at most " + most + " bytes but was " + photo.bytes().length + " at " + size);
      }
      size = smaller;
      photo = encode(decoded, orientation, size, List.of(Encoding.SMALLEST), most);
    }
    return new Fitted(photo);
  }

  /** By the first encoding that stays within the bytes, or else by the last. */
  private static FittedPhoto encode(
      Pixels decoded, Orientation orientation, Size size, List<Encoding> encodings, long most) {
    try (PointerScope scope = new PointerScope()) {
      // Turned last, when there is less to turn.
      Size stored = orientation.swapsSides() ? size.swapped() : size;
      Pixels pixels = decoded.shrunkTo(stored).turned(orientation);
      int tried = 0;
      byte[] bytes = encodings.get(tried).encode(pixels);
      while (bytes.length > most && tried + 1 < encodings.size()) {
        tried++;
        bytes = encodings.get(tried).encode(pixels);
      }
      return new FittedPhoto(bytes, encodings.get(tried).format(), size.width(), size.height());
    }
  }
}
