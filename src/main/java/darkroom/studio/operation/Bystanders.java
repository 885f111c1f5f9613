package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.equalizeHist;
import static org.bytedeco.opencv.global.opencv_imgproc.rectangle;

import java.util.Map;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Whom a fill must not copy: faces, from the front or either side, the head around each and the
 * body below. Eager rather than right: what is wrongly taken for a person is only not copied.
 *
 * <p>P. Viola, M. Jones, "Rapid Object Detection using a Boosted Cascade of Simple Features", CVPR
 * 2001, with the cascades that come with OpenCV.
 */
final class Bystanders {
  private static final int DETECTION_SIDE = 480;
  private static final double SCALE_STEP = 1.2;

  /**
   * How many overlapping finds make a face: two from the front, of which one cascade then misses no
   * more than two do by three.
   */
  private static final Map<FaceCascade, Integer> HITS =
      Map.of(FaceCascade.FRONT, 2, FaceCascade.SIDE, 3);

  private static final int SMALLEST_FACE = 18;

  private Bystanders() {}

  /** A mask of the size of an 8-bit grey photo, 255 where people are. */
  static Mat of(Mat grey) {
    Mat people = new Mat(grey.rows(), grey.cols(), CV_8UC1, Scalar.all(0));
    Mat small = Pixels.within(grey, DETECTION_SIDE);
    if (Math.min(small.cols(), small.rows()) < SMALLEST_FACE) {
      return people;
    }
    double scale = Math.min(1, (double) DETECTION_SIDE / Math.max(grey.cols(), grey.rows()));
    Mat even = new Mat();
    equalizeHist(small, even);
    for (FaceCascade cascade : FaceCascade.values()) {
      for (Frame face : cascade.faces(even, SCALE_STEP, HITS.get(cascade), SMALLEST_FACE)) {
        mark(people, face, scale);
      }
    }
    return people;
  }

  /**
   * Marks the head, with hair and neck, and the body: thrice a face's width, to four faces down.
   */
  private static void mark(Mat people, Frame face, double scale) {
    box(people, face, scale, 0.4, -0.5, 1.4);
    box(people, face, scale, 1.0, 1.0, 5.0);
  }

  private static void box(
      Mat people, Frame face, double scale, double aside, double top, double bottom) {
    double side = face.width();
    int x = (int) Math.floor((face.x() - aside * side) / scale);
    int y = (int) Math.floor((face.y() + top * side) / scale);
    int right = (int) Math.ceil((face.x() + (1 + aside) * side) / scale);
    int down = (int) Math.ceil((face.y() + bottom * side) / scale);
    rectangle(people, new Rect(x, y, right - x, down - y), Scalar.all(255), FILLED, LINE_8, 0);
  }
}
