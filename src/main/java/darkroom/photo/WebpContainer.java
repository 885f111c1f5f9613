package darkroom.photo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The chunks of a WebP.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc9649#section-2.7">RFC 9649, section
 *     2.7</a>
 */
final class WebpContainer implements Container {
  private static final int FIRST_CHUNK = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int EXTENDED_LENGTH = 10;
  private static final int ICC_FLAG = 0x20;
  private static final int ALPHA_FLAG = 0x10;
  private static final int EXIF_FLAG = 0x08;
  private static final int XMP_FLAG = 0x04;
  private static final int ANIMATION_FLAG = 0x02;
  private static final String EXIF_OF_JPEG = "Exif\0\0";
  private static final Set<String> OF_PIXELS =
      Set.of("VP8 ", "VP8L", "ALPH", "ICCP", "ANIM", "ANMF");

  private record Chunk(String type, int start, int dataAt, int end) {
    boolean isMetadata() {
      return type.equals("EXIF") || type.equals("XMP ");
    }
  }

  @Override
  public Metadata read(byte[] file) {
    Optional<Exif> exif = Optional.empty();
    Optional<byte[]> xmp = Optional.empty();
    Optional<byte[]> icc = Optional.empty();
    for (Chunk chunk : chunks(file)) {
      switch (chunk.type) {
        case "EXIF" -> exif = exif(file, chunk);
        case "XMP " -> xmp = Optional.of(Arrays.copyOfRange(file, chunk.dataAt, chunk.end));
        case "ICCP" -> icc = Optional.of(Arrays.copyOfRange(file, chunk.dataAt, chunk.end));
        default -> {}
      }
    }
    return new Metadata(exif, xmp, icc);
  }

  private static Optional<Exif> exif(byte[] file, Chunk chunk) {
    int mark = EXIF_OF_JPEG.length();
    boolean marked =
        chunk.end - chunk.dataAt > mark
            && new String(file, chunk.dataAt, mark, ISO_8859_1).equals(EXIF_OF_JPEG);
    return Exif.parse(file, marked ? chunk.dataAt + mark : chunk.dataAt, chunk.end);
  }

  @Override
  public byte[] with(byte[] file, Optional<byte[]> exif, Optional<byte[]> xmp, Others others) {
    List<Chunk> kept =
        chunks(file).stream()
            .filter(c -> !c.type.equals("VP8X") && !c.isMetadata())
            .filter(c -> others == Others.KEPT || OF_PIXELS.contains(c.type))
            .toList();
    ByteArrayOutputStream body = new ByteArrayOutputStream(file.length + 4096);
    body.writeBytes("WEBP".getBytes(ISO_8859_1));
    extended(file, kept, exif.isPresent(), xmp.isPresent())
        .ifPresent(header -> write(body, "VP8X", header));
    for (Chunk chunk : kept) {
      write(body, chunk.type, Arrays.copyOfRange(file, chunk.dataAt, chunk.end));
    }
    exif.ifPresent(block -> write(body, "EXIF", block));
    xmp.ifPresent(block -> write(body, "XMP ", block));
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.size() + CHUNK_HEADER);
    write(out, "RIFF", body.toByteArray());
    return out.toByteArray();
  }

  /** The header that a file with anything but pixels needs; empty where nothing is. */
  private static Optional<byte[]> extended(
      byte[] file, List<Chunk> kept, boolean exif, boolean xmp) {
    if (!(PhotoHeaders.read(file) instanceof HeaderReading.Readable readable)) {
      return Optional.empty();
    }
    PhotoHeader header = readable.header();
    boolean icc = kept.stream().anyMatch(c -> c.type.equals("ICCP"));
    boolean animated = header.frames() == Frames.MANY;
    boolean plainAlpha = kept.stream().anyMatch(c -> c.type.equals("ALPH"));
    if (!icc && !animated && !plainAlpha && !exif && !xmp) {
      return Optional.empty();
    }
    byte[] data = new byte[EXTENDED_LENGTH];
    int flags =
        (icc ? ICC_FLAG : 0)
            | (header.hasAlpha() ? ALPHA_FLAG : 0)
            | (exif ? EXIF_FLAG : 0)
            | (xmp ? XMP_FLAG : 0)
            | (animated ? ANIMATION_FLAG : 0);
    int width = header.width() - 1;
    int height = header.height() - 1;
    data[0] = (byte) flags;
    data[4] = (byte) width;
    data[5] = (byte) (width >> 8);
    data[6] = (byte) (width >> 16);
    data[7] = (byte) height;
    data[8] = (byte) (height >> 8);
    data[9] = (byte) (height >> 16);
    return Optional.of(data);
  }

  private static void write(ByteArrayOutputStream out, String type, byte[] data) {
    ByteBuffer start = ByteBuffer.allocate(CHUNK_HEADER).order(ByteOrder.LITTLE_ENDIAN);
    start.put(type.getBytes(ISO_8859_1)).putInt(data.length);
    out.writeBytes(start.array());
    out.writeBytes(data);
    if (data.length % 2 == 1) {
      out.write(0);
    }
  }

  private static List<Chunk> chunks(byte[] file) {
    List<Chunk> chunks = new ArrayList<>();
    ByteBuffer webp = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    long end = Math.min(file.length, CHUNK_HEADER + (webp.getInt(4) & 0xffffffffL));
    int at = FIRST_CHUNK;
    while (at + CHUNK_HEADER <= end) {
      long next = at + CHUNK_HEADER + (webp.getInt(at + 4) & 0xffffffffL);
      if (next > end) {
        return chunks;
      }
      String type = new String(file, at, 4, ISO_8859_1);
      chunks.add(new Chunk(type, at, at + CHUNK_HEADER, (int) next));
      at = (int) (next + next % 2);
    }
    return chunks;
  }
}
