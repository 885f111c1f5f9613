package darkroom.photo;

import static java.nio.ByteOrder.BIG_ENDIAN;

import darkroom.action.Channels;
import darkroom.action.ImageFormat;
import darkroom.photo.FitResult.Unfit;
import darkroom.photo.HeaderReading.Readable;
import java.io.IOException;
import java.util.Optional;

/**
 * Walks the marker segments of a JPEG to its frame header.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81, annex B</a>
 */
final class JpegReader implements FormatReader {
  private static final int TEM = 0x01;
  private static final int SOF0 = 0xC0;
  private static final int DHT = 0xC4;
  private static final int JPG = 0xC8;
  private static final int DAC = 0xCC;
  private static final int SOF15 = 0xCF;
  private static final int RST0 = 0xD0;
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int APP1 = 0xE1;
  private static final int APP2 = 0xE2;
  private static final String EXIF = "Exif\0\0";
  private static final String ICC = "ICC_PROFILE\0";

  /** Number and count of a profile's part stand behind its name. */
  private static final int ICC_HEADER = ICC.length() + 2;

  @Override
  public ImageFormat format() {
    return ImageFormat.JPEG;
  }

  @Override
  public boolean begins(FileBytes file) throws IOException {
    return file.holds(0, "\u00ff\u00d8\u00ff");
  }

  @Override
  public HeaderReading header(FileBytes file) throws IOException {
    Optional<Orientation> orientation = Optional.empty();
    ColorProfile profile = ColorProfile.SRGB;
    long at = afterMarker(file, 2);
    for (int marker = file.u8(at - 1); !isFrame(marker); marker = file.u8(at - 1)) {
      if (marker == EOI || marker == SOS) {
        return damaged("the size before the pixels", "none");
      }
      if (marker == APP1 && orientation.isEmpty() && file.holds(at + 2, EXIF)) {
        orientation = Optional.of(Ifd.orientation(file, at + 2 + EXIF.length()));
      } else if (marker == APP2 && file.holds(at + 2, ICC)) {
        profile = profile(file, at);
      }
      at = afterMarker(file, afterSegment(file, at, marker));
    }
    return frame(file, at, orientation.orElse(Orientation.UPRIGHT), profile);
  }

  /** One of several parts is longer than any of sRGB. */
  private static ColorProfile profile(FileBytes file, long at) throws IOException {
    int length = file.u16(at, BIG_ENDIAN) - 2 - ICC_HEADER;
    if (length < 0) {
      return ColorProfile.SRGB;
    }
    return file.u8(at + 2 + ICC_HEADER - 1) > 1
        ? ColorProfile.OTHER
        : IccProfile.kind(file, at + 2 + ICC_HEADER, length);
  }

  private HeaderReading frame(
      FileBytes file, long at, Orientation orientation, ColorProfile profile) throws IOException {
    int bitDepth = file.u8(at + 2);
    int height = file.u16(at + 3, BIG_ENDIAN);
    int width = file.u16(at + 5, BIG_ENDIAN);
    int components = file.u8(at + 7);
    if (width == 0 || height == 0) {
      return zeroSize(width, height);
    }
    if (bitDepth == 0) {
      return damaged("a bit depth of at least 1", bitDepth);
    }
    Channels channels;
    switch (components) {
      case 1 -> channels = Channels.GRAY;
      case 3 -> channels = Channels.RGB;
      case 4 -> channels = Channels.CMYK;
      default -> {
        return damaged("1, 3 or 4 components", components);
      }
    }
    return new Readable(
        new PhotoHeader(
            format(), width, height, channels, bitDepth, orientation, Frames.ONE, profile));
  }

  /**
   * Looks for the end marker of the picture; what follows it, such as a video, is not looked at.
   */
  @Override
  public Optional<Unfit> flaw(FileBytes file) throws IOException {
    end(file);
    return Optional.empty();
  }

  /** The position behind the picture's end marker. */
  static long end(FileBytes file) throws IOException {
    long at = afterMarker(file, 2);
    for (int marker = file.u8(at - 1); marker != EOI; marker = file.u8(at - 1)) {
      at = afterMarker(file, afterSegment(file, at, marker));
    }
    return at;
  }

  @Override
  public boolean isLossless(FileBytes file) {
    return false;
  }

  /** The position behind the next marker; passes over compressed pixels, padding and garbage. */
  private static long afterMarker(FileBytes file, long from) throws IOException {
    for (long at = from; ; at++) {
      if (file.u8(at) == 0xFF) {
        int marker = file.u8(at + 1);
        if (marker != 0x00 && marker != 0xFF) {
          return at + 2;
        }
      }
    }
  }

  private static long afterSegment(FileBytes file, long at, int marker) throws IOException {
    boolean alone = marker == TEM || (marker >= RST0 && marker <= SOI);
    return alone ? at : at + Math.max(2, file.u16(at, BIG_ENDIAN));
  }

  private static boolean isFrame(int marker) {
    return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
  }
}
