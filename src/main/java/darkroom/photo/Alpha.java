package darkroom.photo;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.opencv.opencv_core.Mat;

/** The arithmetic of transparent pixels, row by row. */
final class Alpha {
  private static final int OPAQUE = 255;

  /** Below this little is left of a colour, and dividing would make noise of it. */
  private static final int LEAST_SEEN = 16;

  private Alpha() {}

  /** BGRA pixels on a colour, as BGR. */
  static Mat composite(Mat bgra, Background background) {
    int[] under = {background.blue(), background.green(), background.red()};
    int width = bgra.cols();
    Mat opaque = new Mat(bgra.rows(), width, CV_8UC3);
    byte[] row = new byte[width * 4];
    byte[] out = new byte[width * 3];
    for (int y = 0; y < bgra.rows(); y++) {
      bgra.ptr(y).get(row);
      for (int x = 0; x < width; x++) {
        int alpha = row[x * 4 + 3] & 0xff;
        for (int c = 0; c < 3; c++) {
          int sum = (row[x * 4 + c] & 0xff) * alpha + under[c] * (OPAQUE - alpha);
          out[x * 3 + c] = (byte) ((sum + OPAQUE / 2) / OPAQUE);
        }
      }
      opaque.ptr(y).put(out);
    }
    return opaque;
  }

  /** Divides the colours by the alpha that they were multiplied by, in place. */
  static void unmultiply(Mat bgra) {
    byte[] row = new byte[bgra.cols() * 4];
    for (int y = 0; y < bgra.rows(); y++) {
      bgra.ptr(y).get(row);
      for (int x = 0; x < row.length; x += 4) {
        int alpha = row[x + 3] & 0xff;
        for (int c = x; alpha > 0 && alpha < OPAQUE && c < x + 3; c++) {
          row[c] = (byte) Math.min(OPAQUE, ((row[c] & 0xff) * OPAQUE + alpha / 2) / alpha);
        }
      }
      bgra.ptr(y).put(row);
    }
  }

  /**
   * BGR pixels that were composited on a colour, as BGRA: the colour's share is taken out of those
   * that are partly transparent, or edges would shine with it on another ground.
   *
   * @param alpha of the same size
   */
  static Mat putBack(Mat bgr, Mat alpha, Background background) {
    int[] under = {background.blue(), background.green(), background.red()};
    int width = bgr.cols();
    Mat bgra = new Mat(bgr.rows(), width, CV_8UC4);
    byte[] colours = new byte[width * 3];
    byte[] alphas = new byte[width];
    byte[] out = new byte[width * 4];
    for (int y = 0; y < bgr.rows(); y++) {
      bgr.ptr(y).get(colours);
      alpha.ptr(y).get(alphas);
      for (int x = 0; x < width; x++) {
        int seen = alphas[x] & 0xff;
        for (int c = 0; c < 3; c++) {
          int colour = colours[x * 3 + c] & 0xff;
          out[x * 4 + c] = (byte) (seen < LEAST_SEEN ? colour : without(colour, under[c], seen));
        }
        out[x * 4 + 3] = alphas[x];
      }
      bgra.ptr(y).put(out);
    }
    return bgra;
  }

  /** Whether nothing shows what is under it. */
  static boolean isOpaque(Mat alpha) {
    byte[] row = new byte[alpha.cols()];
    for (int y = 0; y < alpha.rows(); y++) {
      alpha.ptr(y).get(row);
      for (byte value : row) {
        if ((value & 0xff) != OPAQUE) {
          return false;
        }
      }
    }
    return true;
  }

  /** An alpha that was written as grey. */
  static Mat decode(byte[] png) {
    return imdecode(new Mat(png), IMREAD_GRAYSCALE);
  }

  /** Averaged where it becomes smaller, interpolated where it becomes larger. */
  static Mat resized(Mat alpha, Size size) {
    if (size.equals(new Size(alpha.cols(), alpha.rows()))) {
      return alpha;
    }
    boolean smaller = size.within(new Size(alpha.cols(), alpha.rows()));
    Mat resized = new Mat();
    resize(
        alpha,
        resized,
        new org.bytedeco.opencv.opencv_core.Size(size.width(), size.height()),
        0,
        0,
        smaller ? INTER_AREA : INTER_LINEAR);
    return resized;
  }

  private static int without(int colour, int under, int alpha) {
    int seen = Math.round((float) (colour * OPAQUE - under * (OPAQUE - alpha)) / alpha);
    return Math.max(0, Math.min(OPAQUE, seen));
  }
}
