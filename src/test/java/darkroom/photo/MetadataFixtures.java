package darkroom.photo;

import static darkroom.photo.FixtureFiles.chunk;
import static darkroom.photo.FixtureFiles.concat;
import static darkroom.photo.FixtureFiles.riff;
import static darkroom.photo.FixtureFiles.webpHeader;
import static darkroom.photo.FixtureFiles.withChunk;
import static darkroom.photo.FixtureFiles.withSegment;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import darkroom.action.ImageFormat;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;

/** Photos that say much of themselves: EXIF with a place and a thumbnail, XMP, ICC profiles. */
public final class MetadataFixtures {
  static final String XMP =
      """
      <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/">
       <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about=""
          xmlns:dc="http://purl.org/dc/elements/1.1/"
          xmlns:tiff="http://ns.adobe.com/tiff/1.0/"
          xmlns:exif="http://ns.adobe.com/exif/1.0/"
          tiff:Orientation="6" exif:GPSLatitude="48,51.5N" exif:GPSLongitude="2,21E">
         <dc:creator><rdf:Seq><rdf:li>A. Photographer</rdf:li></rdf:Seq></dc:creator>
        </rdf:Description>
       </rdf:RDF>
      </x:xmpmeta>
      <?xpacket end="w"?>""";

  private static final int ASCII = 2;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int RATIONAL = 5;
  private static final int UNDEFINED = 7;

  private MetadataFixtures() {}

  private record Entry(int tag, int type, int count, byte[] value) {}

  /** A camera's EXIF: a picture, a shot, a place and a thumbnail. */
  static byte[] exif(Orientation orientation, int commentLength) {
    ByteBuffer out = ByteBuffer.allocate(2000 + commentLength).order(ByteOrder.LITTLE_ENDIAN);
    out.put("II".getBytes(ISO_8859_1)).putShort((short) 42).putInt(8);
    byte[] thumbnail = PhotoFixtures.jpeg(8, 8);
    int shotAt = 200;
    int placeAt = 600;
    int thumbnailAt = 750;
    int dataAt = 800;
    directory(
        out,
        8,
        List.of(
            ascii(271, "Darkroom Cameras"),
            ascii(272, "Model One"),
            number(274, SHORT, orientation.exif()),
            number(0x8769, LONG, shotAt),
            number(0x8825, LONG, placeAt)),
        thumbnailAt);
    directory(
        out,
        shotAt,
        List.of(
            ascii(0x9003, "2021:03:04 05:06:07"),
            new Entry(0x927C, UNDEFINED, 8, "MAKERNOT".getBytes(ISO_8859_1)),
            new Entry(0x9286, UNDEFINED, 8 + commentLength, new byte[8 + commentLength]),
            number(0xA001, SHORT, 0xFFFF),
            number(0xA002, LONG, 4000),
            number(0xA003, LONG, 3000)),
        0);
    directory(
        out,
        placeAt,
        List.of(
            ascii(1, "N"),
            new Entry(2, RATIONAL, 3, rationals(48, 51, 30)),
            ascii(3, "E"),
            new Entry(4, RATIONAL, 3, rationals(2, 21, 0))),
        0);
    directory(
        out,
        thumbnailAt,
        List.of(number(0x201, LONG, dataAt), number(0x202, LONG, thumbnail.length)),
        0);
    out.position(Math.max(next, dataAt));
    byte[] exif = Arrays.copyOf(out.array(), Math.max(next, dataAt + thumbnail.length));
    System.arraycopy(thumbnail, 0, exif, dataAt, thumbnail.length);
    return exif;
  }

  private static int next;

  private static void directory(ByteBuffer out, int at, List<Entry> entries, int link) {
    if (at == 8) {
      next = 1600;
    }
    out.position(at);
    out.putShort((short) entries.size());
    for (Entry entry : entries) {
      out.putShort((short) entry.tag).putShort((short) entry.type).putInt(entry.count);
      if (entry.value.length <= 4) {
        out.put(Arrays.copyOf(entry.value, 4));
      } else {
        out.putInt(next);
        System.arraycopy(entry.value, 0, out.array(), next, entry.value.length);
        next += entry.value.length + entry.value.length % 2;
      }
    }
    out.putInt(link);
  }

  private static Entry ascii(int tag, String text) {
    byte[] value = (text + "\0").getBytes(ISO_8859_1);
    return new Entry(tag, ASCII, value.length, value);
  }

  private static Entry number(int tag, int type, int value) {
    byte[] bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    return new Entry(tag, type, 1, bytes);
  }

  private static byte[] rationals(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putInt(value).putInt(1);
    }
    return bytes.array();
  }

  /** A file with these blocks put in. */
  static byte[] with(ImageFormat format, byte[] file, byte[] exif, byte[] xmp) {
    return switch (format) {
      case JPEG ->
          withSegment(
              withSegment(
                  file, 0xE1, concat("http://ns.adobe.com/xap/1.0/\0".getBytes(ISO_8859_1), xmp)),
              0xE1,
              concat("Exif\0\0".getBytes(ISO_8859_1), exif));
      case PNG ->
          withChunk(
              withChunk(
                  file, "iTXt", concat("XML:com.adobe.xmp\0\0\0\0\0".getBytes(ISO_8859_1), xmp)),
              "eXIf",
              exif);
      case WEBP -> {
        PhotoHeader header = ((HeaderReading.Readable) PhotoHeaders.read(file)).header();
        yield riff(
            webpHeader(0x0C, header.width(), header.height()),
            Arrays.copyOfRange(file, 12, file.length),
            chunk("EXIF", exif),
            chunk("XMP ", xmp));
      }
      case BMP, TIFF -> throw new IllegalArgumentException("No place for metadata: " + format);
    };
  }

  static byte[] xmp() {
    return XMP.getBytes(UTF_8);
  }

  /** A camera's photo, stored as the orientation says, of the fixtures' picture. */
  public static byte[] photo(ImageFormat format, Orientation orientation) {
    byte[] file =
        FixtureFiles.encode(
            format.extension(),
            PhotoFixtures.unturned(
                PhotoFixtures.picture(PhotoFixtures.WIDTH, PhotoFixtures.HEIGHT), orientation));
    return with(format, file, exif(orientation, 0), xmp());
  }

  static byte[] jpegWithProfile(byte[] jpeg, byte[] profile) {
    return withSegment(jpeg, 0xE2, concat("ICC_PROFILE\0\1\1".getBytes(ISO_8859_1), profile));
  }

  static byte[] pngWithProfile(byte[] png, byte[] profile) {
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
      out.write(profile);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return withChunk(png, "iCCP", concat("p\0\0".getBytes(ISO_8859_1), deflated.toByteArray()));
  }

  /** Red, green and blue as XYZ under D50, and a gamma. */
  static byte[] rgbProfile(double[][] primaries, double gamma) {
    ByteBuffer profile = header("mntr", "RGB ", "XYZ ", 7, 128 + 4 + 84 + 4 * 20 + 16);
    int at = 128 + 4 + 84;
    String[] names = {"rXYZ", "gXYZ", "bXYZ"};
    for (int i = 0; i < 3; i++) {
      tag(profile, names[i], at, 20);
      xyz(profile, at, primaries[i]);
      at += 20;
    }
    tag(profile, "wtpt", at, 20);
    xyz(profile, at, new double[] {0.9642, 1, 0.8249});
    at += 20;
    for (String name : List.of("rTRC", "gTRC", "bTRC")) {
      tag(profile, name, at, 14);
    }
    profile.put(at, "curv".getBytes(ISO_8859_1)).putInt(at + 8, 1);
    profile.putShort(at + 12, (short) Math.round(gamma * 256));
    return profile.array();
  }

  static byte[] adobeRgb() {
    return rgbProfile(
        new double[][] {
          {0.60974, 0.31111, 0.01947}, {0.20528, 0.62567, 0.06087}, {0.14919, 0.06322, 0.74457}
        },
        2.19921875);
  }

  /**
   * A press whose inks are looked up between 16 corners: what each leaves of the paper's Lab.
   *
   * @param lab of cyan, magenta, yellow and black by bits, 8 to 1: L from 0 to 100, a and b
   */
  static byte[] cmykProfile(double[][] lab) {
    int tables = 48 + 4 * 256 + 16 * 3 + 3 * 256;
    ByteBuffer profile = header("prtr", "CMYK", "Lab ", 2, 128 + 4 + 24 + 20 + tables);
    int at = 128 + 4 + 24;
    tag(profile, "wtpt", at, 20);
    xyz(profile, at, new double[] {0.9642, 1, 0.8249});
    at += 20;
    tag(profile, "A2B0", at, tables);
    profile.position(at);
    profile.put("mft1".getBytes(ISO_8859_1)).putInt(0).put(new byte[] {4, 3, 2, 0});
    for (int i = 0; i < 9; i++) {
      profile.putInt(i % 4 == 0 ? 0x10000 : 0);
    }
    for (int i = 0; i < 4 * 256; i++) {
      profile.put((byte) i);
    }
    for (double[] corner : lab) {
      profile.put((byte) Math.round(corner[0] * 2.55));
      profile.put((byte) Math.round(corner[1] + 128));
      profile.put((byte) Math.round(corner[2] + 128));
    }
    for (int i = 0; i < 3 * 256; i++) {
      profile.put((byte) i);
    }
    return profile.array();
  }

  private static ByteBuffer header(String kind, String space, String pcs, int tags, int length) {
    ByteBuffer profile = ByteBuffer.allocate(length);
    profile.putInt(0, length).putInt(8, 0x02400000);
    profile.put(12, kind.getBytes(ISO_8859_1)).put(16, space.getBytes(ISO_8859_1));
    profile.put(20, pcs.getBytes(ISO_8859_1)).put(36, "acsp".getBytes(ISO_8859_1));
    profile.putInt(68, 0xF6D6).putInt(72, 0x10000).putInt(76, 0xD32D);
    profile.putInt(128, tags);
    profile.position(132);
    return profile;
  }

  private static void tag(ByteBuffer profile, String name, int at, int length) {
    profile.put(name.getBytes(ISO_8859_1)).putInt(at).putInt(length);
  }

  private static void xyz(ByteBuffer profile, int at, double[] xyz) {
    profile.put(at, "XYZ ".getBytes(ISO_8859_1));
    for (int i = 0; i < 3; i++) {
      profile.putInt(at + 8 + 4 * i, (int) Math.round(xyz[i] * 65536));
    }
  }
}
