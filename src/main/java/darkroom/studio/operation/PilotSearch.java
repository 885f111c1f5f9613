package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.BORDER_WRAP;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.DFT_COMPLEX_OUTPUT;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_core.dft;
import static org.bytedeco.opencv.global.opencv_core.divide;
import static org.bytedeco.opencv.global.opencv_core.getOptimalDFTSize;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_core.sqrt;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_imgproc.blur;
import static org.bytedeco.opencv.global.opencv_imgproc.createHanningWindow;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Finds the scale and the place of a mark in a photo by its {@link PilotTones}. */
final class PilotSearch {
  /** A part of a photo of this side is enough to tell the scale. */
  private static final int SIDE = 1024;

  private static final double SMALLEST = 0.4;
  private static final double LARGEST = 2.6;

  /** How far the scales across and down may be apart, as when sides are rounded. */
  private static final int APART = 3;

  /** No tone counts more than this many times its surroundings, for a photo has tones too. */
  private static final float MOST = 14;

  private final int startX;
  private final int startY;
  private final int width;
  private final int height;
  private final float[] flat;
  private final int bins;
  private final int lines;
  private final float[] power;

  PilotSearch(Mat luma) {
    this.width = Math.min(SIDE, luma.cols());
    this.height = Math.min(SIDE, luma.rows());
    this.startX = (luma.cols() - width) / 2;
    this.startY = (luma.rows() - height) / 2;
    Mat flattened = flattened(new Frame(startX, startY, width, height).of(luma));
    this.flat = Pixels.values(flattened);
    this.bins = getOptimalDFTSize(width);
    this.lines = getOptimalDFTSize(height);
    this.power = power(flattened, bins, lines);
  }

  /** Where the tones fit best; there is always such a place, marked or not. */
  Placement best(PilotTones tones) {
    double[] scale = scale(tones);
    ToneSums sums = new ToneSums(flat, width, height, tones, scale[0], scale[1]);
    double[] exact = sums.refined();
    double drift = Math.max(Math.abs(exact[0] - 1) * width, Math.abs(exact[1] - 1) * height);
    boolean unscaled = drift < 0.6;
    double[] place = sums.place(unscaled ? new double[] {1, 1} : exact, startX, startY);
    return unscaled
        ? new Placement(1, 1, Math.rint(place[0]), Math.rint(place[1]))
        : new Placement(exact[0], exact[1], place[0], place[1]);
  }

  /** Where the tones fit best if the photo was not scaled. */
  Placement unscaled(PilotTones tones) {
    ToneSums sums = new ToneSums(flat, width, height, tones, 1, 1);
    double[] place = sums.place(new double[] {1, 1}, startX, startY);
    return new Placement(1, 1, Math.rint(place[0]), Math.rint(place[1]));
  }

  private double[] scale(PilotTones tones) {
    double step = 0.4 / (0.165 * Math.max(width, height));
    double most = value(tones, 1, 1) + 3;
    double[] best = {1, 1};
    for (double scale = SMALLEST; scale <= LARGEST; scale *= 1 + step) {
      for (int apart = -APART; apart <= APART; apart++) {
        double other = scale * (1 + apart * step);
        double value = value(tones, scale, other);
        if (value > most) {
          most = value;
          best = new double[] {scale, other};
        }
      }
    }
    return best;
  }

  private double value(PilotTones tones, double scaleX, double scaleY) {
    double sum = 0;
    for (int i = 0; i < PilotTones.COUNT; i++) {
      double x = tones.across(i) * (double) bins / MarkGrid.TILE / scaleX;
      double y = tones.down(i) * (double) lines / MarkGrid.TILE / scaleY;
      int bin = Math.floorMod((int) Math.rint(x), bins);
      int line = Math.floorMod((int) Math.rint(y), lines);
      sum += power[line * bins + bin];
    }
    return sum;
  }

  /** The picture less its coarse structure, every place about as strong as any other. */
  private static Mat flattened(Mat luma) {
    Mat coarse = Pixels.smooth(luma, 3);
    Mat fine = new Mat();
    subtract(luma, coarse, fine);
    Mat energy = new Mat();
    multiply(fine, fine, energy);
    Mat strength = new Mat();
    sqrt(Pixels.smooth(energy, 8), strength);
    Mat some = new Mat(strength.size(), CV_32FC1, Scalar.all(1.5));
    add(strength, some, strength);
    divide(fine, strength, fine);
    return fine;
  }

  /** The power of each frequency against that of those around it. */
  private static float[] power(Mat flattened, int bins, int lines) {
    Mat window = new Mat();
    Size size = flattened.size();
    if (size.width() > 1 && size.height() > 1) {
      createHanningWindow(window, size, CV_32F);
    } else {
      window = new Mat(size, CV_32FC1, Scalar.all(1));
    }
    Mat windowed = new Mat();
    multiply(flattened, window, windowed);
    Mat padded = new Mat(lines, bins, CV_32FC1, Scalar.all(0));
    windowed.copyTo(Frame.whole(windowed).of(padded));
    Mat spectrum = new Mat();
    dft(padded, spectrum, DFT_COMPLEX_OUTPUT, 0);
    float[] parts = Pixels.values(spectrum);
    float[] power = new float[bins * lines];
    for (int i = 0; i < power.length; i++) {
      power[i] = parts[2 * i] * parts[2 * i] + parts[2 * i + 1] * parts[2 * i + 1];
    }
    float[] around = around(power, bins, lines);
    for (int i = 0; i < power.length; i++) {
      power[i] = Math.min(MOST, power[i] / (around[i] + 1e-9f));
    }
    return power;
  }

  private static float[] around(float[] power, int bins, int lines) {
    int reach = 9;
    Mat plane = new Mat(power).reshape(1, lines);
    Mat wrapped = new Mat();
    int edge = Math.min(reach, Math.min(bins, lines) - 1);
    copyMakeBorder(plane, wrapped, edge, edge, edge, edge, BORDER_WRAP, Scalar.all(0));
    Mat mean = new Mat();
    blur(
        wrapped, mean, new Size(2 * reach + 1, 2 * reach + 1), new Point(-1, -1), BORDER_REPLICATE);
    return Pixels.values(new Frame(edge, edge, bins, lines).of(mean).clone());
  }
}
