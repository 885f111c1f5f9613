package darkroom.studio.operation;

import java.util.Arrays;

/** A smooth curve from lightness to lightness, both 0 to 100, that never turns back. */
final class ToneCurve {
  private static final int STEPS = 1000;
  private static final double STEP = 100.0 / STEPS;

  /** How wide corners are rounded, in lightness. */
  private static final double ROUNDING = 3;

  /** Below this slope different tones would become one. */
  private static final double LEAST_SLOPE = 0.12;

  /** How fast tones beyond the outermost points go to black and white. */
  private static final double OUTER_SLOPE = 2;

  private final double[] values;

  private ToneCurve(double[] values) {
    this.values = values;
  }

  /**
   * A curve through these points. Black and white stay where the points allow it: what is nearly
   * white itself goes where white is to go.
   *
   * @param from ascending
   * @param to as many, ascending
   */
  static ToneCurve through(double[] from, double[] to, double steepest) {
    double[] values = new double[STEPS + 1];
    int last = from.length - 1;
    double black = Math.max(0, to[0] - OUTER_SLOPE * from[0]);
    double white = Math.min(100, to[last] + OUTER_SLOPE * (100 - from[last]));
    for (int i = 0; i <= STEPS; i++) {
      double x = i * STEP;
      double leftX = 0;
      double leftY = black;
      double rightX = 100;
      double rightY = white;
      for (int knot = 0; knot < from.length; knot++) {
        if (from[knot] <= x) {
          leftX = from[knot];
          leftY = to[knot];
        } else {
          rightX = from[knot];
          rightY = to[knot];
          break;
        }
      }
      double share = rightX > leftX ? (x - leftX) / (rightX - leftX) : 0;
      values[i] = leftY + share * (rightY - leftY);
    }
    return new ToneCurve(smooth(limited(values, steepest)));
  }

  /** The curve that leaves all as it is. */
  static ToneCurve unchanged() {
    double[] values = new double[STEPS + 1];
    for (int i = 0; i <= STEPS; i++) {
      values[i] = i * STEP;
    }
    return new ToneCurve(values);
  }

  /**
   * The curve that gives the tones of one picture the distribution of another's.
   *
   * @param tones of the picture, ascending
   * @param wanted of the other picture, ascending
   * @param steepest the slope beyond which contrast would be torn apart
   */
  static ToneCurve matching(double[] tones, double[] wanted, double steepest) {
    double[] values = new double[STEPS + 1];
    int below = 0;
    for (int i = 0; i <= STEPS; i++) {
      int first = below;
      while (below < tones.length && tones[below] <= i * STEP) {
        below++;
      }
      double rank = (first + below) / 2.0 / tones.length;
      values[i] = wanted[(int) Math.min(wanted.length - 1, rank * wanted.length)];
    }
    values[0] = Math.min(values[0], Math.max(0, values[1] - STEP));
    double[] curve = smooth(limited(smooth(values), steepest));
    return new ToneCurve(curve).centred(tones, wanted);
  }

  double at(double lightness) {
    double place = Math.min(Math.max(lightness, 0), 100) / STEP;
    int below = Math.min((int) place, STEPS - 1);
    return values[below] + (place - below) * (values[below + 1] - values[below]);
  }

  /** Lifted or lowered so that the mean tone is the wanted one, as far as black and white allow. */
  private ToneCurve centred(double[] tones, double[] wanted) {
    double mean = Arrays.stream(wanted).average().orElse(0);
    ToneCurve curve = this;
    for (int round = 0; round < 4; round++) {
      double off = mean - Arrays.stream(tones).map(curve::at).average().orElse(0);
      curve = new ToneCurve(Arrays.stream(curve.values).map(v -> within(v + off)).toArray());
    }
    return curve;
  }

  private static double within(double value) {
    return Math.min(Math.max(value, 0), 100);
  }

  /** No steeper and no flatter than allowed; what a slope loses, its neighbours do not make up. */
  private static double[] limited(double[] values, double steepest) {
    double[] limited = new double[values.length];
    double sum = 0;
    for (int i = 1; i < values.length; i++) {
      double slope = (values[i] - values[i - 1]) / STEP;
      sum += Math.min(Math.max(slope, LEAST_SLOPE), steepest) * STEP;
      limited[i] = sum;
    }
    double lift = 0;
    for (int i = 0; i < values.length; i++) {
      lift += (values[i] - limited[i]) / values.length;
    }
    for (int i = 0; i < values.length; i++) {
      limited[i] = within(limited[i] + lift);
    }
    return limited;
  }

  private static double[] smooth(double[] values) {
    int reach = (int) Math.round(ROUNDING / STEP);
    double[] smooth = values;
    for (int pass = 0; pass < 2; pass++) {
      double[] sums = new double[values.length + 1];
      for (int i = 0; i < values.length; i++) {
        sums[i + 1] = sums[i] + smooth[i];
      }
      double[] next = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        // The window narrows towards the ends, where black and white stay what they are.
        int wide = Math.min(reach, Math.min(i, values.length - 1 - i));
        next[i] = (sums[i + wide + 1] - sums[i - wide]) / (2 * wide + 1);
      }
      smooth = next;
    }
    return smooth;
  }
}
