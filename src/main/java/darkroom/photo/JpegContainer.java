package darkroom.photo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The segments of a JPEG.
 *
 * @see <a href="https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf">Exif 2.3, section 4.5</a>
 * @see <a href="https://developer.adobe.com/xmp/docs/XMPSpecifications/">XMP part 3, section
 *     1.1.3</a>
 */
final class JpegContainer implements Container {
  /** What a segment's length of two bytes can count, without them. */
  private static final int MOST_DATA = 65533;

  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int APP2 = 0xE2;
  private static final int APP14 = 0xEE;
  private static final int APP15 = 0xEF;
  private static final int COMMENT = 0xFE;
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;
  private static final String EXIF = "Exif\0\0";
  private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
  private static final String MORE_XMP = "http://ns.adobe.com/xmp/extension/\0";
  private static final String ICC = "ICC_PROFILE\0";

  /** Number and count of a profile's part. */
  private static final int ICC_HEADER = ICC.length() + 2;

  /** A segment before the pixels. */
  private record Segment(int marker, int start, int dataAt, int end) {
    boolean holds(byte[] file, int of, String text) {
      return marker == of
          && end - dataAt >= text.length()
          && new String(file, dataAt, text.length(), ISO_8859_1).equals(text);
    }

    boolean isMetadata(byte[] file) {
      return holds(file, APP1, EXIF) || holds(file, APP1, XMP) || holds(file, APP1, MORE_XMP);
    }

    /** Whether a decoder needs it. */
    boolean isOfPixels(byte[] file) {
      boolean application = marker >= APP0 && marker <= APP15;
      return marker == APP0
          || marker == APP14
          || holds(file, APP2, ICC)
          || (!application && marker != COMMENT);
    }
  }

  @Override
  public int mostExif() {
    return MOST_DATA - EXIF.length();
  }

  @Override
  public int mostXmp() {
    return MOST_DATA - XMP.length();
  }

  @Override
  public Metadata read(byte[] file) {
    Optional<Exif> exif = Optional.empty();
    Optional<byte[]> xmp = Optional.empty();
    ByteArrayOutputStream icc = new ByteArrayOutputStream();
    for (Segment segment : segments(file)) {
      if (exif.isEmpty() && segment.holds(file, APP1, EXIF)) {
        exif = Exif.parse(file, segment.dataAt + EXIF.length(), segment.end);
      } else if (xmp.isEmpty() && segment.holds(file, APP1, XMP)) {
        xmp = Optional.of(slice(file, segment.dataAt + XMP.length(), segment.end));
      } else if (segment.holds(file, APP2, ICC) && segment.end - segment.dataAt > ICC_HEADER) {
        icc.writeBytes(slice(file, segment.dataAt + ICC_HEADER, segment.end));
      }
    }
    return new Metadata(
        exif, xmp, icc.size() == 0 ? Optional.empty() : Optional.of(icc.toByteArray()));
  }

  @Override
  public byte[] with(byte[] file, Optional<byte[]> exif, Optional<byte[]> xmp, Others others) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + 4096);
    List<Segment> segments = segments(file);
    out.write(file, 0, 2);
    // JFIF stands first.
    int jfif = !segments.isEmpty() && segments.get(0).marker == APP0 ? 1 : 0;
    segments.subList(0, jfif).forEach(s -> out.write(file, s.start, s.end - s.start));
    exif.ifPresent(block -> write(out, EXIF, block));
    xmp.ifPresent(block -> write(out, XMP, block));
    for (Segment segment : segments.subList(jfif, segments.size())) {
      boolean kept = others == Others.KEPT || segment.isOfPixels(file);
      if (kept && !segment.isMetadata(file)) {
        out.write(file, segment.start, segment.end - segment.start);
      }
    }
    int pixelsAt = segments.isEmpty() ? 2 : segments.get(segments.size() - 1).end;
    int end = others == Others.KEPT ? file.length : end(file);
    out.write(file, pixelsAt, end - pixelsAt);
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, String name, byte[] block) {
    int length = 2 + name.length() + block.length;
    out.writeBytes(new byte[] {(byte) 0xFF, (byte) APP1, (byte) (length >> 8), (byte) length});
    out.writeBytes(name.getBytes(ISO_8859_1));
    out.writeBytes(block);
  }

  /** What stands before the pixels, in order. */
  private static List<Segment> segments(byte[] file) {
    List<Segment> segments = new ArrayList<>();
    int at = 2;
    while (true) {
      int start = at;
      if ((file[at] & 0xff) != 0xFF) {
        return segments;
      }
      while ((file[at] & 0xff) == 0xFF) {
        at++;
      }
      int marker = file[at] & 0xff;
      if (marker == START_OF_SCAN || marker == END_OF_IMAGE || marker == 0) {
        return segments;
      }
      int end = at + 1 + ((file[at + 1] & 0xff) << 8 | (file[at + 2] & 0xff));
      if (end > file.length || end < at + 3) {
        return segments;
      }
      segments.add(new Segment(marker, start, at + 3, end));
      at = end;
    }
  }

  /** Where the picture ends; what a camera puts behind it may be another picture or a video. */
  private static int end(byte[] file) {
    try {
      return Math.toIntExact(JpegReader.end(FileBytes.whole(file)));
    } catch (IOException e) {
      return file.length;
    }
  }

  private static byte[] slice(byte[] file, int from, int to) {
    return Arrays.copyOfRange(file, from, to);
  }
}
