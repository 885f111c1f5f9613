package darkroom.photo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;

/**
 * The chunks of a PNG.
 *
 * @see <a href="https://www.w3.org/TR/png-3/#11Ancillary-chunks">PNG, third edition, section
 *     11.3</a>
 */
final class PngContainer implements Container {
  private static final int SIGNATURE = 8;
  private static final String XMP = "XML:com.adobe.xmp\0\0\0\0\0";
  private static final String XMP_KEYWORD = "XML:com.adobe.xmp\0";

  /** How some programs wrote EXIF and IPTC before there was a chunk for it. */
  private static final String RAW_PROFILE = "Raw profile type ";

  private static final Set<String> TEXT = Set.of("tEXt", "zTXt", "iTXt");

  /** The chunks beside the critical ones that say how the pixels look. */
  private static final Set<String> OF_PIXELS =
      Set.of(
          "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "sBIT", "bKGD", "pHYs", "acTL", "fcTL",
          "fdAT");

  private record Chunk(String type, int start, int dataAt, int end) {
    int dataEnd() {
      return end - 4;
    }

    boolean isText(byte[] file, String keyword) {
      int length = keyword.length();
      return TEXT.contains(type)
          && dataEnd() - dataAt >= length
          && new String(file, dataAt, length, ISO_8859_1).equals(keyword);
    }

    boolean isMetadata(byte[] file) {
      return type.equals("eXIf") || isText(file, XMP_KEYWORD) || isText(file, RAW_PROFILE);
    }

    boolean isOfPixels() {
      return Character.isUpperCase(type.charAt(0)) || OF_PIXELS.contains(type);
    }
  }

  @Override
  public Metadata read(byte[] file) {
    Optional<Exif> exif = Optional.empty();
    Optional<byte[]> xmp = Optional.empty();
    Optional<byte[]> icc = Optional.empty();
    for (Chunk chunk : chunks(file)) {
      if (chunk.type.equals("eXIf")) {
        exif = Exif.parse(file, chunk.dataAt, chunk.dataEnd());
      } else if (chunk.type.equals("iTXt") && chunk.isText(file, XMP)) {
        xmp = Optional.of(Arrays.copyOfRange(file, chunk.dataAt + XMP.length(), chunk.dataEnd()));
      } else if (chunk.type.equals("iCCP")) {
        icc = profile(Arrays.copyOfRange(file, chunk.dataAt, chunk.dataEnd()));
      }
    }
    return new Metadata(exif, xmp, icc);
  }

  /** What an iCCP chunk holds behind its name and method; empty where it is broken. */
  static Optional<byte[]> profile(byte[] chunk) {
    int name = 0;
    while (name < chunk.length && chunk[name] != 0) {
      name++;
    }
    int from = Math.min(chunk.length, name + 2);
    ByteArrayInputStream deflated = new ByteArrayInputStream(chunk, from, chunk.length - from);
    try (InflaterInputStream in = new InflaterInputStream(deflated)) {
      byte[] profile = in.readNBytes(IccProfile.MOST_BYTES + 1);
      return profile.length == 0 || profile.length > IccProfile.MOST_BYTES
          ? Optional.empty()
          : Optional.of(profile);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public byte[] with(byte[] file, Optional<byte[]> exif, Optional<byte[]> xmp, Others others) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + 4096);
    out.write(file, 0, SIGNATURE);
    for (Chunk chunk : chunks(file)) {
      boolean kept = others == Others.KEPT || chunk.isOfPixels();
      if (kept && !chunk.isMetadata(file)) {
        out.write(file, chunk.start, chunk.end - chunk.start);
      }
      if (chunk.type.equals("IHDR")) {
        exif.ifPresent(block -> write(out, "eXIf", "", block));
        xmp.ifPresent(block -> write(out, "iTXt", XMP, block));
      }
    }
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, String type, String start, byte[] block) {
    int length = start.length() + block.length;
    ByteBuffer chunk = ByteBuffer.allocate(12 + length);
    chunk.putInt(length).put(type.getBytes(ISO_8859_1)).put(start.getBytes(ISO_8859_1)).put(block);
    CRC32 checksum = new CRC32();
    checksum.update(chunk.array(), 4, 4 + length);
    chunk.putInt((int) checksum.getValue());
    out.writeBytes(chunk.array());
  }

  private static List<Chunk> chunks(byte[] file) {
    List<Chunk> chunks = new ArrayList<>();
    ByteBuffer png = ByteBuffer.wrap(file);
    int at = SIGNATURE;
    while (at + 12 <= file.length) {
      long end = at + 12L + png.getInt(at);
      if (end > file.length || end < at + 12L) {
        return chunks;
      }
      String type = new String(file, at + 4, 4, ISO_8859_1);
      chunks.add(new Chunk(type, at, at + 8, (int) end));
      if (type.equals("IEND")) {
        return chunks;
      }
      at = (int) end;
    }
    return chunks;
  }
}
