package darkroom.photo;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import darkroom.action.Channels;
import darkroom.action.ImageFormat;
import darkroom.photo.FitResult.Unfit;
import darkroom.photo.HeaderReading.Readable;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads a BMP's header, in Windows' and OS/2's versions.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/gdi/bitmap-header-types">Bitmap
 *     header types</a>
 */
final class BmpReader implements FormatReader {
  private static final int PIXELS_AT = 10;
  private static final int INFO = 14;
  private static final int CORE_HEADER = 12;
  private static final int OS2_SHORT_HEADER = 16;

  /** From this header on it says which bits are alpha. */
  private static final int ALPHA_MASK_HEADER = 56;

  private static final int LARGEST_HEADER = 124;
  private static final int UNCOMPRESSED = 0;
  private static final int BITFIELDS = 3;
  private static final int ALPHA_BITFIELDS = 6;

  /** The fields that every version has, in one form. */
  private record Info(long headerLength, long width, long height, int bits, long compression) {
    boolean uncompressed() {
      return compression == UNCOMPRESSED || masked();
    }

    boolean masked() {
      return compression == BITFIELDS || compression == ALPHA_BITFIELDS;
    }

    /** Rows are padded to four bytes. */
    long rowLength() {
      return (width * bits + 31) / 32 * 4;
    }
  }

  @Override
  public ImageFormat format() {
    return ImageFormat.BMP;
  }

  /** A text may begin with these letters too, but not with a header's length in the right place. */
  @Override
  public boolean begins(FileBytes file) throws IOException {
    return file.holds(0, "BM") && (file.length() < INFO + 4 || file.u8(INFO + 3) == 0);
  }

  @Override
  public HeaderReading header(FileBytes file) throws IOException {
    long headerLength = file.u32(INFO, LITTLE_ENDIAN);
    if (headerLength < CORE_HEADER || headerLength > LARGEST_HEADER) {
      return damaged("a header of 12 to 124 bytes", headerLength);
    }
    Info info = info(file);
    if (info.width == 0 || info.height == 0) {
      return zeroSize(info.width, info.height);
    }
    if (info.width < 0 || info.height > Integer.MAX_VALUE) {
      return damaged(
          "width and height of at most " + Integer.MAX_VALUE, info.width + "x" + info.height);
    }
    Channels channels;
    int bitDepth;
    switch (info.bits) {
      case 1, 2, 4, 8 -> {
        channels = Channels.PALETTE;
        bitDepth = info.bits;
      }
      case 16 -> {
        channels = Channels.RGB;
        bitDepth = 5;
      }
      case 24, 32 -> {
        channels = hasAlpha(file, info) ? Channels.RGBA : Channels.RGB;
        bitDepth = 8;
      }
      default -> {
        return damaged("1, 2, 4, 8, 16, 24 or 32 bits a pixel", info.bits);
      }
    }
    return new Readable(
        new PhotoHeader(
            format(),
            (int) info.width,
            (int) info.height,
            channels,
            bitDepth,
            Orientation.UPRIGHT,
            Frames.ONE));
  }

  private static Info info(FileBytes file) throws IOException {
    long headerLength = file.u32(INFO, LITTLE_ENDIAN);
    if (headerLength == CORE_HEADER) {
      return new Info(
          headerLength,
          file.u16(INFO + 4, LITTLE_ENDIAN),
          file.u16(INFO + 6, LITTLE_ENDIAN),
          file.u16(INFO + 10, LITTLE_ENDIAN),
          UNCOMPRESSED);
    }
    return new Info(
        headerLength,
        file.i32(INFO + 4, LITTLE_ENDIAN),
        // Rows from the top down are told by a negative height.
        Math.abs((long) file.i32(INFO + 8, LITTLE_ENDIAN)),
        file.u16(INFO + 14, LITTLE_ENDIAN),
        headerLength <= OS2_SHORT_HEADER ? UNCOMPRESSED : file.u32(INFO + 16, LITTLE_ENDIAN));
  }

  private static boolean hasAlpha(FileBytes file, Info info) throws IOException {
    return info.bits == 32
        && info.headerLength >= ALPHA_MASK_HEADER
        && info.masked()
        && file.u32(INFO + 52, LITTLE_ENDIAN) != 0;
  }

  /** Checks that the last row is there; compressed rows tell their end only to a decoder. */
  @Override
  public Optional<Unfit> flaw(FileBytes file) throws IOException {
    Info info = info(file);
    if (info.uncompressed()) {
      long rows = info.rowLength() * info.height;
      file.u8(file.u32(PIXELS_AT, LITTLE_ENDIAN) + rows - 1);
    }
    return Optional.empty();
  }
}
