package darkroom.photo;

import darkroom.photo.HeaderReading.Unreadable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Says what a file is that no action reads, by how it begins. */
final class Recognition {
  private static final String EXPECTED = "Expected a JPEG, PNG, BMP, WEBP or TIFF image but was ";
  private static final int SAMPLE = 512;
  private static final int QUOTED = 24;

  /** A beginning that tells what a file is. */
  private record Magic(long at, String characters, String code, String name) {
    static Magic image(long at, String characters, String name) {
      return new Magic(at, characters, "FormatNotAccepted", name);
    }

    static Magic other(long at, String characters, String name) {
      return new Magic(at, characters, "NotAnImage", name);
    }
  }

  /** The first that matches counts. */
  private static final List<Magic> KNOWN =
      List.of(
          Magic.image(0, "GIF8", "a GIF image"),
          Magic.image(4, "ftypavif", "an AVIF image"),
          Magic.image(4, "ftypavis", "an animated AVIF image"),
          Magic.image(4, "ftyphei", "a HEIC image"),
          Magic.image(4, "ftyphev", "a HEIC image"),
          Magic.image(4, "ftypmif1", "a HEIF image"),
          Magic.image(4, "ftypmsf1", "a HEIF image"),
          Magic.image(4, "ftypcrx", "a CR3 raw image"),
          Magic.image(0, "II+\0", "a BigTIFF image"),
          Magic.image(0, "MM\0+", "a BigTIFF image"),
          Magic.image(0, "\u00ff\n", "a JPEG XL image"),
          Magic.image(4, "JXL ", "a JPEG XL image"),
          Magic.image(4, "jP  ", "a JPEG 2000 image"),
          Magic.image(0, "8BPS", "a Photoshop image"),
          Magic.image(0, "\0\0\u0001\0", "an icon"),
          Magic.other(4, "ftyp", "a video"),
          Magic.other(0, "%PDF", "a PDF document"),
          Magic.other(0, "PK\u0003\u0004", "a ZIP archive"),
          Magic.other(0, "\u001f\u008b", "a gzip file"));

  private Recognition() {}

  static Unreadable empty() {
    return new Unreadable("Empty", EXPECTED + "an empty file");
  }

  static Unreadable of(FileBytes file) throws IOException {
    for (Magic magic : KNOWN) {
      if (file.holds(magic.at, magic.characters)) {
        return new Unreadable(magic.code, EXPECTED + magic.name);
      }
    }
    ByteBuffer start = file.slice(0, (int) Math.min(SAMPLE, file.length()));
    return new Unreadable("NotAnImage", EXPECTED + (isText(start) ? text(start) : bytes(start)));
  }

  private static String text(ByteBuffer start) {
    String text = decode(start).strip().lines().findFirst().orElse("");
    String quoted = text.length() > QUOTED ? text.substring(0, QUOTED) + "..." : text;
    return "text beginning \"" + quoted + "\"";
  }

  private static String bytes(ByteBuffer start) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < Math.min(8, start.limit()); i++) {
      hex.append(String.format(" %02x", start.get(i)));
    }
    return "data beginning" + hex;
  }

  /** Text holds no control characters but white space. */
  private static boolean isText(ByteBuffer start) {
    return decode(start)
        .chars()
        .allMatch(c -> (c >= ' ' && c != 0x7f && c != 0xfffd) || Character.isWhitespace(c));
  }

  /** Malformed bytes become U+FFFD, but for a last character that the sample cuts in two. */
  private static String decode(ByteBuffer start) {
    String text = StandardCharsets.UTF_8.decode(start.duplicate()).toString();
    boolean cut = start.limit() == SAMPLE && text.endsWith("\ufffd");
    return cut ? text.substring(0, text.length() - 1) : text;
  }
}
