package darkroom.photo;

import static darkroom.action.Channels.CMYK;
import static darkroom.action.Channels.GRAY;
import static darkroom.action.Channels.GRAY_ALPHA;
import static darkroom.action.Channels.PALETTE;
import static darkroom.action.Channels.RGB;
import static darkroom.action.Channels.RGBA;
import static darkroom.action.ImageFormat.BMP;
import static darkroom.action.ImageFormat.JPEG;
import static darkroom.action.ImageFormat.PNG;
import static darkroom.action.ImageFormat.TIFF;
import static darkroom.action.ImageFormat.WEBP;
import static darkroom.photo.Frames.MANY;
import static darkroom.photo.Frames.ONE;
import static darkroom.photo.Orientation.TURN_RIGHT;
import static darkroom.photo.Orientation.UPRIGHT;
import static darkroom.photo.PhotoFixtures.HEIGHT;
import static darkroom.photo.PhotoFixtures.WIDTH;
import static org.assertj.core.api.Assertions.assertThat;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.exif.ExifIFD0Directory;
import darkroom.action.Channels;
import darkroom.action.ImageFormat;
import darkroom.photo.HeaderReading.Readable;
import darkroom.photo.HeaderReading.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoHeadersTest {
  static final Map<String, PhotoHeader> FIXTURES =
      Map.ofEntries(
          Map.entry("jpeg", header(JPEG, RGB, 8)),
          Map.entry("progressiveJpeg", header(JPEG, RGB, 8)),
          Map.entry("grayJpeg", header(JPEG, GRAY, 8)),
          Map.entry("cmykJpeg", header(JPEG, CMYK, 8)),
          Map.entry("truncatedJpeg", header(JPEG, RGB, 8)),
          Map.entry("rotatedJpeg", turned(JPEG, RGB)),
          Map.entry("rotatedPng", turned(PNG, RGB)),
          Map.entry("rotatedRgbaPng", turned(PNG, RGBA)),
          Map.entry("rotatedWebp", turned(WEBP, RGB)),
          Map.entry("rotatedTiff", turned(TIFF, RGB)),
          Map.entry("png", header(PNG, RGB, 8)),
          Map.entry("onePixelPng", new PhotoHeader(PNG, 1, 1, RGB, 8, UPRIGHT, ONE)),
          Map.entry("png16", header(PNG, RGB, 16)),
          Map.entry("grayPng", header(PNG, GRAY, 8)),
          Map.entry("rgbaPng", header(PNG, RGBA, 8)),
          Map.entry("rgbaPng16", header(PNG, RGBA, 16)),
          Map.entry("grayAlphaPng", header(PNG, GRAY_ALPHA, 8)),
          Map.entry("palettePng", header(PNG, PALETTE, 8)),
          Map.entry("transparentPalettePng", header(PNG, RGBA, 8)),
          Map.entry("animatedPng", animated(PNG)),
          Map.entry("truncatedPng", header(PNG, RGB, 8)),
          Map.entry("damagedPng", header(PNG, RGB, 8)),
          Map.entry("declaredHugePng", new PhotoHeader(PNG, 60000, 60000, RGB, 8, UPRIGHT, ONE)),
          Map.entry("bmp", header(BMP, RGB, 8)),
          Map.entry("topDownBmp", header(BMP, RGB, 8)),
          Map.entry("os2Bmp", header(BMP, RGB, 8)),
          Map.entry("rgbaBmp", header(BMP, RGBA, 8)),
          Map.entry("webp", header(WEBP, RGB, 8)),
          Map.entry("losslessWebp", header(WEBP, RGB, 8)),
          Map.entry("rgbaWebp", header(WEBP, RGBA, 8)),
          Map.entry("animatedWebp", animated(WEBP)),
          Map.entry("tiff", header(TIFF, RGB, 8)),
          Map.entry("bigEndianTiff", header(TIFF, RGB, 8)),
          Map.entry("rgbaTiff", header(TIFF, RGBA, 8)),
          Map.entry("pagesTiff", animated(TIFF)));

  static final Map<String, Unreadable> BROKEN =
      Map.of(
          "empty", new Unreadable("Empty", expectedAnImageButWas("an empty file")),
          "textNamedJpg",
              new Unreadable(
                  "NotAnImage", expectedAnImageButWas("text beginning \"This is not a photo.\"")),
          "gif", new Unreadable("FormatNotAccepted", expectedAnImageButWas("a GIF image")),
          "heic", new Unreadable("FormatNotAccepted", expectedAnImageButWas("a HEIC image")));

  private static PhotoHeader header(ImageFormat format, Channels channels, int bitDepth) {
    return new PhotoHeader(format, WIDTH, HEIGHT, channels, bitDepth, UPRIGHT, ONE);
  }

  private static PhotoHeader turned(ImageFormat format, Channels channels) {
    return new PhotoHeader(
        format, /* width= */ HEIGHT, /* height= */ WIDTH, channels, 8, TURN_RIGHT, ONE);
  }

  private static PhotoHeader animated(ImageFormat format) {
    return new PhotoHeader(format, WIDTH, HEIGHT, RGB, 8, UPRIGHT, MANY);
  }

  private static String expectedAnImageButWas(String what) {
    return "Expected a JPEG, PNG, BMP, WEBP or TIFF image but was " + what;
  }

  static Set<Map.Entry<String, PhotoHeader>> fixtures() {
    return FIXTURES.entrySet();
  }

  static Set<Map.Entry<String, Unreadable>> broken() {
    return BROKEN.entrySet();
  }

  @Test
  void everyFixtureIsLookedAt() {
    assertThat(PhotoFixtures.all().keySet())
        .allMatch(name -> FIXTURES.containsKey(name) || BROKEN.containsKey(name))
        .hasSize(FIXTURES.size() + BROKEN.size());
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void readsHeader(Map.Entry<String, PhotoHeader> fixture) throws IOException {
    byte[] file = PhotoFixtures.all().get(fixture.getKey());

    assertThat(PhotoHeaders.read(file)).isEqualTo(new Readable(fixture.getValue()));
    assertThat(PhotoHeaders.read(new CountingChannel(file)))
        .isEqualTo(new Readable(fixture.getValue()));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void saysWhatAFileIsThatIsNoPhoto(Map.Entry<String, Unreadable> fixture) throws IOException {
    byte[] file = PhotoFixtures.all().get(fixture.getKey());

    assertThat(PhotoHeaders.read(new CountingChannel(file))).isEqualTo(fixture.getValue());
  }

  @ParameterizedTest
  @CsvSource({
    "astronaut.png, PNG, 512, 512, RGB, 65536, SRGB",
    "camera.png, PNG, 512, 512, GRAY, 65536, SRGB",
    "chelsea.png, PNG, 451, 300, RGB, 65536, SRGB",
    "coffee.png, PNG, 600, 400, RGB, 65536, SRGB",
    "rocket.jpg, JPEG, 640, 427, RGB, 65536, OTHER",
    "seeding.jpg, JPEG, 1600, 900, RGB, 65536, SRGB"
  })
  void readsSamples(
      String name,
      ImageFormat format,
      int width,
      int height,
      Channels channels,
      long bytesRead,
      ColorProfile profile)
      throws IOException {
    CountingChannel file =
        new CountingChannel(Files.readAllBytes(Path.of("pipelines/samples", name)));

    assertThat(PhotoHeaders.read(file))
        .isEqualTo(
            new Readable(
                new PhotoHeader(format, width, height, channels, 8, UPRIGHT, ONE, profile)));
    assertThat(file.bytesRead()).isEqualTo(bytesRead);
  }

  @Test
  void leavesTheChannelOpen() throws IOException {
    try (SeekableByteChannel file =
        Files.newByteChannel(Path.of("pipelines/samples/chelsea.png"))) {
      PhotoHeaders.read(file);

      assertThat(file.isOpen()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Orientation.class)
  void readsOrientationAsAnotherReaderDoes(Orientation orientation) throws Exception {
    for (byte[] file :
        new byte[][] {
          PhotoFixtures.rotatedJpeg(orientation, 30, 20, ByteOrder.BIG_ENDIAN),
          PhotoFixtures.rotatedJpeg(orientation, 30, 20, ByteOrder.LITTLE_ENDIAN),
          PhotoFixtures.rotatedPng(orientation),
          PhotoFixtures.rotatedWebp(orientation),
          PhotoFixtures.rotatedTiff(orientation)
        }) {
      int exif =
          ImageMetadataReader.readMetadata(new ByteArrayInputStream(file))
              .getFirstDirectoryOfType(ExifIFD0Directory.class)
              .getInt(ExifIFD0Directory.TAG_ORIENTATION);

      assertThat(exif).isEqualTo(orientation.exif());
      assertThat(readable(file).orientation()).isEqualTo(orientation);
    }
  }

  @Test
  void swapsSidesOfPhotoThatLiesOnItsSide() {
    PhotoHeader header = readable(PhotoFixtures.rotatedJpeg(TURN_RIGHT));

    assertThat(header.width()).isEqualTo(HEIGHT);
    assertThat(header.uprightWidth()).isEqualTo(WIDTH);
    assertThat(header.uprightHeight()).isEqualTo(HEIGHT);
  }

  @Test
  void takesPhotoWithUnknownOrientationAsUpright() {
    byte[] exif = FixtureFiles.exif(TURN_RIGHT, ByteOrder.BIG_ENDIAN);
    exif[19] = 9;
    byte[] file = FixtureFiles.withChunk(PhotoFixtures.png(4, 4), "eXIf", exif);

    assertThat(readable(file).orientation()).isEqualTo(UPRIGHT);
  }

  @Test
  void takesPhotoWithBrokenExifAsUpright() {
    byte[] exif = FixtureFiles.exif(TURN_RIGHT, ByteOrder.BIG_ENDIAN);
    exif[4] = 0x7f;
    byte[] file = FixtureFiles.withChunk(PhotoFixtures.png(4, 4), "eXIf", exif);

    assertThat(readable(file).orientation()).isEqualTo(UPRIGHT);
  }

  @Test
  void findsTheSizeBehindLongSegments() throws IOException {
    byte[] jpeg = jpegWithSegments(20);
    CountingChannel file = new CountingChannel(jpeg);

    assertThat(PhotoHeaders.read(file)).isEqualTo(new Readable(header(JPEG, RGB, 8)));
    assertThat(file.bytesRead()).isLessThan(150_000);
  }

  @Test
  void givesUpOnHeaderWithoutEnd() throws IOException {
    byte[] jpeg = jpegWithSegments(100);
    CountingChannel file = new CountingChannel(jpeg);

    assertThat(PhotoHeaders.read(file))
        .isEqualTo(
            new Unreadable(
                "Damaged", "Expected a whole JPEG header but was over 262144 bytes of it"));
    assertThat(file.bytesRead()).isLessThanOrEqualTo(PhotoHeaders.READ_BOUND);
    assertThat(PhotoHeaders.read(jpeg)).isInstanceOf(Unreadable.class);
  }

  @ParameterizedTest
  @CsvSource({"jpeg, 100", "png, 20", "bmp, 20", "webp, 22", "tiff, 6"})
  void saysThatTheHeaderIsCutOff(String name, int length) {
    byte[] start = Arrays.copyOf(PhotoFixtures.all().get(name), length);

    assertThat(PhotoHeaders.read(start))
        .isEqualTo(
            new Unreadable(
                "Truncated",
                "Expected a whole %s header but the file was cut off after %d bytes"
                    .formatted(name.toUpperCase(Locale.ROOT), length)));
  }

  @ParameterizedTest
  @CsvSource({
    "png, 19, 0x44, PNG",
    "bmp, 18, 0x44, BMP",
    "jpeg, , 0x0, JPEG",
  })
  void refusesPhotoWithoutWidth(String name, Integer widthAt, String size, String format) {
    byte[] file = PhotoFixtures.all().get(name);
    if (widthAt == null) {
      int frame = FixtureFiles.indexOf(file, "\u00ff\u00c0");
      Arrays.fill(file, frame + 5, frame + 9, (byte) 0);
    } else {
      file[widthAt] = 0;
    }

    assertThat(PhotoHeaders.read(file))
        .isEqualTo(
            new Unreadable(
                "Damaged",
                "Expected width and height of at least 1x1 in the %s header but was %s"
                    .formatted(format, size)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%PDF-1.7", "<html>", "BMW is no bitmap", "\u4f60\u597d"})
  void takesNoTextForAPhoto(String text) {
    assertThat(PhotoHeaders.read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            Unreadable.class, u -> assertThat(u.code()).isIn("NotAnImage", "Truncated"));
  }

  @Test
  void quotesNoMoreThanTheBeginningOfAText() {
    byte[] page = "<!DOCTYPE html><html><head>".getBytes(StandardCharsets.UTF_8);

    assertThat(PhotoHeaders.read(page))
        .isEqualTo(
            new Unreadable(
                "NotAnImage",
                expectedAnImageButWas("text beginning \"<!DOCTYPE html><html><he...\"")));
  }

  @Test
  void knowsTextByItsBeginningAlsoWhereThatEndsInsideACharacter() {
    byte[] text = ("a" + "\u4f60".repeat(400)).getBytes(StandardCharsets.UTF_8);

    assertThat(PhotoHeaders.read(text))
        .isEqualTo(
            new Unreadable(
                "NotAnImage",
                expectedAnImageButWas("text beginning \"a" + "\u4f60".repeat(23) + "...\"")));
  }

  @Test
  void saysHowUnknownDataBegins() {
    assertThat(PhotoHeaders.read(new byte[] {1, 2, (byte) 0xfe, 0}))
        .isEqualTo(
            new Unreadable("NotAnImage", expectedAnImageButWas("data beginning 01 02 fe 00")));
  }

  private static byte[] jpegWithSegments(int count) {
    byte[] jpeg = PhotoFixtures.jpeg(WIDTH, HEIGHT);
    for (int i = 0; i < count; i++) {
      jpeg = FixtureFiles.withSegment(jpeg, 0xE2, new byte[65_000]);
    }
    return jpeg;
  }

  private static PhotoHeader readable(byte[] file) {
    return ((Readable) PhotoHeaders.read(file)).header();
  }
}
