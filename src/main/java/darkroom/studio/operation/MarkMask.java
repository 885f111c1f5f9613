package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.bitwise_not;
import static org.bytedeco.opencv.global.opencv_core.bitwise_or;
import static org.bytedeco.opencv.global.opencv_core.countNonZero;
import static org.bytedeco.opencv.global.opencv_core.inRange;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_ELLIPSE;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The pixels of a mark, once its place and colour are known: what has its colour, the soft edge of
 * that, and an outline or shadow around it as far as it can be told from the photo.
 */
final class MarkMask {
  /** How far a pixel of the mark may be from its colour: less where the photo is near to it too. */
  private static final double[] TOLERANCES = {48, 28, 16};

  /** The soft edge, in pixels, and in heights of a letter. */
  private static final double EDGE = 2;

  private static final double EDGE_SHARE = 0.03;

  /** How far an outline or shadow may reach, in heights of a letter. */
  private static final double REACH = 0.25;

  private static final int[][] WAYS = {
    {1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}, {-1, -1}, {0, -1}, {1, -1}
  };

  private MarkMask() {}

  /** Adds a mark to a mask of the picture's size; the picture is 8-bit, grey or BGR. */
  static void add(Mat mask, Mat picture, Mark mark) {
    Rect frame = mark.frame(picture.cols(), picture.rows());
    Mat part = new Mat(picture, frame).clone();
    Mat fill = fill(part, mark, TOLERANCES[0]);
    for (double tolerance : TOLERANCES) {
      Mat other = fill(part, mark, tolerance);
      fill = countNonZero(other) > 1.1 * countNonZero(fill) ? other : fill;
    }
    Mat marked = grown(fill, (int) Math.round(EDGE + EDGE_SHARE * mark.letter()));
    addSurround(marked, fill, Pixels.grey(part), mark.letter());
    Mat to = new Mat(mask, frame);
    bitwise_or(to, marked, to);
  }

  private static Mat fill(Mat part, Mark mark, double tolerance) {
    double[] low = new double[4];
    double[] high = new double[4];
    for (int c = 0; c < part.channels(); c++) {
      low[c] = mark.colour()[c] - tolerance;
      high[c] = mark.colour()[c] + tolerance;
    }
    Mat near = new Mat();
    inRange(part, new Mat(low), new Mat(high), near);
    Frame bounds = Frame.whole(part);
    return Pieces.of(near, box -> belongs(box, bounds, mark));
  }

  /** What reaches the frame's edge, or is larger than the mark, is photo of the same colour. */
  private static boolean belongs(Frame box, Frame part, Mark mark) {
    return part.encloses(box) && box.height() <= 1.3 * (mark.bottom() - mark.top()) + 4;
  }

  private static Mat grown(Mat mask, int radius) {
    Mat grown = new Mat();
    int side = 2 * radius + 1;
    dilate(mask, grown, getStructuringElement(MORPH_ELLIPSE, new Size(side, side)));
    return grown;
  }

  /** Grows each way as long as what comes next is one flat tone, or darker than what is beyond. */
  private static void addSurround(Mat marked, Mat fill, Mat grey, double letter) {
    int reach = (int) Math.max(3, Math.round(REACH * letter));
    Mat far = new Mat();
    bitwise_not(grown(fill, reach + 3), far);
    Tones beyond = Tones.of(grey, far);
    if (beyond.count() == 0) {
      return;
    }
    Mat core = grown(fill, 1);
    for (int[] way : WAYS) {
      addSurround(marked, core, grey, way, reach, beyond);
    }
  }

  private static void addSurround(
      Mat marked, Mat core, Mat grey, int[] way, int reach, Tones beyond) {
    Mat before = core;
    Tones first = beyond;
    for (int step = 1; step <= reach; step++) {
      Mat next = moved(core, step * way[0], step * way[1]);
      Mat fresh = new Mat();
      subtract(next, before, fresh);
      subtract(fresh, core, fresh);
      Tones tones = Tones.of(grey, fresh);
      first = step == 1 ? tones : first;
      if (tones.count() == 0 || !tones.stands(beyond) || !tones.isLike(first)) {
        break;
      }
      bitwise_or(marked, grown(next, 2), marked);
      before = next;
    }
  }

  private static Mat moved(Mat mask, int dx, int dy) {
    Mat moved = new Mat(mask.rows(), mask.cols(), CV_8UC1, Scalar.all(0));
    int width = mask.cols() - Math.abs(dx);
    int height = mask.rows() - Math.abs(dy);
    if (width > 0 && height > 0) {
      Rect from = new Rect(Math.max(0, -dx), Math.max(0, -dy), width, height);
      Rect to = new Rect(Math.max(0, dx), Math.max(0, dy), width, height);
      new Mat(mask, from).copyTo(new Mat(moved, to));
    }
    return moved;
  }
}
