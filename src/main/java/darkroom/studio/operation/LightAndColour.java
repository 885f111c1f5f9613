package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2Lab;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * How light is distributed in a picture and what colours its shadows, middle tones and lights have.
 */
final class LightAndColour {
  /** The mean and the covariance of a and b (CIE Lab) in a zone of tones. */
  record Zone(double a, double b, double aa, double ab, double bb) {}

  private static final int SIDE = 384;

  /** The spread of chroma, squared, that a grey picture is taken to have by its rounding alone. */
  private static final double LEAST_SPREAD = 4;

  private final float[] lab;
  private final double[] tones;

  private LightAndColour(float[] lab) {
    this.lab = lab;
    this.tones = new double[lab.length / 3];
    for (int i = 0; i < tones.length; i++) {
      tones[i] = lab[3 * i];
    }
    Arrays.sort(tones);
  }

  /** That of an 8-bit picture; what is transparent is seen on white. */
  static LightAndColour of(Mat picture) {
    Mat small = Pixels.within(Pixels.colour(picture), SIDE);
    Mat shares = new Mat();
    small.convertTo(shares, CV_32F, 1 / 255.0, 0);
    Mat lab = new Mat();
    cvtColor(shares, lab, COLOR_BGR2Lab);
    return new LightAndColour(Pixels.values(lab));
  }

  /** All lightnesses, ascending. */
  double[] tones() {
    return tones.clone();
  }

  /** The lightness that this share of the picture is darker than. */
  double tone(double share) {
    return tones[(int) Math.min(tones.length - 1L, Math.round(share * (tones.length - 1)))];
  }

  /**
   * The colours of the zones about these tones once lightness has gone through a curve.
   *
   * @param centres ascending
   */
  Zone[] zones(ToneCurve curve, double[] centres) {
    double[][] sums = new double[centres.length][6];
    for (int i = 0; i < lab.length; i += 3) {
      double a = lab[i + 1];
      double b = lab[i + 2];
      double[] shares = shares(curve.at(lab[i]), centres);
      for (int zone = 0; zone < centres.length; zone++) {
        // A little of all tones is in each zone, so that none is ever empty.
        double share = shares[zone] + 1e-3;
        double[] terms = {1, a, b, a * a, a * b, b * b};
        for (int term = 0; term < terms.length; term++) {
          sums[zone][term] += share * terms[term];
        }
      }
    }
    return Arrays.stream(sums).map(LightAndColour::zone).toArray(Zone[]::new);
  }

  /** How far a tone belongs to each zone; between two centres to both. */
  static double[] shares(double tone, double[] centres) {
    double[] shares = new double[centres.length];
    int above = 0;
    while (above < centres.length && centres[above] < tone) {
      above++;
    }
    if (above == 0 || above == centres.length) {
      shares[Math.min(above, centres.length - 1)] = 1;
      return shares;
    }
    double share = (tone - centres[above - 1]) / (centres[above] - centres[above - 1]);
    shares[above] = share;
    shares[above - 1] = 1 - share;
    return shares;
  }

  private static Zone zone(double[] sums) {
    double a = sums[1] / sums[0];
    double b = sums[2] / sums[0];
    return new Zone(
        a,
        b,
        sums[3] / sums[0] - a * a + LEAST_SPREAD,
        sums[4] / sums[0] - a * b,
        sums[5] / sums[0] - b * b + LEAST_SPREAD);
  }
}
