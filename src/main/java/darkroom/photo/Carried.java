package darkroom.photo;

import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * What an original holds that a call does not hand back: its EXIF, its XMP and its alpha. Its ICC
 * profile is not among it: the pixels that are sent are sRGB, and so are those that come back.
 */
public final class Carried {
  /** Compressed, since it is kept for as long as a photo is worked on. */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  private record Plane(byte[] png, Size size) {}

  private final Optional<Exif> exif;
  private final Optional<byte[]> xmp;
  private final Optional<Plane> alpha;

  private Carried(Optional<Exif> exif, Optional<byte[]> xmp, Optional<Plane> alpha) {
    this.exif = exif;
    this.xmp = xmp;
    this.alpha = alpha;
  }

  /** Nothing at all. */
  public static Carried nothing() {
    return new Carried(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * What an original holds; broken parts of it are left out.
   *
   * @param header as {@link PhotoHeaders} read it from this file
   */
  public static Carried of(byte[] original, PhotoHeader header) {
    Metadata metadata = Container.metadata(original, header.format());
    return new Carried(metadata.exif(), metadata.xmp(), plane(original, header));
  }

  private static Optional<Plane> plane(byte[] original, PhotoHeader header) {
    if (!header.hasAlpha() || header.pixels() > Admissions.MOST_PIXELS) {
      return Optional.empty();
    }
    try (PointerScope scope = new PointerScope()) {
      return Pixels.decode(original, header)
          .filter(Pixels::hasAlpha)
          .map(pixels -> new Pixels(pixels.alpha()).turned(header.orientation()))
          .filter(alpha -> !Alpha.isOpaque(alpha.mat()))
          .map(alpha -> new Plane(Encoding.png().encode(alpha), alpha.size()));
    }
  }

  Optional<Exif> exif() {
    return exif;
  }

  Optional<byte[]> xmp() {
    return xmp;
  }

  /** Whether some of the original shows what is under it. */
  public boolean hasAlpha() {
    return alpha.isPresent();
  }

  /** The size of the upright alpha. */
  Optional<Size> alphaSize() {
    return alpha.map(Plane::size);
  }

  /** The upright alpha in another size; memory belongs to the pointer scope. */
  Optional<Mat> alpha(Size size) {
    return alpha.map(a -> Alpha.resized(Alpha.decode(a.png), size));
  }
}
