package darkroom.photo;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** The colour under transparent pixels and of borders. */
record Background(int red, int green, int blue) {
  private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{6}");

  /** The colour of six hexadecimal digits, such as {@code FFFFFF}. */
  static Background of(String rgb) {
    if (!HEX.matcher(rgb).matches()) {
      throw new IllegalArgumentException(
          "Expected a background such as FFFFFF but was \"" + rgb + "\"");
    }
    int packed = HexFormat.fromHexDigits(rgb);
    return new Background(packed >> 16, packed >> 8 & 0xff, packed & 0xff);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%02X%02X%02X", red, green, blue);
  }
}
