package darkroom.photo;

import darkroom.action.Action;
import darkroom.action.ByteSize;
import darkroom.action.FitMode;
import darkroom.photo.Admission.Admitted;
import darkroom.photo.Admission.Fits;
import darkroom.photo.Admission.Rejected;
import darkroom.photo.Admission.Skipped;
import darkroom.photo.FitResult.Fitted;
import darkroom.photo.FitResult.Unfit;
import darkroom.photo.HeaderReading.Readable;
import darkroom.photo.HeaderReading.Unreadable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;

/**
 * Makes photos conform: upright, under every limit at once, opaque 8-bit sRGB, PNG where nothing
 * was lost before and JPEG elsewhere. Of an animation or a file of several pages the first is
 * taken, which is what a viewer shows at once. The same file, actions, mode and background always
 * give the same bytes.
 */
public final class Fit {
  /** How much smaller the sides are made at least, where the file is still too large. */
  private static final double LEAST_SHRINKING = 0.9;

  /** Counted up where the same fit begins to give other bytes. */
  private static final int VERSION = 1;

  private Fit() {}

  /**
   * The photo as every action takes it: the file as it is where they do, otherwise a copy, which is
   * never larger than it but for a border.
   *
   * @param header as {@link PhotoHeaders} read it from this file
   * @param background what is under transparent pixels and makes borders, as RRGGBB
   */
  public static FitResult fit(
      byte[] file, PhotoHeader header, List<Action> actions, FitMode mode, String background) {
    Admission admission = Admissions.admit(header, ByteSize.bytes(file.length), actions, mode);
    if (admission instanceof Rejected rejected) {
      return new Unfit(rejected.code(), rejected.message());
    }
    if (admission instanceof Skipped skipped) {
      return new Unfit(skipped.code(), skipped.message());
    }
    return admission instanceof Admitted
        ? unchanged(file, header)
        : conform(file, header, actions, mode, background);
  }

  /**
   * What a fit does to a photo, such as {@code fit1 999x562 bytes 3145727}: the same text for the
   * same file means the same bytes. Empty where the photo is sent as it is, or not at all.
   */
  public static String describe(
      PhotoHeader header, ByteSize bytes, List<Action> actions, FitMode mode, String background) {
    if (!(Admissions.admit(header, bytes, actions, mode) instanceof Fits)) {
      return "";
    }
    Limits limits = Limits.of(actions);
    Size size = upright(header).shrunkInto(limits.max());
    Size padded = padded(size, limits, mode);
    StringBuilder text = new StringBuilder("fit" + VERSION + " " + size);
    if (!padded.equals(size)) {
      text.append(" in ").append(padded);
    }
    text.append(" bytes ").append(limits.bytes().bytes());
    if (header.hasAlpha() || !padded.equals(size)) {
      text.append(" on ").append(Background.of(background));
    }
    return text.toString();
  }

  /** A copy of the photo that conforms, also where the file does. */
  static FitResult conform(
      byte[] file, PhotoHeader header, List<Action> actions, FitMode mode, String background) {
    Optional<Unfit> flaw = flaw(file, header);
    if (flaw.isPresent()) {
      return flaw.get();
    }
    try (PointerScope scope = new PointerScope()) {
      Background colour = Background.of(background);
      Optional<Pixels> decoded = Pixels.decode(file, header).map(pixels -> pixels.on(colour));
      return decoded.isEmpty()
          ? undecodable(header)
          : encode(decoded.get(), header, encodings(file), Limits.of(actions), mode, colour);
    }
  }

  static Unfit undecodable(PhotoHeader header) {
    return new Unfit(
        "Damaged", "Expected a " + header.format() + " that decodes but its pixels are damaged");
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

  /** Why a file is not the whole photo that its header tells of. */
  static Optional<Unfit> flaw(byte[] file, PhotoHeader header) {
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
    return isLossless(file) ? Encoding.ofLossless() : Encoding.ofLossy();
  }

  static boolean isLossless(byte[] file) {
    try {
      FileBytes whole = FileBytes.whole(file);
      return FormatReader.of(whole).orElseThrow().isLossless(whole);
    } catch (IOException e) {
      throw new IllegalStateException("Memory can be read", e);
    }
  }

  private static Size upright(PhotoHeader header) {
    return new Size(header.uprightWidth(), header.uprightHeight());
  }

  /** The size with its border, where it has one. */
  private static Size padded(Size size, Limits limits, FitMode mode) {
    return mode == FitMode.PAD
        ? new Size(
            Math.max(size.width(), limits.min().width()),
            Math.max(size.height(), limits.min().height()))
        : size;
  }

  private static FitResult encode(
      Pixels decoded,
      PhotoHeader header,
      List<Encoding> encodings,
      Limits limits,
      FitMode mode,
      Background background) {
    long most = limits.bytes().bytes();
    Orientation orientation = header.orientation();
    Size size = upright(header).shrunkInto(limits.max());
    Size padded = padded(size, limits, mode);
    FittedPhoto photo = encode(decoded, orientation, size, padded, background, encodings, most);
    while (photo.bytes().length > most) {
      double factor = Math.sqrt((double) most / photo.bytes().length);
      Size smaller = size.shrunkBy(Math.min(LEAST_SHRINKING, factor));
      padded = padded(smaller, limits, mode);
      boolean shrinks = mode == FitMode.SHRINK || mode == FitMode.PAD;
      if (!shrinks || smaller.equals(size) || !limits.min().within(padded)) {
        return new Unfit(
            "TooManyBytes",
            "Expected at most " + most + " bytes but was " + photo.bytes().length + " at " + size);
      }
      size = smaller;
      photo =
          encode(decoded, orientation, size, padded, background, List.of(Encoding.SMALLEST), most);
    }
    return new Fitted(photo);
  }

  /** By the first encoding that stays within the bytes, or else by the last. */
  private static FittedPhoto encode(
      Pixels decoded,
      Orientation orientation,
      Size size,
      Size padded,
      Background background,
      List<Encoding> encodings,
      long most) {
    try (PointerScope scope = new PointerScope()) {
      // Turned last, when there is less to turn.
      Size stored = orientation.swapsSides() ? size.swapped() : size;
      Pixels pixels = decoded.shrunkTo(stored).turned(orientation).paddedTo(padded, background);
      int tried = 0;
      byte[] bytes = encodings.get(tried).encode(pixels);
      while (bytes.length > most && tried + 1 < encodings.size()) {
        tried++;
        bytes = encodings.get(tried).encode(pixels);
      }
      return new FittedPhoto(bytes, encodings.get(tried).format(), padded.width(), padded.height());
    }
  }
}
