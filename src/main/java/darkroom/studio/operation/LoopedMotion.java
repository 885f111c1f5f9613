package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.remap;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The frames of a photo in which the sky drifts and hair waves, the last leading back to the first.
 *
 * <p>Sky drifts steadily along a flow, and loops by blending two copies half a loop apart, each
 * jumping back while it is not seen: A. Holynski, B. Curless, S. Seitz, R. Szeliski, "Animating
 * Pictures with Eulerian Motion Fields", CVPR 2021. Hair sways by sums of sines of whole turns,
 * after Y.-Y. Chuang, D. Goldman, K. Zheng, B. Curless, D. Salesin, R. Szeliski, "Animating
 * Pictures with Stochastic Motion Textures", SIGGRAPH 2005.
 */
final class LoopedMotion {
  static final int FRAMES = 36;

  /** How far the sky drifts in a loop, and hair sways, in sides of the photo. */
  private static final double DRIFT = 0.05;

  private static final double SWAY = 0.004;

  private final Mat photo;
  private final float[] sky;
  private final float[] hair;

  /** What moves is in here. */
  private final Frame part;

  LoopedMotion(Mat photo, float[] sky, float[] hair) {
    this.photo = photo;
    this.sky = sky;
    this.hair = hair;
    this.part = part();
  }

  private Frame part() {
    int left = photo.cols();
    int top = photo.rows();
    int right = 0;
    int bottom = 0;
    for (int place = 0; place < sky.length; place++) {
      if (moves(place)) {
        left = Math.min(left, place % photo.cols());
        right = Math.max(right, place % photo.cols() + 1);
        top = Math.min(top, place / photo.cols());
        bottom = Math.max(bottom, place / photo.cols() + 1);
      }
    }
    return new Frame(left, top, right - left, bottom - top);
  }

  Size size() {
    return photo.size();
  }

  /** Whether a pixel is in a region that moves. */
  boolean moves(int place) {
    return sky[place] > 0 || hair[place] > 0;
  }

  /** The frame of this number; those after the last are the first ones again. */
  Mat frame(int number) {
    // After half of its way a copy is where the other began, so half a way makes the loop.
    double time = 0.5 * Math.floorMod(number, FRAMES) / FRAMES;
    double later = time + 0.5;
    Mat one = moved(time);
    Mat other = moved(later);
    // A copy is seen most in the middle of its way, where it is the photo itself.
    double share = 0.5 - 0.5 * Math.cos(2 * Math.PI * time);
    Mat frame = photo.clone();
    byte[] to = new byte[3 * part.width()];
    byte[] first = new byte[to.length];
    byte[] second = new byte[to.length];
    for (int y = 0; y < part.height(); y++) {
      BytePointer row = new BytePointer(frame.ptr(part.y() + y, part.x()));
      row.get(to);
      one.ptr(y).get(first);
      other.ptr(y).get(second);
      int start = (part.y() + y) * photo.cols() + part.x();
      for (int i = 0; i < to.length; i++) {
        if (moves(start + i / 3)) {
          // Hair has no drift: both copies sway alike.
          double value = share * (first[i] & 0xff) + (1 - share) * (second[i] & 0xff);
          to[i] = (byte) Math.round(value);
        }
      }
      row.put(to);
    }
    return frame;
  }

  /** The part of the photo with its sky on the way at this time of a loop, its hair swaying. */
  private Mat moved(double time) {
    float[] fromX = new float[part.width() * part.height()];
    float[] fromY = new float[fromX.length];
    double side = Math.max(photo.cols(), photo.rows());
    double drift = DRIFT * side * (time - 0.5);
    for (int i = 0; i < fromX.length; i++) {
      double x = part.x() + i % part.width();
      double y = part.y() + i / part.width();
      int place = (int) y * photo.cols() + (int) x;
      double sway =
          hair[place] > 0 ? hair[place] * SWAY * side * wave(x / side, y / side, time) : 0;
      fromX[i] = (float) (x - sky[place] * drift - sway);
      fromY[i] = (float) (y - 0.15 * sky[place] * drift - 0.3 * sway);
    }
    Mat moved = new Mat();
    Mat mapX = new Mat(fromX).reshape(1, part.height());
    Mat mapY = new Mat(fromY).reshape(1, part.height());
    remap(photo, moved, mapX, mapY, INTER_LINEAR, BORDER_REFLECT_101, Scalar.all(0));
    return moved;
  }

  private static double wave(double x, double y, double time) {
    double turn = 4 * Math.PI * time;
    return Math.sin(turn + 14 * y) + 0.5 * Math.sin(2 * turn + 25 * x);
  }
}
