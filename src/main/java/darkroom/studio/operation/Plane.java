package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * An 8-bit BGR picture with its border repeated, so that there is a whole patch about each pixel.
 *
 * @param width without the border
 * @param height without the border
 */
@SuppressWarnings("ArrayRecordComponent")
record Plane(int width, int height, byte[] values) {
  /** How far a patch reaches from its middle. */
  static final int REACH = 2;

  static Plane of(Mat bgr) {
    Mat bordered = new Mat();
    copyMakeBorder(bgr, bordered, REACH, REACH, REACH, REACH, BORDER_REPLICATE);
    byte[] values = new byte[3 * bordered.rows() * bordered.cols()];
    bordered.data().get(values);
    return new Plane(bgr.cols(), bgr.rows(), values);
  }

  /** An empty one of this size. */
  static Plane sized(int width, int height) {
    return new Plane(width, height, new byte[3 * (width + 2 * REACH) * (height + 2 * REACH)]);
  }

  Mat picture() {
    Mat bordered = new Mat(height + 2 * REACH, stride() / 3, CV_8UC3);
    bordered.data().put(values);
    return new Mat(bordered, new Rect(REACH, REACH, width, height)).clone();
  }

  /** How far a value is from the one below. */
  int stride() {
    return 3 * (width + 2 * REACH);
  }

  /** Where a pixel's first value is. */
  int at(int x, int y) {
    return (y + REACH) * stride() + 3 * (x + REACH);
  }
}
