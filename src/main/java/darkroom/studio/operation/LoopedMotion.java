package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.remap;

import org.bytedeco.javacpp.indexer.UByteIndexer;
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

  LoopedMotion(Mat photo, float[] sky, float[] hair) {
    this.photo = photo;
    this.sky = sky;
    this.hair = hair;
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
    try (UByteIndexer to = frame.createIndexer();
        UByteIndexer first = one.createIndexer();
        UByteIndexer second = other.createIndexer()) {
      for (int place = 0; place < sky.length; place++) {
        if (moves(place)) {
          int y = place / photo.cols();
          int x = place % photo.cols();
          // Hair has no drift: both copies sway alike.
          for (int c = 0; c < 3; c++) {
            double value = share * first.get(y, x, c) + (1 - share) * second.get(y, x, c);
            to.put(y, x, c, (int) Math.round(value));
          }
        }
      }
    }
    return frame;
  }

  /** The photo with its sky on the way at this time of a loop, and its hair swaying. */
  private Mat moved(double time) {
    int width = photo.cols();
    float[] fromX = new float[sky.length];
    float[] fromY = new float[sky.length];
    double side = Math.max(width, photo.rows());
    double drift = DRIFT * side * (time - 0.5);
    for (int place = 0; place < sky.length; place++) {
      double x = place % width;
      double y = place / width;
      double sway =
          hair[place] > 0 ? hair[place] * SWAY * side * wave(x / side, y / side, time) : 0;
      fromX[place] = (float) (x - sky[place] * drift - sway);
      fromY[place] = (float) (y - 0.15 * sky[place] * drift - 0.3 * sway);
    }
    Mat moved = new Mat();
    Mat mapX = new Mat(fromX).reshape(1, photo.rows());
    Mat mapY = new Mat(fromY).reshape(1, photo.rows());
    remap(photo, moved, mapX, mapY, INTER_LINEAR, BORDER_REFLECT_101, Scalar.all(0));
    return moved;
  }

  private static double wave(double x, double y, double time) {
    double turn = 4 * Math.PI * time;
    return Math.sin(turn + 14 * y) + 0.5 * Math.sin(2 * turn + 25 * x);
  }
}
