package darkroom.photo;

import darkroom.action.AlphaMode;
import darkroom.action.ImageFormat;
import darkroom.action.MetadataMode;
import darkroom.photo.Container.Others;
import darkroom.photo.FitResult.Fitted;
import darkroom.photo.FitResult.Unfit;
import darkroom.photo.HeaderReading.Readable;
import darkroom.photo.HeaderReading.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Makes the output of a result: in the format that is wished, with what the call did not hand back.
 * Pixels are written anew only where the format changes or alpha comes or goes; otherwise their
 * bytes stay and metadata is put in beside them.
 */
public final class Finishing {
  /** Sides of a resized picture are rounded, so that its shape is off by a pixel or two. */
  private static final double ROUNDING = 2;

  private Finishing() {}

  /**
   * The output of a result, which is an image; videos are written as they come. A photo that no
   * call changed may be given too.
   */
  public static FitResult finish(byte[] result, Wish wish, Carried carried, Provenance provenance) {
    HeaderReading reading = PhotoHeaders.read(result);
    if (reading instanceof Unreadable unreadable) {
      return new Unfit(unreadable.code(), unreadable.message());
    }
    PhotoHeader header = ((Readable) reading).header();
    Optional<Unfit> flaw = Fit.flaw(result, header);
    if (flaw.isPresent()) {
      return flaw.get();
    }
    List<String> notes = new ArrayList<>();
    ImageFormat format = wish.format().orElse(header.format());
    boolean putBack = putsBack(wish, carried, header, format, notes);
    boolean flatten = header.hasAlpha() && (wish.alpha() == AlphaMode.FLATTEN);
    byte[] output = result;
    if (putBack || flatten || format != header.format()) {
      Optional<byte[]> written = rewritten(result, header, wish, format, carried, putBack);
      if (written.isEmpty()) {
        return Fit.undecodable(header);
      }
      output = written.get();
      header = ((Readable) PhotoHeaders.read(output)).header();
    }
    byte[] labelled = labelled(output, header, wish.metadata(), carried, provenance, notes);
    return new Fitted(new FittedPhoto(labelled, format, header.width(), header.height(), notes));
  }

  private static boolean putsBack(
      Wish wish, Carried carried, PhotoHeader header, ImageFormat format, List<String> notes) {
    if (wish.alpha() == AlphaMode.FLATTEN
        || header.hasAlpha()
        || !holdsAlpha(format)
        || !carried.hasAlpha()) {
      return false;
    }
    Size alpha = carried.alphaSize().orElseThrow();
    Size upright = new Size(header.uprightWidth(), header.uprightHeight());
    if (!alpha.hasShapeOf(upright, ROUNDING)) {
      notes.add(
          "Expected a result of the original's shape to put its alpha back but was "
              + upright
              + " of "
              + alpha
              + ": the output is opaque");
      return false;
    }
    return true;
  }

  private static boolean holdsAlpha(ImageFormat format) {
    return switch (format) {
      case PNG, WEBP, TIFF -> true;
      case JPEG, BMP -> false;
    };
  }

  private static Optional<byte[]> rewritten(
      byte[] result,
      PhotoHeader header,
      Wish wish,
      ImageFormat format,
      Carried carried,
      boolean putBack) {
    Background background = Background.of(wish.background());
    try (PointerScope scope = new PointerScope()) {
      Optional<Pixels> decoded =
          Pixels.decode(result, header).map(pixels -> pixels.turned(header.orientation()));
      if (decoded.isEmpty()) {
        return Optional.empty();
      }
      Pixels pixels = decoded.get();
      if (putBack) {
        Mat alpha = carried.alpha(pixels.size()).orElseThrow();
        pixels = new Pixels(Alpha.putBack(pixels.mat(), alpha, background));
      } else if (wish.alpha() == AlphaMode.FLATTEN || !holdsAlpha(format)) {
        pixels = pixels.on(background);
      }
      return Optional.of(Encoding.of(format, wish.quality()).encode(pixels));
    }
  }

  /** With metadata, where the format has a place for it. */
  private static byte[] labelled(
      byte[] output,
      PhotoHeader header,
      MetadataMode mode,
      Carried carried,
      Provenance provenance,
      List<String> notes) {
    Optional<Container> container = Container.of(header.format());
    if (container.isEmpty()) {
      return output;
    }
    Size size = new Size(header.width(), header.height());
    Orientation orientation = header.orientation();
    if (mode == MetadataMode.STRIP) {
      Optional<byte[]> turn = turn(orientation).map(Exif::written);
      return container.get().with(output, turn, Optional.empty(), Others.DROPPED);
    }
    boolean place = mode == MetadataMode.KEEP;
    Optional<byte[]> exif =
        carried
            .exif()
            .map(e -> place ? e : e.withoutPlace())
            .map(e -> e.ofResult(size, orientation))
            .or(() -> turn(orientation))
            .map(e -> within(e, container.get().mostExif(), notes));
    byte[] xmp =
        carried
            .xmp()
            .flatMap(x -> Xmp.carried(x, size, orientation, mode))
            .map(x -> x.with(provenance).bytes())
            .filter(x -> isWithin(x, container.get().mostXmp(), notes))
            .orElseGet(() -> Xmp.of(provenance).bytes());
    return container
        .get()
        .with(output, exif, Optional.of(xmp), place ? Others.KEPT : Others.DROPPED);
  }

  /** A picture that does not stand upright must go on saying so. */
  private static Optional<Exif> turn(Orientation orientation) {
    return orientation == Orientation.UPRIGHT
        ? Optional.empty()
        : Optional.of(Exif.of(orientation));
  }

  /** Without its largest fields, as many as must go. */
  private static byte[] within(Exif exif, int most, List<String> notes) {
    Exif kept = exif;
    byte[] written = kept.written();
    while (written.length > most) {
      Exif.Shorter shorter = kept.withoutLargest().orElseThrow();
      notes.add(
          "Expected at most %d bytes of EXIF but was %d: left out its field 0x%04X"
              .formatted(most, written.length, shorter.dropped()));
      kept = shorter.exif();
      written = kept.written();
    }
    return written;
  }

  private static boolean isWithin(byte[] xmp, int most, List<String> notes) {
    if (xmp.length > most) {
      notes.add(
          "Expected at most %d bytes of XMP but was %d: left out the original's"
              .formatted(most, xmp.length));
    }
    return xmp.length <= most;
  }
}
