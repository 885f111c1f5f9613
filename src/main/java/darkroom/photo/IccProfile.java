package darkroom.photo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an ICC profile says of itself.
 *
 * @see <a href="https://www.color.org/icc1v42.pdf">ICC.1:2004-10, profile version 4.2</a>
 */
final class IccProfile {
  /** Printing presses' tables take a megabyte or two. */
  static final int MOST_BYTES = 4 * 1024 * 1024;

  private static final int MOST_OF_HEADER = 64 * 1024;
  private static final int SPACE_AT = 16;
  private static final int SIGNATURE_AT = 36;
  private static final int TAG_COUNT_AT = 128;
  private static final int MOST_TAGS = 100;
  private static final double FIXED_16_BITS = 65536.0;

  /** As sRGB's red, green and blue are seen from a white of D50: X, Y and Z of each. */
  private static final List<List<Double>> PRIMARIES =
      List.of(
          List.of(0.4361, 0.2225, 0.0139),
          List.of(0.3851, 0.7169, 0.0971),
          List.of(0.1431, 0.0606, 0.7141));

  /** Makers of sRGB profiles round differently; Display P3's red lies 0.08 away. */
  private static final double PRIMARY_TOLERANCE = 0.004;

  /** A gamma of 2.2 lies 0.004 away from sRGB's curve, one of 1.8 lies 0.07 away. */
  private static final double CURVE_TOLERANCE = 0.015;

  /** What sRGB's curve makes of a half. */
  private static final double HALF_IN_LIGHT = 0.2140;

  private final ByteBuffer bytes;

  private IccProfile(byte[] profile) {
    this.bytes = ByteBuffer.wrap(profile);
  }

  /** Whether the colours that a profile describes are sRGB's; a broken one describes none. */
  static ColorProfile kind(byte[] profile) {
    try {
      IccProfile icc = new IccProfile(profile);
      return icc.isProfile() && !icc.isSrgb() ? ColorProfile.OTHER : ColorProfile.SRGB;
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      return ColorProfile.SRGB;
    }
  }

  /**
   * The same of a profile in a file of which little is read; a longer one than any of sRGB is taken
   * to be another.
   */
  static ColorProfile kind(FileBytes file, long at, long length) throws IOException {
    if (length > MOST_OF_HEADER) {
      return ColorProfile.OTHER;
    }
    try {
      byte[] profile = new byte[(int) length];
      file.slice(at, profile.length).get(profile);
      return kind(profile);
    } catch (OutOfReach e) {
      return ColorProfile.OTHER;
    }
  }

  private boolean isProfile() {
    return text(SIGNATURE_AT).equals("acsp");
  }

  private boolean isSrgb() {
    String space = text(SPACE_AT);
    if (space.equals("GRAY")) {
      return tag("kTRC").map(this::atHalf).filter(IccProfile::isSrgbCurve).isPresent();
    }
    if (!space.equals("RGB ") || tag("A2B0").isPresent()) {
      return false;
    }
    List<String> primaries = List.of("rXYZ", "gXYZ", "bXYZ");
    List<String> curves = List.of("rTRC", "gTRC", "bTRC");
    for (int i = 0; i < primaries.size(); i++) {
      Optional<Integer> primary = tag(primaries.get(i));
      Optional<Integer> curve = tag(curves.get(i));
      if (primary.isEmpty()
          || curve.isEmpty()
          || !isNear(primary.get(), PRIMARIES.get(i))
          || !isSrgbCurve(atHalf(curve.get()))) {
        return false;
      }
    }
    return true;
  }

  private boolean isNear(int tag, List<Double> xyz) {
    for (int i = 0; i < xyz.size(); i++) {
      if (Math.abs(fixed(tag + 8 + 4 * i) - xyz.get(i)) > PRIMARY_TOLERANCE) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSrgbCurve(double atHalf) {
    return Math.abs(atHalf - HALF_IN_LIGHT) < CURVE_TOLERANCE;
  }

  /** What a curve makes of a half. */
  private double atHalf(int tag) {
    return switch (text(tag)) {
      case "curv" -> ofTable(tag);
      case "para" -> ofFormula(tag);
      default -> Double.NaN;
    };
  }

  private double ofTable(int tag) {
    int count = bytes.getInt(tag + 8);
    return switch (count) {
      case 0 -> 0.5;
      case 1 -> Math.pow(0.5, u16(tag + 12) / 256.0);
      default -> {
        int below = (count - 1) / 2;
        int above = count / 2;
        yield (u16(tag + 12 + 2 * below) + u16(tag + 12 + 2 * above)) / 2.0 / 65535;
      }
    };
  }

  /** All five kinds raise a line to a power above a small number, which a half is above. */
  private double ofFormula(int tag) {
    int kind = u16(tag + 8);
    List<Double> of = new ArrayList<>();
    for (int i = 0; i < List.of(1, 3, 4, 5, 7).get(kind); i++) {
      of.add(fixed(tag + 12 + 4 * i));
    }
    if (kind == 0) {
      return Math.pow(0.5, of.get(0));
    }
    double offset = kind == 2 ? of.get(3) : kind == 4 ? of.get(5) : 0;
    return Math.pow(of.get(1) * 0.5 + of.get(2), of.get(0)) + offset;
  }

  private Optional<Integer> tag(String name) {
    int count = bytes.getInt(TAG_COUNT_AT);
    for (int i = 0; i < Math.min(count, MOST_TAGS); i++) {
      int entry = TAG_COUNT_AT + 4 + 12 * i;
      if (text(entry).equals(name)) {
        return Optional.of(bytes.getInt(entry + 4));
      }
    }
    return Optional.empty();
  }

  private double fixed(int at) {
    return bytes.getInt(at) / FIXED_16_BITS;
  }

  private int u16(int at) {
    return bytes.getShort(at) & 0xffff;
  }

  private String text(int at) {
    byte[] four = new byte[4];
    bytes.get(at, four);
    return new String(four, ISO_8859_1);
  }
}
