package darkroom.studio.operation;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/** A rectangle of pixels in a picture; unlike OpenCV's, it holds no native memory. */
record Frame(int x, int y, int width, int height) {
  static Frame whole(Mat picture) {
    return new Frame(0, 0, picture.cols(), picture.rows());
  }

  int right() {
    return x + width;
  }

  int bottom() {
    return y + height;
  }

  long area() {
    return (long) width * height;
  }

  boolean holds(Frame other) {
    return x <= other.x && y <= other.y && right() >= other.right() && bottom() >= other.bottom();
  }

  /** Whether another is inside and touches no side of this. */
  boolean encloses(Frame other) {
    return x < other.x && y < other.y && right() > other.right() && bottom() > other.bottom();
  }

  /** The pixels in both, as a share of the pixels in either. */
  double likeness(Frame other) {
    long wide = Math.max(0, Math.min(right(), other.right()) - Math.max(x, other.x));
    long high = Math.max(0, Math.min(bottom(), other.bottom()) - Math.max(y, other.y));
    return (double) (wide * high) / (area() + other.area() - wide * high);
  }

  /** The smallest frame that holds both. */
  Frame with(Frame other) {
    int left = Math.min(x, other.x);
    int top = Math.min(y, other.y);
    return new Frame(
        left,
        top,
        Math.max(right(), other.right()) - left,
        Math.max(bottom(), other.bottom()) - top);
  }

  /** The frame grown by this share of its sides on each side, within a picture's bounds. */
  Frame grown(double share, Frame bounds) {
    return widened((int) Math.round(share * width), (int) Math.round(share * height), bounds);
  }

  /** What lies inside a picture's bounds, one pixel at least. */
  Frame within(Frame bounds) {
    int left = Math.max(bounds.x, Math.min(x, bounds.right() - 1));
    int top = Math.max(bounds.y, Math.min(y, bounds.bottom() - 1));
    return new Frame(
        left,
        top,
        Math.max(1, Math.min(right(), bounds.right()) - left),
        Math.max(1, Math.min(bottom(), bounds.bottom()) - top));
  }

  /** The same place, counted from where another frame begins. */
  Frame from(Frame other) {
    return new Frame(x - other.x, y - other.y, width, height);
  }

  /** The frame with so many pixels more on each side, within a picture's bounds. */
  Frame widened(int aside, int above, Frame bounds) {
    int left = Math.max(bounds.x, x - aside);
    int top = Math.max(bounds.y, y - above);
    return new Frame(
        left,
        top,
        Math.min(bounds.right(), right() + aside) - left,
        Math.min(bounds.bottom(), bottom() + above) - top);
  }

  /** The same place where the picture has other sides, never less than it covers. */
  Frame scaled(double scaleX, double scaleY, Frame bounds) {
    int left = (int) Math.floor(x * scaleX);
    int top = (int) Math.floor(y * scaleY);
    int right = (int) Math.min(bounds.right(), Math.ceil(right() * scaleX));
    int bottom = (int) Math.min(bounds.bottom(), Math.ceil(bottom() * scaleY));
    return new Frame(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
  }

  /** A picture's pixels inside, shared with it. */
  Mat of(Mat picture) {
    return new Mat(picture, new Rect(x, y, width, height));
  }
}
