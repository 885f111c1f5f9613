package darkroom.photo;

import static darkroom.photo.PhotoFixtures.HEIGHT;
import static darkroom.photo.PhotoFixtures.WIDTH;
import static darkroom.photo.PhotoFixtures.picture;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.NORM_INF;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.norm;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.ExifThumbnailDirectory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.xmp.XmpDirectory;
import darkroom.action.Actions;
import darkroom.action.AlphaMode;
import darkroom.action.FitMode;
import darkroom.action.ImageFormat;
import darkroom.action.MetadataMode;
import darkroom.photo.FitResult.Fitted;
import darkroom.photo.FitResult.Unfit;
import darkroom.photo.HeaderReading.Readable;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FinishingTest {
  private static final Provenance PROVENANCE =
      new Provenance(
          "oss://archive/1921/door & gate.jpg",
          "sha256:9f86",
          "colour-the-archive",
          List.of("ColorizeImage() request 0A1B", "ChangeImageSize(Width=800) request 0A1C"),
          Instant.parse("2026-11-24T12:00:00.5Z"));

  private static final List<ImageFormat> LABELLED =
      List.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP);

  static Stream<Arguments> formats() {
    return LABELLED.stream().flatMap(a -> LABELLED.stream().map(b -> Arguments.of(a, b)));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void carriesTheCameraTheTimeAndThePlaceIntoEveryFormat(ImageFormat from, ImageFormat to)
      throws Exception {
    byte[] original = MetadataFixtures.photo(from, Orientation.TURN_RIGHT);
    byte[] output = finished(result(original), original, wish(to, MetadataMode.KEEP));

    com.drew.metadata.Metadata metadata = read(output);
    ExifIFD0Directory main = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
    assertThat(main.getString(ExifIFD0Directory.TAG_MAKE)).isEqualTo("Darkroom Cameras");
    assertThat(main.getString(ExifIFD0Directory.TAG_MODEL)).isEqualTo("Model One");
    assertThat(main.getInt(ExifIFD0Directory.TAG_ORIENTATION)).isEqualTo(1);
    ExifSubIFDDirectory shot = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
    assertThat(shot.getString(ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL))
        .isEqualTo("2021:03:04 05:06:07");
    assertThat(shot.getInt(ExifSubIFDDirectory.TAG_EXIF_IMAGE_WIDTH)).isEqualTo(WIDTH);
    assertThat(shot.getInt(ExifSubIFDDirectory.TAG_EXIF_IMAGE_HEIGHT)).isEqualTo(HEIGHT);
    assertThat(shot.getInt(ExifSubIFDDirectory.TAG_COLOR_SPACE)).isEqualTo(1);
    assertThat(shot.getByteArray(ExifSubIFDDirectory.TAG_MAKERNOTE))
        .asString(UTF_8)
        .isEqualTo("MAKERNOT");
    assertThat(metadata.getFirstDirectoryOfType(GpsDirectory.class).getGeoLocation().getLatitude())
        .isBetween(48.858, 48.859);
    assertThat(metadata.getFirstDirectoryOfType(ExifThumbnailDirectory.class)).isNull();
    assertThat(xmp(metadata))
        .containsEntry("dc:creator[1]", "A. Photographer")
        .containsEntry("tiff:Orientation", "1")
        .containsEntry("exif:GPSLatitude", "48,51.5N")
        .containsEntry("darkroom:Source", "oss://archive/1921/door & gate.jpg")
        .containsEntry("darkroom:Identity", "sha256:9f86")
        .containsEntry("darkroom:Recipe", "colour-the-archive")
        .containsEntry("darkroom:Time", "2026-11-24T12:00:00Z")
        .containsEntry("darkroom:Actions[1]", "ColorizeImage() request 0A1B")
        .containsEntry("darkroom:Actions[2]", "ChangeImageSize(Width=800) request 0A1C");
  }

  @ParameterizedTest
  @MethodSource("formats")
  void forgetsThePlaceWhereItIsTold(ImageFormat from, ImageFormat to) throws Exception {
    byte[] original = MetadataFixtures.photo(from, Orientation.UPRIGHT);
    byte[] output = finished(result(original), original, wish(to, MetadataMode.KEEP_NO_GPS));

    com.drew.metadata.Metadata metadata = read(output);
    assertThat(
            metadata
                .getFirstDirectoryOfType(ExifIFD0Directory.class)
                .getString(ExifIFD0Directory.TAG_MAKE))
        .isEqualTo("Darkroom Cameras");
    assertThat(metadata.getFirstDirectoryOfType(GpsDirectory.class)).isNull();
    assertThat(xmp(metadata))
        .containsEntry("dc:creator[1]", "A. Photographer")
        .doesNotContainKeys("exif:GPSLatitude", "exif:GPSLongitude");
    assertThat(new String(output, UTF_8)).doesNotContain("48,51", "MAKERNOT");
  }

  @ParameterizedTest
  @MethodSource("formats")
  void stripsEverything(ImageFormat from, ImageFormat to) throws Exception {
    byte[] original = MetadataFixtures.photo(from, Orientation.UPRIGHT);

    for (byte[] result : List.of(original, result(original))) {
      byte[] output = finished(result, original, wish(to, MetadataMode.STRIP));
      com.drew.metadata.Metadata metadata = read(output);

      assertThat(metadata.getFirstDirectoryOfType(ExifIFD0Directory.class)).isNull();
      assertThat(metadata.getFirstDirectoryOfType(XmpDirectory.class)).isNull();
      assertThat(new String(output, UTF_8)).doesNotContain("Darkroom Cameras", "Photographer");
    }
  }

  static Stream<Arguments> turnedFormats() {
    return LABELLED.stream()
        .flatMap(f -> Stream.of(Orientation.values()).map(o -> Arguments.of(f, o)));
  }

  @ParameterizedTest
  @MethodSource("turnedFormats")
  void standsUprightAfterwards(ImageFormat format, Orientation orientation) throws Exception {
    byte[] original = MetadataFixtures.photo(format, orientation);
    byte[] result = result(original);

    for (ImageFormat to : LABELLED) {
      byte[] output = finished(result, original, wish(to, MetadataMode.KEEP));
      assertThat(header(output).orientation()).isEqualTo(Orientation.UPRIGHT);
      assertThat(difference(pixels(output), picture(WIDTH, HEIGHT))).isLessThan(16);
    }
    // What no call has touched is still turned by its viewer.
    for (MetadataMode mode : MetadataMode.values()) {
      Wish asItCame = new Wish(Optional.empty(), 90, mode, AlphaMode.KEEP, "FFFFFF");
      assertThat(header(finished(original, original, asItCame)).orientation())
          .isEqualTo(orientation);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ImageFormat.class,
      names = {"JPEG", "PNG", "WEBP"})
  void writesNoPixelAnewWhereTheFormatStays(ImageFormat format) {
    byte[] original = MetadataFixtures.photo(format, Orientation.UPRIGHT);
    byte[] result = PhotoFixtures.of(format, WIDTH, HEIGHT);
    Wish same = new Wish(Optional.of(format), 1, MetadataMode.KEEP, AlphaMode.KEEP, "FFFFFF");

    assertThat(difference(pixels(finished(result, original, same)), pixels(result))).isZero();
    Wish stripped = new Wish(Optional.empty(), 1, MetadataMode.STRIP, AlphaMode.KEEP, "FFFFFF");
    assertThat(finished(result, original, stripped)).isEqualTo(result);
  }

  @ParameterizedTest
  @EnumSource(ImageFormat.class)
  void writesEveryFormat(ImageFormat format) {
    byte[] output =
        finished(
            PhotoFixtures.png(WIDTH, HEIGHT),
            PhotoFixtures.png(WIDTH, HEIGHT),
            wish(format, MetadataMode.KEEP));

    assertThat(header(output).format()).isEqualTo(format);
    assertThat(difference(pixels(output), picture(WIDTH, HEIGHT))).isLessThan(16);
  }

  @ParameterizedTest
  @EnumSource(
      value = ImageFormat.class,
      names = {"PNG", "WEBP", "TIFF"})
  void putsAlphaBackAtTwiceTheSize(ImageFormat format) {
    byte[] original = fading();
    Mat enlarged = new Mat();
    resize(
        pixels(conformed(original)),
        enlarged,
        new org.bytedeco.opencv.opencv_core.Size(2 * WIDTH, 2 * HEIGHT),
        0,
        0,
        INTER_LINEAR);
    byte[] result = FixtureFiles.encode("png", enlarged);

    byte[] output =
        finished(
            result,
            original,
            new Wish(Optional.of(format), 100, MetadataMode.KEEP, AlphaMode.KEEP, "FFFFFF"));

    assertThat(header(output).hasAlpha()).isTrue();
    Mat expected = new Mat();
    resize(
        pixels(original),
        expected,
        new org.bytedeco.opencv.opencv_core.Size(2 * WIDTH, 2 * HEIGHT),
        0,
        0,
        INTER_LINEAR);
    Mat seen = Pixels.decode(output, header(output)).orElseThrow().mat();
    assertThat(difference(alpha(seen), alpha(expected))).isLessThanOrEqualTo(1);
    // Half opaque and more: what little is seen of the others is told by few levels.
    for (int x = WIDTH + 4; x < 2 * WIDTH - 2; x++) {
      for (int c = 0; c < 3; c++) {
        assertThat(seen.ptr(HEIGHT, x).get(c) & 0xff)
            .isCloseTo(
                expected.ptr(HEIGHT, x).get(c) & 0xff,
                org.assertj.core.api.Assertions.within(format == ImageFormat.WEBP ? 16 : 4));
      }
    }
  }

  @Test
  void writesOpaqueWhereTheFormatHoldsNoAlphaOrNoneIsWished() {
    byte[] original = fading();
    byte[] result = conformed(original);

    for (ImageFormat format : List.of(ImageFormat.JPEG, ImageFormat.BMP)) {
      byte[] output = finished(result, original, wish(format, MetadataMode.KEEP));
      assertThat(header(output).hasAlpha()).isFalse();
    }
    Wish flat = new Wish(Optional.empty(), 90, MetadataMode.KEEP, AlphaMode.FLATTEN, "FF0000");
    assertThat(header(finished(result, original, flat)).hasAlpha()).isFalse();
    // A result that came with alpha is put on the background: red where nothing is.
    Mat red = pixels(finished(original, original, flat));
    assertThat(Stream.of(0, 1, 2).map(c -> red.ptr(5, 0).get(c) & 0xff).toList())
        .containsExactly(0, 0, 255);
  }

  @Test
  void leavesAlphaOutWhereTheResultHasAnotherShape() {
    byte[] original = fading();
    Fitted output =
        (Fitted)
            Finishing.finish(
                PhotoFixtures.png(50, 50),
                wish(ImageFormat.PNG, MetadataMode.KEEP),
                Carried.of(original, header(original)),
                PROVENANCE);

    assertThat(header(output.photo().bytes()).hasAlpha()).isFalse();
    assertThat(output.photo().notes())
        .containsExactly(
            "Expected a result of the original's shape to put its alpha back but was 50x50 of"
                + " 60x44: the output is opaque");
  }

  @Test
  void leavesOutOfExifWhatAJpegHasNoRoomFor() throws Exception {
    byte[] exif = MetadataFixtures.exif(Orientation.UPRIGHT, 70_000);
    byte[] original =
        MetadataFixtures.with(
            ImageFormat.PNG, PhotoFixtures.png(WIDTH, HEIGHT), exif, MetadataFixtures.xmp());
    Carried carried = Carried.of(original, header(original));
    Fitted output =
        (Fitted)
            Finishing.finish(
                PhotoFixtures.jpeg(WIDTH, HEIGHT),
                wish(ImageFormat.JPEG, MetadataMode.KEEP),
                carried,
                PROVENANCE);

    assertThat(output.photo().notes())
        .singleElement()
        .asString()
        .matches("Expected at most 65527 bytes of EXIF but was 7\\d{4}: left out its field 0x9286");
    com.drew.metadata.Metadata metadata = read(output.photo().bytes());
    assertThat(
            metadata
                .getFirstDirectoryOfType(ExifIFD0Directory.class)
                .getString(ExifIFD0Directory.TAG_MAKE))
        .isEqualTo("Darkroom Cameras");
  }

  @Test
  void leavesOutXmpThatAJpegHasNoRoomForAndTellsTheProvenance() throws Exception {
    byte[] xmp =
        MetadataFixtures.XMP.replace("A. Photographer", "A".repeat(70_000)).getBytes(UTF_8);
    byte[] original =
        MetadataFixtures.with(
            ImageFormat.PNG,
            PhotoFixtures.png(WIDTH, HEIGHT),
            MetadataFixtures.exif(Orientation.UPRIGHT, 0),
            xmp);
    byte[] output =
        finished(
            PhotoFixtures.jpeg(WIDTH, HEIGHT), original, wish(ImageFormat.JPEG, MetadataMode.KEEP));

    assertThat(xmp(read(output)))
        .containsEntry("darkroom:Recipe", "colour-the-archive")
        .doesNotContainKey("dc:creator[1]");
  }

  @Test
  void carriesTheExifOfATiff() throws Exception {
    byte[] original =
        FixtureFiles.concat(MetadataFixtures.exif(Orientation.UPRIGHT, 0), new byte[10]);
    Exif exif = Exif.parse(original, 0, original.length).orElseThrow();

    assertThat(exif.main()).extracting(Exif.Field::tag).contains(271, 272);
    byte[] tiff = PhotoFixtures.rotatedTiff(Orientation.TURN_LEFT);
    byte[] output = finished(result(tiff), tiff, wish(ImageFormat.PNG, MetadataMode.KEEP));
    assertThat(
            read(output)
                .getFirstDirectoryOfType(ExifIFD0Directory.class)
                .getInt(ExifIFD0Directory.TAG_ORIENTATION))
        .isEqualTo(1);
    assertThat(difference(pixels(output), picture(WIDTH, HEIGHT))).isZero();
  }

  @Test
  void writesASidecar() {
    String sidecar = new String(PROVENANCE.sidecar(), UTF_8);

    assertThat(sidecar)
        .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
        .contains("urn:darkroom:1.0:", "door &amp; gate.jpg", "ColorizeImage() request 0A1B");
  }

  @Test
  void refusesResultThatIsNoWholeImage() {
    byte[] cut = PhotoFixtures.truncatedPng();

    assertThat(
            Finishing.finish(
                cut, wish(ImageFormat.PNG, MetadataMode.KEEP), Carried.nothing(), PROVENANCE))
        .isEqualTo(new Unfit("Truncated", "Expected a whole PNG file but was cut off"));
    assertThat(
            Finishing.finish(
                PhotoFixtures.heic(),
                wish(ImageFormat.PNG, MetadataMode.KEEP),
                Carried.nothing(),
                PROVENANCE))
        .isEqualTo(
            new Unfit(
                "FormatNotAccepted",
                "Expected a JPEG, PNG, BMP, WEBP or TIFF image but was a HEIC image"));
  }

  @Test
  void brokenMetadataFailsNoPhoto() {
    Random random = new Random(11);
    for (int i = 0; i < 400; i++) {
      ImageFormat format = LABELLED.get(i % 3);
      byte[] exif = mutated(MetadataFixtures.exif(Orientation.TURN_LEFT, 0), random);
      byte[] xmp = mutated(MetadataFixtures.xmp(), random);
      byte[] original =
          MetadataFixtures.with(format, PhotoFixtures.of(format, WIDTH, HEIGHT), exif, xmp);
      Carried carried = Carried.of(original, header(original));
      for (byte[] result : List.of(PhotoFixtures.png(8, 6), original)) {
        FitResult output =
            Finishing.finish(
                result, wish(ImageFormat.JPEG, MetadataMode.KEEP_NO_GPS), carried, PROVENANCE);

        assertThat(output).isInstanceOf(Fitted.class);
      }
    }
  }

  @Test
  void brokenFilesCarryWhatIsWholeOfThem() {
    Random random = new Random(12);
    for (Map.Entry<String, byte[]> fixture : PhotoFixtures.all().entrySet()) {
      for (int i = 0; i < 20 && fixture.getValue().length > 0; i++) {
        byte[] file = mutated(fixture.getValue(), random);
        if (PhotoHeaders.read(file) instanceof Readable readable
            && readable.header().pixels() < 1_000_000) {
          assertThat(Carried.of(file, readable.header())).isNotNull();
          assertThat(
                  Finishing.finish(
                      file,
                      wish(ImageFormat.WEBP, MetadataMode.KEEP),
                      Carried.nothing(),
                      PROVENANCE))
              .isNotNull();
        }
      }
    }
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    byte[] mutated = bytes.clone();
    for (int count = random.nextInt(12); count >= 0; count--) {
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
    }
    return mutated;
  }

  /** Opaque on the right, fading out to the left. */
  private static byte[] fading() {
    Mat bgra = new Mat();
    org.bytedeco.opencv.global.opencv_imgproc.cvtColor(
        picture(WIDTH, HEIGHT), bgra, org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2BGRA);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        bgra.ptr(y, x).put(3, (byte) Math.min(255, x * 255 / (WIDTH - 10)));
      }
    }
    return FixtureFiles.encode("png", bgra);
  }

  /** What a call on the fitted photo would hand back if it changed nothing. */
  private static byte[] result(byte[] original) {
    return conformed(original);
  }

  private static byte[] conformed(byte[] original) {
    FitResult fitted =
        Fit.conform(
            original, header(original), List.of(Actions.COLORIZE_IMAGE), FitMode.SHRINK, "FFFFFF");
    return ((Fitted) fitted).photo().bytes();
  }

  private static byte[] finished(byte[] result, byte[] original, Wish wish) {
    FitResult output =
        Finishing.finish(result, wish, Carried.of(original, header(original)), PROVENANCE);
    assertThat(output).isInstanceOf(Fitted.class);
    FittedPhoto photo = ((Fitted) output).photo();
    assertThat(header(photo.bytes()).format()).isEqualTo(photo.format());
    assertThat(header(photo.bytes()).width()).isEqualTo(photo.width());
    return photo.bytes();
  }

  private static Wish wish(ImageFormat format, MetadataMode metadata) {
    return new Wish(Optional.of(format), 95, metadata, AlphaMode.KEEP, "FFFFFF");
  }

  private static com.drew.metadata.Metadata read(byte[] file) throws Exception {
    com.drew.metadata.Metadata metadata =
        ImageMetadataReader.readMetadata(new ByteArrayInputStream(file));
    metadata.getDirectories().forEach(d -> assertThat(d.getErrors()).as(d.getName()).isEmpty());
    return metadata;
  }

  private static Map<String, String> xmp(com.drew.metadata.Metadata metadata) {
    assertThat(metadata.getDirectoriesOfType(XmpDirectory.class)).hasSize(1);
    return metadata.getFirstDirectoryOfType(XmpDirectory.class).getXmpProperties();
  }

  private static PhotoHeader header(byte[] file) {
    return ((Readable) PhotoHeaders.read(file)).header();
  }

  private static Mat pixels(byte[] file) {
    return imdecode(
        new Mat(file),
        IMREAD_UNCHANGED | org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION);
  }

  private static Mat alpha(Mat bgra) {
    Mat alpha = new Mat();
    extractChannel(bgra, alpha, 3);
    return alpha;
  }

  private static double difference(Mat one, Mat other) {
    assertThat(List.of(one.cols(), one.rows(), one.channels()))
        .isEqualTo(List.of(other.cols(), other.rows(), other.channels()));
    return norm(one, other, NORM_INF, new Mat());
  }
}
