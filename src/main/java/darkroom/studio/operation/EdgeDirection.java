package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;

import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/** A direction along which gradients are taken, by kernels that touch no pixel off it. */
enum EdgeDirection {
  ACROSS(1, 0),
  DOWN(0, 1),
  FALLING(1, 1),
  RISING(1, -1);

  /** The deviation, in pixels, by which the coarse gradient blurs. */
  private static final double COARSE = 2.6;

  /** Beyond this many deviations a Gaussian's gradient is nothing. */
  private static final double TAIL = 2.7;

  private final int dx;
  private final int dy;

  EdgeDirection(int dx, int dy) {
    this.dx = dx;
    this.dy = dy;
  }

  /** The difference of a pixel's two neighbours, by pixel of distance. */
  Mat fineGradient() {
    double slope = 1 / (2 * step());
    return kernel(new double[] {-slope, 0, slope});
  }

  /** The variance of the blur that {@link #fineGradient} brings: a box of two steps. */
  double fineVariance() {
    return step() * step() / 3;
  }

  /** The gradient of a picture that is blurred along the direction. */
  Mat coarseGradient() {
    int reach = (int) Math.ceil(TAIL * COARSE / step());
    double[] taps = new double[2 * reach + 1];
    double slope = 0;
    for (int i = -reach; i <= reach; i++) {
      double away = i * step();
      taps[i + reach] = away * Math.exp(-away * away / (2 * COARSE * COARSE));
      slope += taps[i + reach] * away;
    }
    for (int i = 0; i < taps.length; i++) {
      taps[i] /= slope;
    }
    return kernel(taps);
  }

  double coarseVariance() {
    return COARSE * COARSE;
  }

  private double step() {
    return Math.hypot(dx, dy);
  }

  private Mat kernel(double[] taps) {
    int middle = taps.length / 2;
    int middleX = middle * Math.abs(dx);
    int middleY = middle * Math.abs(dy);
    Mat kernel = new Mat(2 * middleY + 1, 2 * middleX + 1, CV_32F, Scalar.all(0));
    FloatIndexer values = kernel.createIndexer();
    for (int i = -middle; i <= middle; i++) {
      values.put(middleY + i * dy, middleX + i * dx, (float) taps[i + middle]);
    }
    return kernel;
  }
}
