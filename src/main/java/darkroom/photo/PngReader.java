package darkroom.photo;

import static java.nio.ByteOrder.BIG_ENDIAN;

import darkroom.action.Channels;
import darkroom.action.ImageFormat;
import darkroom.photo.FitResult.Unfit;
import darkroom.photo.HeaderReading.Readable;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Walks the chunks of a PNG up to its pixels.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">Portable Network Graphics, third edition</a>
 */
final class PngReader implements FormatReader {
  private static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";
  private static final int IHDR_DATA = 16;
  private static final int FIRST_CHUNK_END = 33;

  /** Length, type and checksum around a chunk's data. */
  private static final int CHUNK_FRAME = 12;

  @Override
  public ImageFormat format() {
    return ImageFormat.PNG;
  }

  @Override
  public boolean begins(FileBytes file) throws IOException {
    return file.holds(0, SIGNATURE);
  }

  @Override
  public HeaderReading header(FileBytes file) throws IOException {
    int width = file.i32(IHDR_DATA, BIG_ENDIAN);
    int height = file.i32(IHDR_DATA + 4, BIG_ENDIAN);
    int bitDepth = file.u8(IHDR_DATA + 8);
    int colour = file.u8(IHDR_DATA + 9);
    if (!file.holds(12, "IHDR")) {
      return damaged("the IHDR chunk first", "another");
    }
    if (width == 0 || height == 0) {
      return zeroSize(width, height);
    }
    if (width < 0 || height < 0) {
      return damaged(
          "width and height of at most " + Integer.MAX_VALUE,
          Integer.toUnsignedString(width) + "x" + Integer.toUnsignedString(height));
    }
    if (Integer.bitCount(bitDepth) != 1 || bitDepth > 16) {
      return damaged("a bit depth of 1, 2, 4, 8 or 16", bitDepth);
    }
    Extras extras = extras(file);
    Channels channels;
    switch (colour) {
      case 0 -> channels = extras.transparent ? Channels.GRAY_ALPHA : Channels.GRAY;
      case 2 -> channels = extras.transparent ? Channels.RGBA : Channels.RGB;
      case 3 -> channels = extras.transparent ? Channels.RGBA : Channels.PALETTE;
      case 4 -> channels = Channels.GRAY_ALPHA;
      case 6 -> channels = Channels.RGBA;
      default -> {
        return damaged("colour type 0, 2, 3, 4 or 6", colour);
      }
    }
    return new Readable(
        new PhotoHeader(
            format(),
            width,
            height,
            channels,
            bitDepth,
            extras.orientation,
            extras.frames,
            extras.profile));
  }

  /** What the chunks between the header and the pixels tell. */
  private record Extras(
      boolean transparent, Frames frames, Orientation orientation, ColorProfile profile) {}

  /** Stops at the pixels: EXIF behind them would cost a walk over the whole file. */
  private static Extras extras(FileBytes file) throws IOException {
    boolean transparent = false;
    Frames frames = Frames.ONE;
    Orientation orientation = Orientation.UPRIGHT;
    ColorProfile profile = ColorProfile.SRGB;
    long at = FIRST_CHUNK_END;
    while (!file.holds(at + 4, "IDAT") && !file.holds(at + 4, "IEND")) {
      if (file.holds(at + 4, "tRNS")) {
        transparent = true;
      } else if (file.holds(at + 4, "acTL")) {
        frames = Frames.MANY;
      } else if (file.holds(at + 4, "eXIf")) {
        orientation = Ifd.orientation(file, at + 8);
      } else if (file.holds(at + 4, "iCCP")) {
        profile = profile(file, at + 8, file.u32(at, BIG_ENDIAN));
      }
      at += CHUNK_FRAME + file.u32(at, BIG_ENDIAN);
    }
    return new Extras(transparent, frames, orientation, profile);
  }

  /** A chunk longer than any of sRGB is taken to be another. */
  private static ColorProfile profile(FileBytes file, long at, long length) throws IOException {
    if (length > FileBytes.FIRST_WINDOW) {
      return ColorProfile.OTHER;
    }
    try {
      byte[] chunk = new byte[(int) length];
      file.slice(at, chunk.length).get(chunk);
      return PngContainer.profile(chunk).map(IccProfile::kind).orElse(ColorProfile.SRGB);
    } catch (OutOfReach e) {
      return ColorProfile.OTHER;
    }
  }

  /** Checks that every chunk is there, and the checksum of those that make the picture. */
  @Override
  public Optional<Unfit> flaw(FileBytes file) throws IOException {
    long at = SIGNATURE.length();
    while (true) {
      long length = file.u32(at, BIG_ENDIAN);
      long end = at + CHUNK_FRAME + length;
      int expected = file.i32(end - 4, BIG_ENDIAN);
      boolean critical = Character.isUpperCase((char) file.u8(at + 4));
      if (critical) {
        CRC32 checksum = new CRC32();
        checksum.update(file.slice(at + 4, (int) length + 4));
        if ((int) checksum.getValue() != expected) {
          return Optional.of(
              new Unfit(
                  "Damaged", "Expected intact pixels in the PNG but their checksum is wrong"));
        }
      }
      if (file.holds(at + 4, "IEND")) {
        return Optional.empty();
      }
      at = end;
    }
  }
}
