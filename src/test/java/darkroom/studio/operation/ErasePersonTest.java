package darkroom.studio.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.bytedeco.opencv.global.opencv_core.countNonZero;
import static org.bytedeco.opencv.global.opencv_core.inRange;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2BGRA;
import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.ellipse;
import static org.bytedeco.opencv.global.opencv_imgproc.rectangle;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.Map;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErasePersonTest {
  private static final double[] RED = {0, 0, 255, 255};

  private final Operation erase = new ErasePerson();

  /** A hole in the texture of a sample: fur, wood, a lattice, grass, leaves, cloth. */
  private record Hole(String photo, int x, int y, int across, int down) {}

  private static final Hole[] HOLES = {
    new Hole("chelsea.png", 90, 60, 40, 30),
    new Hole("chelsea.png", 60, 200, 30, 50),
    new Hole("coffee.png", 80, 320, 50, 40),
    new Hole("coffee.png", 520, 60, 45, 50),
    new Hole("rocket.jpg", 120, 300, 50, 90),
    new Hole("rocket.jpg", 520, 380, 60, 30),
    new Hole("camera.png", 430, 440, 50, 60),
    new Hole("camera.png", 60, 420, 30, 60),
    new Hole("seeding.jpg", 190, 440, 60, 75),
    new Hole("seeding.jpg", 810, 250, 62, 100),
    new Hole("astronaut.png", 400, 60, 60, 40),
    new Hole("astronaut.png", 60, 420, 40, 50),
  };

  @Test
  void fillsTexturedPhotosBetterThanTelea() {
    double psnr = 0;
    double ssim = 0;
    double teleaPsnr = 0;
    double teleaSsim = 0;
    for (Hole hole : HOLES) {
      Mat photo = Photos.sample(hole.photo);
      Mat mask = mask(photo, hole);
      Mat filled = erased(covered(photo, mask), mask);
      Mat telea = Repair.telea(photo, mask);
      psnr += Repair.psnr(photo, filled, mask) / HOLES.length;
      ssim += Repair.ssim(photo, filled, mask) / HOLES.length;
      teleaPsnr += Repair.psnr(photo, telea, mask) / HOLES.length;
      teleaSsim += Repair.ssim(photo, telea, mask) / HOLES.length;
      Mat outside = new Mat();
      subtract(Repair.difference(photo, filled, 0), mask, outside);
      assertThat(countNonZero(outside)).as("changed outside the mask").isZero();
    }
    assertThat(psnr).as("PSNR").isGreaterThan(teleaPsnr + 0.5);
    assertThat(ssim).as("SSIM").isGreaterThan(teleaSsim);
  }

  @Test
  void leavesNothingOfWhatTheMaskCovers() {
    Mat photo = Photos.sample("seeding.jpg");
    Mat mask = mask(photo, new Hole("seeding.jpg", 500, 250, 80, 150));
    assertThat(countNonZero(red(erased(covered(photo, mask), mask)))).isZero();
  }

  @Test
  void copiesNothingThatIsLeftOverCloseToTheMask() {
    Mat photo = Photos.sample("camera.png");
    Mat colour = Pixels.colour(photo).clone();
    Mat person = mask(photo, new Hole("camera.png", 400, 400, 50, 80));
    colour.setTo(new Mat(RED), person);
    Mat rough = mask(photo, new Hole("camera.png", 400, 400, 47, 77));
    Mat filled = erased(colour, rough);
    Mat deep = mask(photo, new Hole("camera.png", 400, 400, 25, 50));
    Mat seen = new Mat();
    red(filled).copyTo(seen, deep);
    assertThat(countNonZero(seen)).isZero();
  }

  @Test
  void copiesNoFace() {
    Mat astronaut = Photos.sample("astronaut.png");
    Mat people = Bystanders.of(Pixels.grey(astronaut));
    assertThat(countNonZero(new Mat(people, new Rect(175, 60, 100, 120)))).isEqualTo(100 * 120);
    assertThat(countNonZero(new Mat(people, new Rect(400, 0, 100, 200)))).isZero();
  }

  @Test
  void takesAMaskOfAnyColourShapeAndChannels() {
    Mat photo = Photos.sample("chelsea.png");
    Mat grey = mask(photo, new Hole("chelsea.png", 60, 200, 30, 50));
    byte[] expected = Repair.bytes(erased(photo, grey));
    for (double[] ink : new double[][] {{255, 255, 255, 0}, RED, {0, 200, 0, 0}}) {
      Mat rgb = new Mat(photo.rows(), photo.cols(), CV_8UC3, Scalar.all(20));
      rgb.setTo(new Mat(ink), grey);
      assertThat(Repair.bytes(erased(photo, rgb))).isEqualTo(expected);
    }
    Mat clear = new Mat(photo.rows(), photo.cols(), CV_8UC4, new Scalar(255, 255, 255, 0));
    clear.setTo(new Mat(new double[] {255, 255, 255, 255}), grey);
    assertThat(Repair.bytes(erased(photo, clear))).isEqualTo(expected);
  }

  @Test
  void leavesThePhotoAsItIsWhereTheMaskIsEmpty() {
    Mat photo = Photos.sample("coffee.png");
    assertThat(Repair.bytes(erased(photo, Repair.nothing(photo)))).isEqualTo(Repair.bytes(photo));
  }

  @Test
  void refusesAMaskOfAnotherSize() {
    Mat photo = Photos.sample("chelsea.png");
    assertThatThrownBy(() -> erased(photo, Photos.plain(300, 451, CV_8UC3, 255, 255, 255)))
        .isInstanceOf(Unacceptable.class)
        .hasMessage(
            "Expected a mask of the photo's size, 451x300, for ErasePerson.UserMask but was"
                + " 300x451");
  }

  @Test
  void refusesAMaskThatLeavesNothing() {
    Mat photo = Photos.sample("chelsea.png");
    assertThatThrownBy(() -> erased(photo, Photos.plain(451, 300, CV_8UC3, 255, 255, 255)))
        .isInstanceOf(Unacceptable.class)
        .hasMessage(
            "Expected a mask that leaves some background for ErasePerson.UserMask but was one that"
                + " covers the photo");
  }

  @ParameterizedTest
  @CsvSource({"6,6", "6,400", "400,6", "7,7", "33,20"})
  void takesSmallPhotos(int width, int height) {
    Mat photo = Photos.cropped(Photos.sample("astronaut.png"), new Rect(0, 0, width, height));
    Mat mask = new Mat(height, width, CV_8UC1, Scalar.all(0));
    rectangle(mask, new Rect(1, 1, width / 2, height / 2), Scalar.all(255), FILLED, LINE_8, 0);
    Mat filled = erased(covered(photo, mask), mask);
    assertThat(countNonZero(red(filled))).isZero();
    Mat outside = new Mat();
    subtract(Repair.difference(photo, filled, 0), mask, outside);
    assertThat(countNonZero(outside)).isZero();
  }

  @Test
  void fillsTheLargestPhoto() {
    Mat photo = new Mat();
    resize(Photos.sample("seeding.jpg"), photo, new Size(2047, 2047), 0, 0, INTER_CUBIC);
    Mat mask = mask(photo, new Hole("seeding.jpg", 1000, 1000, 400, 700));
    Mat covered = covered(photo, mask);
    assertThat(countNonZero(red(erased(covered, mask)))).isZero();
  }

  @Test
  void readsGreyAndAlpha() {
    Mat colour = Photos.sample("coffee.png");
    Mat clear = new Mat();
    cvtColor(colour, clear, COLOR_BGR2BGRA);
    for (Mat photo : new Mat[] {Pixels.grey(colour), clear}) {
      Mat mask = mask(photo, new Hole("coffee.png", 520, 60, 45, 50));
      Mat filled = erased(covered(photo, mask), mask);
      assertThat(filled.channels()).isEqualTo(photo.channels());
      assertThat(Repair.psnr(photo, filled, mask)).isGreaterThan(22);
    }
  }

  @Test
  void answersTheSameTwice() {
    Mat photo = Photos.sample("rocket.jpg");
    Mat mask = mask(photo, new Hole("rocket.jpg", 120, 300, 50, 90));
    assertThat(Repair.bytes(erased(photo, mask))).isEqualTo(Repair.bytes(erased(photo, mask)));
  }

  private Mat erased(Mat photo, Mat mask) {
    return Repair.result(erase, Map.of("ImageURL", photo, "UserMask", mask), Map.of());
  }

  /** The photo in red where the mask is, so that nothing can be filled from what is there. */
  private static Mat covered(Mat photo, Mat mask) {
    Mat covered = photo.clone();
    covered.setTo(new Mat(RED), mask);
    return covered;
  }

  private static Mat red(Mat picture) {
    Mat red = new Mat();
    inRange(
        picture,
        new Mat(new double[] {0, 0, 200, 0}),
        new Mat(new double[] {60, 60, 255, 255}),
        red);
    return red;
  }

  private static Mat mask(Mat photo, Hole hole) {
    Mat mask = Repair.nothing(photo);
    ellipse(
        mask,
        new Point(hole.x, hole.y),
        new Size(hole.across, hole.down),
        20,
        0,
        360,
        Scalar.all(255),
        FILLED,
        LINE_8,
        0);
    return mask;
  }
}
