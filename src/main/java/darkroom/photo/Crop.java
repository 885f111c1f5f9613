package darkroom.photo;

import darkroom.photo.FitResult.Fitted;
import darkroom.photo.FitResult.Unfit;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;

/** Cuts a part out of a photo as a viewer shows it. */
public final class Crop {
  private static final int QUALITY = 95;

  private Crop() {}

  /**
   * The part of the upright photo between two corners, in sRGB: PNG where nothing was lost before
   * or it has alpha, JPEG elsewhere. What lies outside the photo is left off.
   *
   * @param header as {@link PhotoHeaders} read it from this file
   * @param maxX the first column outside
   * @param maxY the first row outside
   */
  public static FitResult of(
      byte[] file, PhotoHeader header, int minX, int minY, int maxX, int maxY) {
    Optional<Unfit> flaw = Fit.flaw(file, header);
    if (flaw.isPresent()) {
      return flaw.get();
    }
    int left = Math.max(0, minX);
    int top = Math.max(0, minY);
    int right = Math.min(header.uprightWidth(), maxX);
    int bottom = Math.min(header.uprightHeight(), maxY);
    if (left >= right || top >= bottom) {
      return new Unfit(
          "OutsidePhoto",
          "Expected a crop inside %dx%d but was %d,%d to %d,%d"
              .formatted(header.uprightWidth(), header.uprightHeight(), minX, minY, maxX, maxY));
    }
    Size size = new Size(right - left, bottom - top);
    try (PointerScope scope = new PointerScope()) {
      Optional<Pixels> decoded = Pixels.decode(file, header);
      if (decoded.isEmpty()) {
        return Fit.undecodable(header);
      }
      Pixels part = decoded.get().turned(header.orientation()).cut(left, top, size);
      boolean lossless = part.hasAlpha() || Fit.isLossless(file);
      Encoding encoding = lossless ? Encoding.png() : Encoding.jpeg(QUALITY);
      return new Fitted(
          new FittedPhoto(encoding.encode(part), encoding.format(), size.width(), size.height()));
    }
  }
}
