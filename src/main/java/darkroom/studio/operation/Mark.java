package darkroom.studio.operation;

import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Something printed over a photo.
 *
 * @param colour what it is printed in, by channel
 * @param letter the height of one of its letters, in pixels
 */
record Mark(int left, int top, int right, int bottom, double[] colour, double letter) {
  /** A mark found in a picture that is so much smaller, its corner at (x, y). */
  static Mark of(Lettering lettering, double scale, int x, int y) {
    return new Mark(
        x + (int) Math.floor(lettering.left() / scale),
        y + (int) Math.floor(lettering.top() / scale),
        x + (int) Math.ceil(lettering.right() / scale),
        y + (int) Math.ceil(lettering.bottom() / scale),
        lettering.colour(),
        lettering.lineHeight() / scale);
  }

  Frame frame() {
    return new Frame(left, top, right - left, bottom - top);
  }

  /** The mark and some way around it, within a picture of this size. */
  Rect frame(int width, int height) {
    int aside = (int) Math.ceil(1.0 * letter) + 6;
    int above = (int) Math.ceil(0.7 * letter) + 6;
    int x = Math.max(0, left - aside);
    int y = Math.max(0, top - above);
    return new Rect(x, y, Math.min(width, right + aside) - x, Math.min(height, bottom + above) - y);
  }
}
