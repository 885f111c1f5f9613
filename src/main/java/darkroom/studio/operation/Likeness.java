package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.TM_CCOEFF_NORMED;
import static org.bytedeco.opencv.global.opencv_imgproc.matchTemplate;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * How alike two photos are where they are most so: the correlation of their luma.
 *
 * @param value 1 where they are the same
 * @param x where the one begins in the other
 * @param y the same, downwards
 */
record Likeness(double value, int x, int y) {
  /** Photos are compared no larger than this. */
  private static final int SIDE = 1024;

  /** The part by which an exact place is found. */
  private static final int DETAIL = 512;

  /** How alike two photos of about the same shape are, the one scaled to the other. */
  static double ofWhole(Mat photo, Mat other) {
    try (PointerScope scope = new PointerScope()) {
      double shrunk = Math.min(1, (double) SIDE / Math.max(other.cols(), other.rows()));
      Size size = size(other, shrunk);
      return best(luma(photo, size), luma(other, size)).value;
    }
  }

  /** Where a part was cut out of a photo, to the pixel: searched for small, then placed in full. */
  static Likeness ofPart(Mat photo, Mat part) {
    try (PointerScope scope = new PointerScope()) {
      double shrunk = Math.min(1, (double) SIDE / Math.max(photo.cols(), photo.rows()));
      Likeness rough = best(luma(photo, size(photo, shrunk)), luma(part, size(part, shrunk)));
      return shrunk == 1 ? rough : near(rough, photo, part, 1 / shrunk);
    }
  }

  private static Likeness near(Likeness rough, Mat photo, Mat part, double scale) {
    int width = Math.min(DETAIL, part.cols());
    int height = Math.min(DETAIL, part.rows());
    Frame detail = new Frame((part.cols() - width) / 2, (part.rows() - height) / 2, width, height);
    int slack = (int) Math.ceil(2 * scale);
    int left = within((int) (rough.x * scale) + detail.x() - slack, photo.cols() - width);
    int top = within((int) (rough.y * scale) + detail.y() - slack, photo.rows() - height);
    Frame around =
        new Frame(
            left,
            top,
            Math.min(photo.cols() - left, width + 2 * slack),
            Math.min(photo.rows() - top, height + 2 * slack));
    Likeness exact = best(Luma.of(around.of(photo)), Luma.of(detail.of(part)));
    return new Likeness(
        exact.value,
        within(left + exact.x - detail.x(), photo.cols() - part.cols()),
        within(top + exact.y - detail.y(), photo.rows() - part.rows()));
  }

  private static int within(int place, int most) {
    return Math.max(0, Math.min(place, most));
  }

  private static Likeness best(Mat photo, Mat part) {
    Mat likeness = new Mat();
    matchTemplate(photo, part, likeness, TM_CCOEFF_NORMED);
    float[] values = Pixels.values(likeness);
    int best = 0;
    for (int place = 1; place < values.length; place++) {
      best = values[place] > values[best] ? place : best;
    }
    return new Likeness(values[best], best % likeness.cols(), best / likeness.cols());
  }

  private static Size size(Mat photo, double scale) {
    return new Size(
        (int) Math.max(1, Math.round(photo.cols() * scale)),
        (int) Math.max(1, Math.round(photo.rows() * scale)));
  }

  private static Mat luma(Mat photo, Size size) {
    if (photo.cols() == size.width() && photo.rows() == size.height()) {
      return Luma.of(photo);
    }
    Mat resized = new Mat();
    resize(photo, resized, size, 0, 0, INTER_AREA);
    return Luma.of(resized);
  }
}
