package darkroom.photo;

import static darkroom.photo.PhotoFixtures.HEIGHT;
import static darkroom.photo.PhotoFixtures.WIDTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.NORM_INF;
import static org.bytedeco.opencv.global.opencv_core.norm;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import darkroom.action.ImageFormat;
import darkroom.photo.FitResult.Fitted;
import darkroom.photo.FitResult.Unfit;
import darkroom.photo.HeaderReading.Readable;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CropTest {
  private static final Rect PART = new Rect(7, 5, 30, 20);

  @ParameterizedTest
  @EnumSource(Orientation.class)
  void cutsOutOfThePhotoAsAViewerShowsIt(Orientation orientation) {
    FittedPhoto lossless = cropped(PhotoFixtures.rotatedPng(orientation), 7, 5, 37, 25);
    FittedPhoto lossy = cropped(PhotoFixtures.rotatedJpeg(orientation), 7, 5, 37, 25);

    assertThat(lossless.format()).isEqualTo(ImageFormat.PNG);
    assertThat(difference(lossless, PART)).isZero();
    assertThat(lossy.format()).isEqualTo(ImageFormat.JPEG);
    assertThat(difference(lossy, PART)).isLessThan(12);
  }

  @Test
  void leavesOffWhatLiesOutside() {
    FittedPhoto part = cropped(PhotoFixtures.png(WIDTH, HEIGHT), -10, 40, 20, 100);

    assertThat(difference(part, new Rect(0, 40, 20, HEIGHT - 40))).isZero();
  }

  @Test
  void refusesWhatLiesOutsideAltogether() {
    byte[] file = PhotoFixtures.png(WIDTH, HEIGHT);

    assertThat(Crop.of(file, header(file), WIDTH, 0, WIDTH + 10, 10))
        .isEqualTo(new Unfit("OutsidePhoto", "Expected a crop inside 60x44 but was 60,0 to 70,10"));
    assertThat(Crop.of(file, header(file), 20, 10, 20, 30)).isInstanceOf(Unfit.class);
  }

  @Test
  void keepsAlpha() {
    FittedPhoto part = cropped(PhotoFixtures.rgbaWebp(), 0, 0, 10, 10);

    assertThat(part.format()).isEqualTo(ImageFormat.PNG);
    assertThat(header(part.bytes()).hasAlpha()).isTrue();
  }

  private static FittedPhoto cropped(byte[] file, int minX, int minY, int maxX, int maxY) {
    FitResult result = Crop.of(file, header(file), minX, minY, maxX, maxY);
    assertThat(result).isInstanceOf(Fitted.class);
    return ((Fitted) result).photo();
  }

  private static double difference(FittedPhoto part, Rect of) {
    assertThat(new Size(part.width(), part.height())).isEqualTo(new Size(of.width(), of.height()));
    Mat expected = new Mat(PhotoFixtures.picture(WIDTH, HEIGHT), of).clone();
    return norm(imdecode(new Mat(part.bytes()), IMREAD_UNCHANGED), expected, NORM_INF, new Mat());
  }

  private static PhotoHeader header(byte[] file) {
    return ((Readable) PhotoHeaders.read(file)).header();
  }
}
