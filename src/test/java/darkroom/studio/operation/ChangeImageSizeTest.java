package darkroom.studio.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.bytedeco.opencv.global.opencv_core.NORM_INF;
import static org.bytedeco.opencv.global.opencv_core.countNonZero;
import static org.bytedeco.opencv.global.opencv_core.inRange;
import static org.bytedeco.opencv.global.opencv_core.norm;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.TM_CCOEFF_NORMED;
import static org.bytedeco.opencv.global.opencv_imgproc.circle;
import static org.bytedeco.opencv.global.opencv_imgproc.matchTemplate;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.List;
import java.util.Map;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeImageSizeTest {
  private record Result(Mat picture, Frame retained) {}

  /** Width and height of what is asked for. */
  private static final List<int[]> SIZES =
      List.of(
          new int[] {300, 300}, new int[] {180, 320}, new int[] {320, 180}, new int[] {200, 300});

  @Test
  void keepsTheSubjectWholeInNineOfTenCropsWhereACentreCropCutsIt() {
    Kept kept = kept();
    assertThat(kept.cut).isGreaterThanOrEqualTo(20);
    assertThat(kept.whole / (double) kept.cut).as("%s", kept).isGreaterThan(0.9);
  }

  /**
   * How subjects fared where a centre crop cuts them.
   *
   * @param whole of those that are cut
   */
  record Kept(int whole, int cut, String lost) {}

  static Kept kept() {
    int cut = 0;
    int whole = 0;
    StringBuilder lost = new StringBuilder();
    for (String name : Photos.NAMES) {
      Mat photo = Photos.sample(name);
      Frame marked = Subjects.MARKED.get(name);
      for (Frame window : windows(Frame.whole(photo), marked)) {
        Mat seen = window.of(photo);
        Frame subject =
            new Frame(
                marked.x() - window.x(), marked.y() - window.y(), marked.width(), marked.height());
        for (int[] size : SIZES) {
          Frame centre = centre(Frame.whole(seen), size[0], size[1]);
          if (!centre.holds(subject) && isRoomFor(subject, centre)) {
            cut++;
            if (holds(seen, subject, size[0], size[1])) {
              whole++;
            } else {
              lost.append(name).append(window).append(size[0]).append('x').append(size[1]);
            }
          }
        }
      }
    }
    return new Kept(whole, cut, lost.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "1,1",
    "1,300",
    "300,1",
    "800,800",
    "451,300",
    "37,91",
    "1600,100",
    "100,4000",
    "2001,1999"
  })
  void givesExactlyTheSizeAsked(int width, int height) {
    Result result = changed(Photos.sample("chelsea.png"), width, height);
    assertThat(result.picture.cols()).isEqualTo(width);
    assertThat(result.picture.rows()).isEqualTo(height);
    assertThat(new Frame(0, 0, width, height).holds(result.retained)).isTrue();
    assertThat(result.retained.width() == width || result.retained.height() == height).isTrue();
  }

  @Test
  void leavesAPhotoOfTheSizeAskedAsItIs() {
    Mat photo = Photos.sample("coffee.png");
    Result result = changed(photo, 600, 400);
    assertThat(norm(result.picture, photo, NORM_INF, new Mat())).isZero();
    assertThat(result.retained).isEqualTo(new Frame(0, 0, 600, 400));
  }

  @ParameterizedTest
  @CsvSource({"seeding.jpg,150,300", "coffee.png,150,300", "astronaut.png,900,60"})
  void tellsWhereThePhotosOwnPixelsLie(String name, int width, int height) {
    Mat photo = Photos.sample(name);
    Result result = changed(photo, width, height);
    Mat retained = result.retained.of(result.picture);
    assertThat(found(retained, photo)).isGreaterThan(0.97);
  }

  @Test
  void continuesAPhotoWithoutADoubleOfItsSubject() {
    Mat photo = Photos.noisy(Photos.plain(600, 300, CV_8UC3, 60, 140, 90), 9);
    circle(photo, new Point(300, 102), 100, new Scalar(0, 0, 255, 0), FILLED, LINE_8, 0);
    Result result = changed(photo, 150, 300);
    assertThat(result.retained.height()).isLessThan(250);
    assertThat(red(result.retained.of(result.picture))).isGreaterThan(10_000);
    result.retained.of(result.picture).put(Scalar.all(0));
    assertThat(red(result.picture)).isZero();
  }

  private static int red(Mat picture) {
    Mat red = new Mat();
    inRange(picture, new Mat(new double[] {0, 0, 180}), new Mat(new double[] {90, 90, 255}), red);
    return countNonZero(red);
  }

  @Test
  void neverDistorts() {
    Mat photo = Photos.sample("rocket.jpg");
    assertThat(found(changed(photo, 427, 427).picture, photo)).isGreaterThan(0.999);
    assertThat(found(changed(photo, 640, 200).picture, photo)).isGreaterThan(0.999);
  }

  @Test
  void takesGreyAndTransparentPicturesOfAnySize() {
    assertThat(changed(Photos.plain(1, 1, CV_8UC1, 77), 5, 9).picture.channels()).isEqualTo(1);
    assertThat(changed(Photos.sample("camera.png"), 50, 90).picture.channels()).isEqualTo(1);
    Result clear = changed(Photos.plain(2000, 2000, CV_8UC4, 1, 2, 3, 0), 7, 100);
    assertThat(clear.picture.channels()).isEqualTo(4);
  }

  @Test
  void isTheSameTwice() {
    Mat photo = Photos.sample("astronaut.png");
    Mat once = changed(photo, 900, 200).picture;
    assertThat(norm(once, changed(photo, 900, 200).picture, NORM_INF, new Mat())).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "4097", "99999999999"})
  void refusesSidesThatCannotBe(String side) {
    Map<String, Mat> images = Map.of("Url", Photos.plain(9, 9, CV_8UC1, 7));
    Map<String, String> arguments = Map.of("Width", "5", "Height", side);
    assertThatThrownBy(() -> new ChangeImageSize().apply(images, arguments))
        .isInstanceOf(Unacceptable.class)
        .hasMessage("Expected 1 to 4096 for ChangeImageSize.Height but was " + side);
  }

  /** The photo, and what is left of it when it is cut close to the subject on one side. */
  private static List<Frame> windows(Frame photo, Frame subject) {
    int left = Math.max(0, subject.x() - 12);
    int right = Math.min(photo.right(), subject.right() + 12);
    int bottom = Math.min(photo.bottom(), subject.bottom() + 40);
    return List.of(
        photo,
        new Frame(left, 0, photo.width() - left, photo.height()),
        new Frame(0, 0, right, photo.height()),
        new Frame(0, 0, photo.width(), bottom));
  }

  private static Frame centre(Frame photo, int width, int height) {
    int across =
        (int) Math.min(photo.width(), Math.round((double) photo.height() * width / height));
    int down = (int) Math.min(photo.height(), Math.round((double) photo.width() * height / width));
    return new Frame((photo.width() - across) / 2, (photo.height() - down) / 2, across, down);
  }

  private static boolean isRoomFor(Frame subject, Frame crop) {
    return subject.width() <= crop.width() && subject.height() <= crop.height();
  }

  /** Whether the subject's pixels are found, whole, among the photo's pixels in the result. */
  private static boolean holds(Mat photo, Frame subject, int width, int height) {
    Result result = changed(photo, width, height);
    Frame crop = centre(Frame.whole(photo), width, height);
    double scale =
        Math.min(
            (double) result.retained.width() / crop.width(),
            (double) result.retained.height() / crop.height());
    Mat wanted = new Mat();
    Size size =
        new Size(
            (int) Math.floor(subject.width() * scale), (int) Math.floor(subject.height() * scale));
    resize(subject.of(photo), wanted, size, 0, 0, scale < 1 ? INTER_AREA : INTER_CUBIC);
    Mat retained = result.retained.of(result.picture);
    return wanted.cols() <= retained.cols()
        && wanted.rows() <= retained.rows()
        && best(retained, wanted) > 0.9;
  }

  /** How well a part is found in a photo, at the best of the scales it may have been taken at. */
  private static double found(Mat part, Mat photo) {
    double best = 0;
    for (double scale = 1; scale > 0.05; scale *= 0.99) {
      Mat small = scale == 1 ? photo : Photos.scaled(photo, scale);
      if (small.cols() >= part.cols() && small.rows() >= part.rows()) {
        best = Math.max(best, best(small, part));
      }
    }
    return best;
  }

  private static double best(Mat where, Mat part) {
    Mat likeness = new Mat();
    matchTemplate(where, part, likeness, TM_CCOEFF_NORMED);
    float most = 0;
    for (float value : Pixels.values(likeness)) {
      most = Math.max(most, value);
    }
    return most;
  }

  private static Result changed(Mat photo, int width, int height) {
    Map<String, Object> data =
        new ChangeImageSize()
            .apply(Map.of("Url", photo), Map.of("Width", "" + width, "Height", "" + height));
    assertThat(data).containsOnlyKeys("Url", "RetainLocation");
    Picture file = (Picture) data.get("Url");
    assertThat(file.mediaType()).isEqualTo("image/png");
    Map<?, ?> location = (Map<?, ?>) data.get("RetainLocation");
    Frame retained =
        new Frame(
            (Integer) location.get("X"),
            (Integer) location.get("Y"),
            (Integer) location.get("Width"),
            (Integer) location.get("Height"));
    return new Result(imdecode(new Mat(file.bytes()), IMREAD_UNCHANGED), retained);
  }
}
