package darkroom.photo;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import darkroom.action.Channels;
import darkroom.action.ImageFormat;
import darkroom.photo.FitResult.Unfit;
import darkroom.photo.HeaderReading.Readable;
import java.io.IOException;
import java.util.Optional;

/**
 * Walks the chunks of a WebP.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc9649">RFC 9649, WebP image format</a>
 */
final class WebpReader implements FormatReader {
  private static final int FIRST_CHUNK = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int ANIMATION_FLAG = 0x02;
  private static final int EXIF_FLAG = 0x08;
  private static final int ICC_FLAG = 0x20;
  private static final int ALPHA_FLAG = 0x10;
  private static final int SIDE_MASK = 0x3fff;

  /** Some writers keep the six bytes that come before EXIF in a JPEG. */
  private static final String EXIF_OF_JPEG = "Exif\0\0";

  @Override
  public ImageFormat format() {
    return ImageFormat.WEBP;
  }

  @Override
  public boolean begins(FileBytes file) throws IOException {
    return file.holds(0, "RIFF") && file.holds(8, "WEBP");
  }

  @Override
  public HeaderReading header(FileBytes file) throws IOException {
    long data = FIRST_CHUNK + CHUNK_HEADER;
    // The first bytes of each kind of data, so that a file which ends here is cut off.
    file.slice(FIRST_CHUNK, CHUNK_HEADER);
    if (file.holds(FIRST_CHUNK, "VP8 ")) {
      if (file.slice(data, 10).get(0) % 2 != 0 || !file.holds(data + 3, "\u009d\u0001*")) {
        return damaged("a key frame", "another");
      }
      int width = file.u16(data + 6, LITTLE_ENDIAN) & SIDE_MASK;
      int height = file.u16(data + 8, LITTLE_ENDIAN) & SIDE_MASK;
      return width == 0 || height == 0
          ? zeroSize(width, height)
          : still(width, height, Channels.RGB);
    }
    if (file.holds(FIRST_CHUNK, "VP8L")) {
      if (file.u8(data) != 0x2f) {
        return damaged("the mark 0x2f of lossless pixels", file.u8(data));
      }
      int packed = file.i32(data + 1, LITTLE_ENDIAN);
      boolean alpha = (packed >> 28 & 1) == 1;
      return still(
          (packed & SIDE_MASK) + 1,
          (packed >> 14 & SIDE_MASK) + 1,
          alpha ? Channels.RGBA : Channels.RGB);
    }
    if (file.holds(FIRST_CHUNK, "VP8X")) {
      return extended(file, data);
    }
    return damaged("a VP8, VP8L or VP8X chunk first", "another");
  }

  private HeaderReading still(int width, int height, Channels channels) {
    return new Readable(
        new PhotoHeader(format(), width, height, channels, 8, Orientation.UPRIGHT, Frames.ONE));
  }

  private HeaderReading extended(FileBytes file, long data) throws IOException {
    int flags = file.u8(data);
    int width = u24(file, data + 4) + 1;
    int height = u24(file, data + 7) + 1;
    boolean exif = (flags & EXIF_FLAG) != 0;
    return new Readable(
        new PhotoHeader(
            format(),
            width,
            height,
            (flags & ALPHA_FLAG) != 0 ? Channels.RGBA : Channels.RGB,
            8,
            exif ? orientation(file) : Orientation.UPRIGHT,
            (flags & ANIMATION_FLAG) != 0 ? Frames.MANY : Frames.ONE,
            (flags & ICC_FLAG) != 0 ? profile(file) : ColorProfile.SRGB));
  }

  /** It stands right behind the header. */
  private static ColorProfile profile(FileBytes file) throws IOException {
    long at = afterChunk(file, FIRST_CHUNK);
    return file.holds(at, "ICCP")
        ? IccProfile.kind(file, at + CHUNK_HEADER, file.u32(at + 4, LITTLE_ENDIAN))
        : ColorProfile.SRGB;
  }

  /** EXIF stands behind the pixels; upright where an animation is too long to find it. */
  private static Orientation orientation(FileBytes file) throws IOException {
    try {
      long at = FIRST_CHUNK;
      while (!file.holds(at, "EXIF")) {
        at = afterChunk(file, at);
      }
      long data = at + CHUNK_HEADER;
      return Ifd.orientation(
          file, file.holds(data, EXIF_OF_JPEG) ? data + EXIF_OF_JPEG.length() : data);
    } catch (OutOfReach e) {
      return Orientation.UPRIGHT;
    }
  }

  /** Chunks are padded to an even length. */
  private static long afterChunk(FileBytes file, long at) throws IOException {
    long length = file.u32(at + 4, LITTLE_ENDIAN);
    return at + CHUNK_HEADER + length + length % 2;
  }

  private static int u24(FileBytes file, long at) throws IOException {
    return file.u16(at, LITTLE_ENDIAN) | file.u8(at + 2) << 16;
  }

  @Override
  public Optional<Unfit> flaw(FileBytes file) throws IOException {
    long end = CHUNK_HEADER + file.u32(4, LITTLE_ENDIAN);
    return end > file.length() ? Optional.of(truncated()) : Optional.empty();
  }

  /** Of an animation, the first frame decides. */
  @Override
  public boolean isLossless(FileBytes file) throws IOException {
    long at = FIRST_CHUNK;
    while (at < file.length() && !file.holds(at, "VP8 ")) {
      if (file.holds(at, "VP8L")) {
        return true;
      }
      // A frame's own chunks follow 16 bytes of its place and time.
      at = file.holds(at, "ANMF") ? at + CHUNK_HEADER + 16 : afterChunk(file, at);
    }
    return false;
  }
}
