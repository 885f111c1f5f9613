package darkroom.photo;

import static darkroom.photo.MetadataFixtures.adobeRgb;
import static darkroom.photo.MetadataFixtures.cmykProfile;
import static darkroom.photo.MetadataFixtures.jpegWithProfile;
import static darkroom.photo.MetadataFixtures.pngWithProfile;
import static darkroom.photo.PhotoFixtures.HEIGHT;
import static darkroom.photo.PhotoFixtures.WIDTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import darkroom.action.Actions;
import darkroom.action.ByteSize;
import darkroom.action.FitMode;
import darkroom.photo.FitResult.Fitted;
import darkroom.photo.HeaderReading.Readable;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;

/** Colours are sent as the photo's profile means them. */
class ColoursTest {
  /** A colour of Adobe RGB that sRGB holds, as blue, green and red. */
  private static final int[] COLOUR = {90, 140, 120};

  private static final double ADOBE_GAMMA = 2.19921875;

  /** What each corner of cyan, magenta, yellow and black looks like: a press of muddy inks. */
  private static final double[][] PRESS =
      IntStream.range(0, 16)
          .mapToObj(
              i -> {
                boolean c = (i & 8) != 0;
                boolean m = (i & 4) != 0;
                boolean y = (i & 2) != 0;
                boolean k = (i & 1) != 0;
                double light = 95 - (c ? 30 : 0) - (m ? 30 : 0) - (y ? 5 : 0);
                return new double[] {
                  k ? light / 6 : light, (c ? -20 : 0) + (m ? 25 : 0), (y ? 30 : 0) - (c ? 15 : 0)
                };
              })
          .toArray(double[][]::new);

  @Test
  void knowsSrgbFromOtherProfiles() {
    byte[] srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    byte[] plain = plainPng();

    assertThat(header(pngWithProfile(plain, srgb)).profile()).isEqualTo(ColorProfile.SRGB);
    assertThat(header(pngWithProfile(plain, adobeRgb())).profile()).isEqualTo(ColorProfile.OTHER);
    byte[] jpeg = PhotoFixtures.jpeg(WIDTH, HEIGHT);
    assertThat(header(jpegWithProfile(jpeg, srgb)).profile()).isEqualTo(ColorProfile.SRGB);
    assertThat(header(jpegWithProfile(jpeg, adobeRgb())).profile()).isEqualTo(ColorProfile.OTHER);
    assertThat(header(pngWithProfile(plain, new byte[] {1, 2, 3})).profile())
        .isEqualTo(ColorProfile.SRGB);
  }

  @Test
  void convertsAdobeRgbToWhatItMeans() {
    int[] expected = adobeInSrgb(COLOUR);

    assertThat(expected[2]).isLessThan(COLOUR[2] - 8);
    assertThat(bgr(conformed(pngWithProfile(plainPng(), adobeRgb()))))
        .satisfies(was -> assertNear(was, expected, 1));
  }

  @Test
  void converts16BitsThroughTheProfile() {
    Mat deep = new Mat();
    plain().convertTo(deep, CV_16U, 257, 0);
    byte[] file = pngWithProfile(FixtureFiles.encode("png", deep), adobeRgb());

    assertThat(header(file).bitDepth()).isEqualTo(16);
    assertNear(bgr(conformed(file)), adobeInSrgb(COLOUR), 1);
    byte[] tiff = FixtureFiles.encode("tif", deep);
    assertThat(header(tiff).bitDepth()).isEqualTo(16);
    assertNear(bgr(conformed(tiff)), COLOUR, 0);
  }

  @Test
  void leavesAlphaAsItIsWhileItConvertsColours() {
    Mat bgra = new Mat(HEIGHT, WIDTH, org.bytedeco.opencv.global.opencv_core.CV_8UC4);
    bgra.put(new Scalar(COLOUR[0], COLOUR[1], COLOUR[2], 128));
    byte[] file = pngWithProfile(FixtureFiles.encode("png", bgra), adobeRgb());
    Mat pixels = Pixels.decode(file, header(file)).orElseThrow().mat();

    assertThat(pixels.ptr(3, 3).get(3) & 0xff).isEqualTo(128);
    assertNear(new int[] {u8(pixels, 0), u8(pixels, 1), u8(pixels, 2)}, adobeInSrgb(COLOUR), 1);
  }

  @Test
  void convertsTheInksOfACmykJpegThroughItsPress() {
    // Inverted ink: no cyan, half magenta, all yellow, no black.
    byte[] file = jpegWithProfile(PhotoFixtures.cmykJpeg(), cmykProfile(PRESS));
    double[] half = new double[3];
    for (int i = 0; i < 3; i++) {
      double magenta = 127 / 255.0;
      half[i] = PRESS[0b0010][i] * (1 - magenta) + PRESS[0b0110][i] * magenta;
    }

    assertThat(header(file).profile()).isEqualTo(ColorProfile.OTHER);
    assertNear(bgr(conformed(file)), labInSrgb(half), 3);
  }

  @Test
  void passesOverABrokenProfile() {
    byte[] broken = adobeRgb();
    Arrays.fill(broken, 132, broken.length, (byte) 0x7f);

    assertNear(bgr(conformed(pngWithProfile(plainPng(), broken))), COLOUR, 0);
    assertNear(
        bgr(conformed(jpegWithProfile(PhotoFixtures.cmykJpeg(), broken))),
        bgr(conformed(PhotoFixtures.cmykJpeg())),
        0);
  }

  @Test
  void brokenProfilesFailNoPhoto() {
    Random random = new Random(5);
    for (int i = 0; i < 120; i++) {
      byte[] profile = i % 2 == 0 ? adobeRgb() : cmykProfile(PRESS);
      for (int count = random.nextInt(12); count >= 0; count--) {
        profile[random.nextInt(profile.length)] = (byte) random.nextInt(256);
      }
      byte[] file =
          i % 2 == 0
              ? pngWithProfile(plainPng(), profile)
              : jpegWithProfile(PhotoFixtures.cmykJpeg(), profile);

      assertThat(fit(file)).isInstanceOf(Fitted.class);
    }
  }

  @Test
  void sendsTheSampleInAdobeRgbAsSrgb() throws Exception {
    byte[] rocket = Files.readAllBytes(Path.of("pipelines/samples/rocket.jpg"));
    Mat stored = imdecode(new Mat(rocket), IMREAD_UNCHANGED);
    Mat sent = imdecode(new Mat(conformed(rocket)), IMREAD_UNCHANGED);

    // The flame is redder and the sky bluer than the numbers say where they are taken for sRGB.
    assertThat(saturation(sent)).isGreaterThan(1.1 * saturation(stored));
  }

  @Test
  void describesWhatAFitDoesAndNothingElse() {
    PhotoHeader large = header(PhotoFixtures.png(1500, 900));
    ByteSize small = ByteSize.bytes(1000);
    List<darkroom.action.Action> scoring = List.of(Actions.ASSESS_SHARPNESS);

    assertThat(Fit.describe(large, small, scoring, FitMode.SHRINK, "FFFFFF"))
        .isEqualTo("fit1 999x599 bytes 3145727");
    assertThat(Fit.describe(large, small, scoring, FitMode.PAD, "000000"))
        .isEqualTo("fit1 999x599 bytes 3145727");
    assertThat(Fit.describe(large, small, scoring, FitMode.REJECT, "FFFFFF")).isEmpty();
    assertThat(
            Fit.describe(
                header(PhotoFixtures.png(40, 20)),
                small,
                List.of(Actions.MAKE_SUPER_RESOLUTION_IMAGE),
                FitMode.PAD,
                "aa00ff"))
        .isEqualTo("fit1 40x20 in 40x33 bytes 3145728 on AA00FF");
    assertThat(
            Fit.describe(
                header(PhotoFixtures.rgbaPng()),
                small,
                List.of(Actions.COLORIZE_IMAGE),
                FitMode.REJECT,
                "FFFFFF"))
        .isEqualTo("fit1 60x44 bytes 10485760 on FFFFFF");
  }

  @Test
  void padsEvenlyWithTheBackground() {
    byte[] file = PhotoFixtures.png(40, 20);
    Fitted fitted =
        (Fitted)
            Fit.fit(
                file,
                header(file),
                List.of(Actions.MAKE_SUPER_RESOLUTION_IMAGE),
                FitMode.PAD,
                "0A14C8");
    Mat pixels = imdecode(new Mat(fitted.photo().bytes()), IMREAD_UNCHANGED);

    assertThat(List.of(fitted.photo().width(), fitted.photo().height())).containsExactly(40, 33);
    for (int row : new int[] {0, 5, 26, 32}) {
      assertThat(
              List.of(
                  pixels.ptr(row, 7).get(0) & 0xff,
                  pixels.ptr(row, 7).get(1) & 0xff,
                  pixels.ptr(row, 7).get(2) & 0xff))
          .containsExactly(200, 20, 10);
    }
    Mat inner = new Mat(pixels, new org.bytedeco.opencv.opencv_core.Rect(0, 6, 40, 20));
    assertThat(
            org.bytedeco.opencv.global.opencv_core.norm(
                inner.clone(),
                PhotoFixtures.picture(40, 20),
                org.bytedeco.opencv.global.opencv_core.NORM_INF,
                new Mat()))
        .isZero();
  }

  @Test
  void sendsTheFileItselfWhereItIsAdmitted() {
    byte[] file = PhotoFixtures.png(WIDTH, HEIGHT);

    assertThat(Fit.fit(file, header(file), List.of(Actions.COLORIZE_IMAGE), FitMode.SKIP, "FFFFFF"))
        .isInstanceOfSatisfying(Fitted.class, f -> assertThat(f.photo().bytes()).isSameAs(file));
  }

  private static double saturation(Mat bgr) {
    byte[] values = new byte[bgr.cols() * bgr.rows() * 3];
    bgr.data().get(values);
    double sum = 0;
    for (int i = 0; i < values.length; i += 3) {
      int b = values[i] & 0xff;
      int g = values[i + 1] & 0xff;
      int r = values[i + 2] & 0xff;
      sum += Math.max(b, Math.max(g, r)) - Math.min(b, Math.min(g, r));
    }
    return sum;
  }

  /** By the definition of both spaces, which share their white. */
  private static int[] adobeInSrgb(int[] bgr) {
    double r = Math.pow(bgr[2] / 255.0, ADOBE_GAMMA);
    double g = Math.pow(bgr[1] / 255.0, ADOBE_GAMMA);
    double b = Math.pow(bgr[0] / 255.0, ADOBE_GAMMA);
    double x = 0.57667 * r + 0.18556 * g + 0.18823 * b;
    double y = 0.29734 * r + 0.62736 * g + 0.07529 * b;
    double z = 0.02703 * r + 0.07069 * g + 0.99134 * b;
    return srgb(
        3.24045 * x - 1.53714 * y - 0.49853 * z,
        -0.96927 * x + 1.87601 * y + 0.04156 * z,
        0.05564 * x - 0.20403 * y + 1.05723 * z);
  }

  /** Lab under D50, adapted to sRGB's white. */
  private static int[] labInSrgb(double[] lab) {
    double fy = (lab[0] + 16) / 116;
    double x = 0.9642 * fromLab(fy + lab[1] / 500);
    double y = fromLab(fy);
    double z = 0.8249 * fromLab(fy - lab[2] / 200);
    return srgb(
        3.13386 * x - 1.61687 * y - 0.49061 * z,
        -0.97877 * x + 1.91614 * y + 0.03345 * z,
        0.07194 * x - 0.22899 * y + 1.40524 * z);
  }

  private static double fromLab(double f) {
    return f > 6.0 / 29 ? f * f * f : 3 * 36 / 841.0 * (f - 4.0 / 29);
  }

  private static int[] srgb(double r, double g, double b) {
    return new int[] {encoded(b), encoded(g), encoded(r)};
  }

  private static int encoded(double light) {
    double clipped = Math.max(0, Math.min(1, light));
    double value =
        clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * Math.pow(clipped, 1 / 2.4) - 0.055;
    return (int) Math.round(255 * value);
  }

  private static void assertNear(int[] was, int[] expected, int tolerance) {
    for (int i = 0; i < 3; i++) {
      assertThat(was[i]).isCloseTo(expected[i], within(tolerance));
    }
  }

  private static Mat plain() {
    Mat plain = new Mat(HEIGHT, WIDTH, CV_8UC3);
    plain.put(new Scalar(COLOUR[0], COLOUR[1], COLOUR[2], 0));
    return plain;
  }

  private static byte[] plainPng() {
    return FixtureFiles.encode("png", plain());
  }

  private static FitResult fit(byte[] file) {
    return Fit.conform(
        file, header(file), List.of(Actions.COLORIZE_IMAGE), FitMode.REJECT, "FFFFFF");
  }

  private static byte[] conformed(byte[] file) {
    FitResult result = fit(file);
    assertThat(result).isInstanceOf(Fitted.class);
    return ((Fitted) result).photo().bytes();
  }

  private static int[] bgr(byte[] file) {
    Mat pixels = imdecode(new Mat(file), IMREAD_UNCHANGED);
    return new int[] {u8(pixels, 0), u8(pixels, 1), u8(pixels, 2)};
  }

  private static int u8(Mat pixels, int channel) {
    return pixels.ptr(3, 3).get(channel) & 0xff;
  }

  private static PhotoHeader header(byte[] file) {
    return ((Readable) PhotoHeaders.read(file)).header();
  }
}
