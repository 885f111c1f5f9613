package darkroom.photo;

import static darkroom.photo.PhotoFixtures.ALPHA;
import static darkroom.photo.PhotoFixtures.HEIGHT;
import static darkroom.photo.PhotoFixtures.WIDTH;
import static darkroom.photo.PhotoFixtures.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.NORM_INF;
import static org.bytedeco.opencv.global.opencv_core.norm;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.ByteSize;
import darkroom.action.Channels;
import darkroom.action.FitMode;
import darkroom.action.ImageFormat;
import darkroom.photo.FitResult.Fitted;
import darkroom.photo.FitResult.Unfit;
import darkroom.photo.HeaderReading.Readable;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FitTest {
  private static final List<Action> SCORING =
      List.of(Actions.ASSESS_SHARPNESS, Actions.ASSESS_EXPOSURE, Actions.ASSESS_COMPOSITION);

  /** Too wide, too transparent, too long. */
  private static final List<byte[]> UNRULY =
      List.of(
          PhotoFixtures.jpeg(4000, 300),
          PhotoFixtures.rgbaTiff(),
          PhotoFixtures.noisePng(1050, 1010));

  /** What two lossy compressions may change in the smooth picture. */
  private static final double LOSS = 12;

  @Test
  void shrinksToTheLargestSizeUnderEveryLimitAtOnce() throws IOException {
    FittedPhoto fitted = fitted(sample("seeding.jpg"), SCORING);

    assertThat(fitted.format()).isEqualTo(ImageFormat.JPEG);
    assertThat(fitted.width()).isEqualTo(999);
    assertThat(fitted.height()).isEqualTo(562); // 900 * 999 / 1600 is 561.94
    assertThat(admission(fitted, SCORING)).isEqualTo(new Admission.Admitted());
  }

  static List<Action> all() {
    return Actions.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void fittedPhotoIsAdmitted(Action action) {
    for (byte[] file : UNRULY) {
      List<Action> actions = List.of(action);
      PhotoHeader header = readable(file);
      if (Admissions.admit(header, ByteSize.bytes(file.length), actions, FitMode.SHRINK)
          instanceof Admission.Rejected) {
        continue;
      }

      assertThat(admission(fitted(file, actions), actions)).isEqualTo(new Admission.Admitted());
    }
  }

  @Test
  void neverEnlarges() {
    FittedPhoto fitted = fitted(PhotoFixtures.rgbaPng(), SCORING);

    assertThat(fitted.width()).isEqualTo(WIDTH);
    assertThat(fitted.height()).isEqualTo(HEIGHT);
  }

  @Test
  void averagesAreas() {
    Mat shrunk = decoded(fitted(PhotoFixtures.bmp(1998, 1000), SCORING));
    Mat large = picture(1998, 1000);
    int sum = 0;
    for (int y = 400; y < 402; y++) {
      for (int x = 600; x < 602; x++) {
        sum += large.ptr(y, x).get(0) & 0xff;
      }
    }

    assertThat(shrunk.cols()).isEqualTo(999);
    assertThat(shrunk.rows()).isEqualTo(500);
    assertThat(shrunk.ptr(200, 300).get(0) & 0xff).isEqualTo(Math.round(sum / 4.0));
  }

  @ParameterizedTest
  @EnumSource(Orientation.class)
  void turnsUpright(Orientation orientation) {
    for (byte[] lossless :
        List.of(PhotoFixtures.rotatedPng(orientation), PhotoFixtures.rotatedTiff(orientation))) {
      assertThat(difference(decoded(fitted(lossless, SCORING)), picture(WIDTH, HEIGHT))).isZero();
    }
    for (byte[] lossy :
        List.of(PhotoFixtures.rotatedJpeg(orientation), PhotoFixtures.rotatedWebp(orientation))) {
      assertThat(difference(decoded(fitted(lossy, SCORING)), picture(WIDTH, HEIGHT)))
          .isLessThan(LOSS);
    }
  }

  @ParameterizedTest
  @EnumSource(Orientation.class)
  void turnsUprightWhatHasAlpha(Orientation orientation) {
    Mat turned = decoded(fitted(PhotoFixtures.rotatedRgbaPng(orientation), SCORING));

    assertThat(difference(turned, decoded(fitted(PhotoFixtures.rgbaPng(), SCORING)))).isZero();
  }

  @ParameterizedTest
  @EnumSource(Orientation.class)
  void shrinksByTheSidesThatAViewerShows(Orientation orientation) {
    byte[] file = PhotoFixtures.rotatedJpeg(orientation, 1500, 900, ByteOrder.BIG_ENDIAN);
    FittedPhoto fitted = fitted(file, SCORING);

    assertThat(new Size(fitted.width(), fitted.height())).isEqualTo(new Size(999, 599));
    assertThat(difference(decoded(fitted), picture(999, 599))).isLessThan(LOSS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"png", "bmp", "topDownBmp", "os2Bmp", "tiff", "bigEndianTiff", "losslessWebp"})
  void losesNothingOfWhatIsLossless(String name) {
    FittedPhoto fitted = fitted(PhotoFixtures.all().get(name), SCORING);

    assertThat(fitted.format()).isEqualTo(ImageFormat.PNG);
    assertThat(difference(decoded(fitted), picture(WIDTH, HEIGHT))).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "progressiveJpeg", "webp", "animatedWebp"})
  void writesJpegOfWhatIsLossy(String name) {
    FittedPhoto fitted = fitted(PhotoFixtures.all().get(name), SCORING);

    assertThat(fitted.format()).isEqualTo(ImageFormat.JPEG);
    assertThat(difference(decoded(fitted), picture(WIDTH, HEIGHT))).isLessThan(LOSS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"animatedPng", "pagesTiff", "png16"})
  void takesTheFirstFrameIn8Bits(String name) {
    Mat fitted = decoded(fitted(PhotoFixtures.all().get(name), SCORING));

    assertThat(difference(fitted, picture(WIDTH, HEIGHT))).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rgbaPng", "rgbaPng16", "rgbaBmp", "rgbaWebp", "rgbaTiff"})
  void putsWhatHasAlphaOnWhite(String name) {
    Mat onWhite = new Mat();
    picture(WIDTH, HEIGHT).convertTo(onWhite, -1, ALPHA / 255.0, 255 - ALPHA);
    Mat fitted = decoded(fitted(PhotoFixtures.all().get(name), SCORING));

    assertThat(difference(fitted, onWhite)).isLessThanOrEqualTo(1);
  }

  @Test
  void putsGreyWithAlphaOnWhite() {
    Mat fitted = decoded(fitted(PhotoFixtures.grayAlphaPng(), SCORING));

    assertThat(bgr(fitted, 3, 3)).containsExactly(147, 147, 147); // 40 * 128 / 255 + 127
  }

  @Test
  void writesGreyAndPaletteAsRgb() {
    for (byte[] file :
        List.of(PhotoFixtures.grayPng(), PhotoFixtures.grayJpeg(), PhotoFixtures.palettePng())) {
      assertThat(readable(fitted(file, SCORING).bytes()).channels()).isEqualTo(Channels.RGB);
    }
    assertThat(bgr(decoded(fitted(PhotoFixtures.palettePng(), SCORING)), 0, 0))
        .containsExactly(0, 0, 255);
  }

  @Test
  void turnsInkIntoLight() {
    // Inverted ink: no cyan, half magenta, all yellow, no black.
    assertThat(bgr(decoded(fitted(PhotoFixtures.cmykJpeg(), SCORING)), 5, 5))
        .satisfiesExactly(
            blue -> assertThat(blue).isBetween(0, 3),
            green -> assertThat(green).isBetween(125, 131),
            red -> assertThat(red).isBetween(252, 255));
  }

  @Test
  void compressesMoreBeforeItShrinks() {
    byte[] noise = PhotoFixtures.noisePng(1200, 1000);
    FittedPhoto fitted = fitted(noise, List.of(Actions.ASSESS_COMPOSITION));

    assertThat(noise.length).isGreaterThan(3 * 1024 * 1024);
    assertThat(fitted.format()).isEqualTo(ImageFormat.JPEG);
    assertThat(new Size(fitted.width(), fitted.height())).isEqualTo(new Size(1200, 1000));
    assertThat(fitted.bytes().length).isLessThan(3 * 1024 * 1024);
  }

  @Test
  void shrinksWhatNoCompressionMakesSmallEnough() {
    FittedPhoto fitted =
        fitted(PhotoFixtures.noisePng(2400, 2000), List.of(Actions.ASSESS_COMPOSITION));

    assertThat(fitted.bytes().length).isBetween(2 * 1024 * 1024, 3 * 1024 * 1024 - 1);
    assertThat((double) fitted.width() / fitted.height()).isBetween(1.2 - 0.001, 1.2 + 0.001);
  }

  @Test
  void givesTheSameBytesEveryTime() throws IOException {
    byte[] file = sample("seeding.jpg");

    assertThat(fitted(file, SCORING).bytes()).isEqualTo(fitted(file, SCORING).bytes());
  }

  static Stream<String> wholeFormats() {
    return Stream.of(
        "jpeg", "progressiveJpeg", "png", "bmp", "os2Bmp", "webp", "animatedWebp", "bigEndianTiff");
  }

  @ParameterizedTest
  @MethodSource("wholeFormats")
  void refusesWhatIsCutOff(String name) {
    byte[] whole = PhotoFixtures.all().get(name);
    PhotoHeader header = readable(whole);
    byte[] cut = Arrays.copyOf(whole, whole.length - 5);
    Unfit truncated =
        new Unfit("Truncated", "Expected a whole " + header.format() + " file but was cut off");

    assertThat(shrunk(cut, header, SCORING)).isEqualTo(truncated);
    assertThat(Fit.unchanged(cut, header)).isEqualTo(truncated);
  }

  @Test
  void takesPhotoWithAVideoBehindItsEnd() {
    byte[] photo = FixtureFiles.concat(PhotoFixtures.jpeg(WIDTH, HEIGHT), new byte[5000]);

    assertThat(shrunk(photo, readable(photo), SCORING)).isInstanceOf(Fitted.class);
  }

  @Test
  void refusesPixelsThatAreDamaged() {
    byte[] file = PhotoFixtures.damagedPng();

    assertThat(shrunk(file, readable(file), SCORING))
        .isEqualTo(
            new Unfit("Damaged", "Expected intact pixels in the PNG but their checksum is wrong"));
  }

  @Test
  void refusesPixelsThatDoNotDecode() {
    byte[] file = PhotoFixtures.losslessWebp();
    Arrays.fill(file, 26, file.length, (byte) 0x5a);

    assertThat(shrunk(file, readable(file), SCORING))
        .isEqualTo(new Unfit("Damaged", "Expected a WEBP that decodes but its pixels are damaged"));
  }

  @Test
  void refusesToDecodeWhatDeclaresTooManyPixels() {
    byte[] file = PhotoFixtures.declaredHugePng();

    assertThat(shrunk(file, readable(file), SCORING))
        .isEqualTo(
            new Unfit(
                "TooManyPixels",
                "Expected at most 200000000 pixels to decode but was 60000x60000"));
  }

  @Test
  void refusesFileThatHasChangedSinceItWasInspected() {
    assertThat(shrunk(PhotoFixtures.png(50, 50), readable(PhotoFixtures.png(40, 50)), SCORING))
        .isEqualTo(
            new Unfit("Changed", "Expected the file that was inspected but it has changed since"));
  }

  @Test
  void handsOnTheFileAsItIs() {
    byte[] file = PhotoFixtures.rotatedJpeg(Orientation.TURN_LEFT);

    assertThat(Fit.unchanged(file, readable(file)))
        .isInstanceOfSatisfying(
            Fitted.class,
            f -> {
              assertThat(f.photo().bytes()).isSameAs(file);
              assertThat(f.photo().format()).isEqualTo(ImageFormat.JPEG);
              assertThat(f.photo().width()).isEqualTo(HEIGHT);
              assertThat(f.photo().height()).isEqualTo(WIDTH);
            });
  }

  @Test
  void everyReadablePhotoIsFittedOrRefused() {
    for (Map.Entry<String, byte[]> fixture : PhotoFixtures.all().entrySet()) {
      if (PhotoHeaders.read(fixture.getValue()) instanceof Readable readable) {
        boolean broken = fixture.getKey().matches("(truncated|damaged|declaredHuge).*");

        assertThat(shrunk(fixture.getValue(), readable.header(), SCORING))
            .as(fixture.getKey())
            .isInstanceOf(broken ? Unfit.class : Fitted.class);
      }
    }
  }

  private static FitResult shrunk(byte[] file, PhotoHeader header, List<Action> actions) {
    return Fit.conform(file, header, actions, FitMode.SHRINK, "FFFFFF");
  }

  private static FittedPhoto fitted(byte[] file, List<Action> actions) {
    FitResult result = shrunk(file, readable(file), actions);
    assertThat(result).isInstanceOf(Fitted.class);
    return ((Fitted) result).photo();
  }

  /** By what the fitted file itself says. */
  private static Admission admission(FittedPhoto photo, List<Action> actions) {
    PhotoHeader header = readable(photo.bytes());
    assertThat(new Size(header.width(), header.height()))
        .isEqualTo(new Size(photo.width(), photo.height()));
    assertThat(header.format()).isEqualTo(photo.format());
    return Admissions.admit(header, ByteSize.bytes(photo.bytes().length), actions, FitMode.REJECT);
  }

  private static Mat decoded(FittedPhoto photo) {
    Mat pixels = imdecode(new Mat(photo.bytes()), IMREAD_UNCHANGED);
    assertThat(pixels.type()).isEqualTo(imdecode(new Mat(photo.bytes()), IMREAD_COLOR).type());
    return pixels;
  }

  private static double difference(Mat one, Mat other) {
    assertThat(new Size(one.cols(), one.rows())).isEqualTo(new Size(other.cols(), other.rows()));
    return norm(one, other, NORM_INF, new Mat());
  }

  private static List<Integer> bgr(Mat pixels, int y, int x) {
    return Stream.of(0, 1, 2).map(c -> pixels.ptr(y, x).get(c) & 0xff).toList();
  }

  private static PhotoHeader readable(byte[] file) {
    return ((Readable) PhotoHeaders.read(file)).header();
  }

  private static byte[] sample(String name) throws IOException {
    return Files.readAllBytes(Path.of("pipelines/samples", name));
  }
}
