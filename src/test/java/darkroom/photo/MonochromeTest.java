package darkroom.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import darkroom.photo.HeaderReading.Readable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonochromeTest {
  /** How much of a brightness sepia shows in blue, green and red. */
  private static final double[] SEPIA = {0.937, 1.203, 1.351};

  private static final double[] GREY = {1, 1, 1};

  @ParameterizedTest
  @ValueSource(
      strings = {"astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg", "seeding.jpg"})
  void knowsPhotosInColourFromTheSameWithoutIt(String name) throws IOException {
    byte[] photo = sample(name);

    assertThat(isMonochrome(photo)).isFalse();
    assertThat(isMonochrome(jpeg(toned(photo, GREY, 0), 60))).isTrue();
    assertThat(isMonochrome(jpeg(toned(photo, SEPIA, 0), 75))).isTrue();
    assertThat(isMonochrome(FixtureFiles.encode("png", toned(photo, SEPIA, 0)))).isTrue();
  }

  @Test
  void knowsAGreyPhotoWhateverItIsStoredAs() throws IOException {
    byte[] camera = sample("camera.png");

    assertThat(isMonochrome(camera)).isTrue();
    assertThat(isMonochrome(FixtureFiles.encode("png", toned(camera, GREY, 0)))).isTrue();
    assertThat(isMonochrome(FixtureFiles.encode("webp", toned(camera, SEPIA, 0)))).isTrue();
  }

  @Test
  void overlooksTheNoiseOfAScanner() throws IOException {
    assertThat(isMonochrome(jpeg(toned(sample("camera.png"), GREY, 4), 85))).isTrue();
    assertThat(isMonochrome(jpeg(toned(sample("camera.png"), SEPIA, 4), 85))).isTrue();
  }

  @Test
  void answersNoForWhatDoesNotDecode() {
    byte[] broken = PhotoFixtures.losslessWebp();
    java.util.Arrays.fill(broken, 26, broken.length, (byte) 0x5a);

    assertThat(isMonochrome(broken)).isFalse();
    assertThat(isMonochrome(PhotoFixtures.declaredHugePng())).isFalse();
  }

  private static Mat toned(byte[] photo, double[] tone, int noise) {
    Mat grey = imdecode(new Mat(photo), IMREAD_GRAYSCALE);
    byte[] levels = new byte[grey.cols() * grey.rows()];
    grey.data().get(levels);
    byte[] bgr = new byte[levels.length * 3];
    Random random = new Random(3);
    for (int i = 0; i < bgr.length; i++) {
      double value = (levels[i / 3] & 0xff) * tone[i % 3] + noise * random.nextGaussian();
      bgr[i] = (byte) (int) Math.max(0, Math.min(255, value));
    }
    Mat toned = new Mat(grey.rows(), grey.cols(), CV_8UC3);
    toned.data().put(bgr);
    return toned;
  }

  private static byte[] jpeg(Mat picture, int quality) {
    return FixtureFiles.encode("jpg", picture, IMWRITE_JPEG_QUALITY, quality);
  }

  private static boolean isMonochrome(byte[] file) {
    return Monochrome.of(file, ((Readable) PhotoHeaders.read(file)).header());
  }

  private static byte[] sample(String name) throws IOException {
    return Files.readAllBytes(Path.of("pipelines/samples", name));
  }
}
