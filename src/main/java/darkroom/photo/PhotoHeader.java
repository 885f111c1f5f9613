package darkroom.photo;

import darkroom.action.Channels;
import darkroom.action.ImageFormat;

/**
 * What a photo file's header says.
 *
 * @param width of the stored pixels, before they are turned upright
 * @param height of the stored pixels, before they are turned upright
 * @param channels as encoded; a palette with transparent entries is {@link Channels#RGBA}
 * @param bitDepth bits per channel as encoded; of a palette, bits per index
 * @param profile which colours the numbers mean
 */
public record PhotoHeader(
    ImageFormat format,
    int width,
    int height,
    Channels channels,
    int bitDepth,
    Orientation orientation,
    Frames frames,
    ColorProfile profile) {

  public PhotoHeader {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "Expected width and height of at least 1x1 but was " + width + "x" + height);
    }
    if (bitDepth < 1) {
      throw new IllegalArgumentException("Expected a bit depth of at least 1 but was " + bitDepth);
    }
  }

  /** A header of sRGB pixels. */
  public PhotoHeader(
      ImageFormat format,
      int width,
      int height,
      Channels channels,
      int bitDepth,
      Orientation orientation,
      Frames frames) {
    this(format, width, height, channels, bitDepth, orientation, frames, ColorProfile.SRGB);
  }

  /** The width that a viewer shows. */
  public int uprightWidth() {
    return orientation.swapsSides() ? height : width;
  }

  /** The height that a viewer shows. */
  public int uprightHeight() {
    return orientation.swapsSides() ? width : height;
  }

  public long pixels() {
    return (long) width * height;
  }

  public boolean hasAlpha() {
    return channels == Channels.RGBA || channels == Channels.GRAY_ALPHA;
  }
}
