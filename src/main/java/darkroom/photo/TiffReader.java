package darkroom.photo;

import darkroom.action.Channels;
import darkroom.action.ImageFormat;
import darkroom.photo.FitResult.Unfit;
import darkroom.photo.HeaderReading.Readable;
import darkroom.photo.HeaderReading.Unreadable;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the first directory of a TIFF.
 *
 * @see <a href="https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf">TIFF 6.0</a>
 */
final class TiffReader implements FormatReader {
  private static final int SUBFILE_TYPE = 254;
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS_PER_SAMPLE = 258;
  private static final int PHOTOMETRIC = 262;
  private static final int STRIP_OFFSETS = 273;
  private static final int SAMPLES_PER_PIXEL = 277;
  private static final int STRIP_LENGTHS = 279;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_LENGTHS = 325;
  private static final int EXTRA_SAMPLES = 338;
  private static final int PALETTE = 3;
  private static final int SEPARATED = 5;

  @Override
  public ImageFormat format() {
    return ImageFormat.TIFF;
  }

  @Override
  public boolean begins(FileBytes file) throws IOException {
    return file.holds(0, "II*\0") || file.holds(0, "MM\0*");
  }

  @Override
  public HeaderReading header(FileBytes file) throws IOException {
    Optional<Ifd> directory = Ifd.first(file, 0);
    if (directory.isEmpty()) {
      return damaged("a directory of at most 512 entries", "more");
    }
    Ifd ifd = directory.get();
    if ((ifd.number(SUBFILE_TYPE, 0).orElse(0) & 1) == 1) {
      return new Unreadable(
          "FormatNotAccepted",
          "Expected a picture first in the TIFF but was its thumbnail, as in a camera's raw file");
    }
    long width = ifd.number(WIDTH, 0).orElse(0);
    long height = ifd.number(HEIGHT, 0).orElse(0);
    if (width == 0 || height == 0) {
      return zeroSize(width, height);
    }
    if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      return damaged("width and height of at most " + Integer.MAX_VALUE, width + "x" + height);
    }
    long bitDepth = ifd.number(BITS_PER_SAMPLE, 0).orElse(1);
    if (bitDepth < 1 || bitDepth > 64) {
      return damaged("1 to 64 bits a sample", bitDepth);
    }
    return new Readable(
        new PhotoHeader(
            format(),
            (int) width,
            (int) height,
            channels(ifd),
            (int) bitDepth,
            ifd.orientation(),
            ifd.last() ? Frames.ONE : Frames.MANY,
            profile(ifd)));
  }

  /** A profile is bytes without a meaning, which the directory does not count as numbers. */
  private static ColorProfile profile(Ifd ifd) throws IOException {
    Ifd.Entry entry = ifd.entries().get(Exif.ICC_PROFILE);
    return entry == null
        ? ColorProfile.SRGB
        : IccProfile.kind(
            ifd.file(), ifd.at() + ifd.file().u32(entry.fieldAt(), ifd.order()), entry.count());
  }

  private static Channels channels(Ifd ifd) throws IOException {
    long photometric = ifd.number(PHOTOMETRIC, 0).orElse(0);
    long extra = ifd.number(EXTRA_SAMPLES, 0).orElse(0);
    boolean alpha = extra == 1 || extra == 2;
    if (photometric == PALETTE) {
      return Channels.PALETTE;
    }
    if (photometric == SEPARATED) {
      return Channels.CMYK;
    }
    if (ifd.number(SAMPLES_PER_PIXEL, 0).orElse(1) < 3) {
      return alpha ? Channels.GRAY_ALPHA : Channels.GRAY;
    }
    return alpha ? Channels.RGBA : Channels.RGB;
  }

  /**
   * The file with its orientation set to upright: the decoder turns a TIFF by it even when asked
   * not to, and for every other format it does not.
   */
  static byte[] unturned(byte[] file) {
    try {
      Ifd ifd = Ifd.first(FileBytes.whole(file), 0).orElseThrow();
      if (ifd.orientation() == Orientation.UPRIGHT) {
        return file;
      }
      Ifd.Entry entry = ifd.entries().get(Ifd.ORIENTATION);
      int width = Ifd.Entry.width(entry.type());
      int at = (int) entry.valuesAt();
      byte[] unturned = file.clone();
      Arrays.fill(unturned, at, at + width, (byte) 0);
      unturned[ifd.order() == ByteOrder.LITTLE_ENDIAN ? at : at + width - 1] = 1;
      return unturned;
    } catch (IOException e) {
      throw new IllegalStateException("Expected a directory that was read before", e);
    }
  }

  /** Checks that the directory's strips or tiles lie inside the file. */
  @Override
  public Optional<Unfit> flaw(FileBytes file) throws IOException {
    Ifd ifd = Ifd.first(file, 0).orElseThrow();
    boolean tiled = ifd.count(TILE_OFFSETS) > 0;
    int offsets = tiled ? TILE_OFFSETS : STRIP_OFFSETS;
    int lengths = tiled ? TILE_LENGTHS : STRIP_LENGTHS;
    long parts = Math.min(ifd.count(offsets), ifd.count(lengths));
    for (long i = 0; i < parts; i++) {
      long end = ifd.number(offsets, i).orElseThrow() + ifd.number(lengths, i).orElseThrow();
      if (end > file.length()) {
        return Optional.of(truncated());
      }
    }
    return Optional.empty();
  }
}
