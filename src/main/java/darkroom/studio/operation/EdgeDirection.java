package darkroom.studio.operation;

import darkroom.studio.operation.BlockEnergies.Tap;
import java.util.List;
import java.util.stream.IntStream;

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
  List<Tap> fineGradient() {
    double slope = 1 / (2 * step());
    return kernel(new double[] {-slope, 0, slope});
  }

  /** The variance of the blur that {@link #fineGradient} brings: a box of two steps. */
  double fineVariance() {
    return step() * step() / 3;
  }

  /** The gradient of a picture that is blurred along the direction. */
  List<Tap> coarseGradient() {
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

  private List<Tap> kernel(double[] taps) {
    int middle = taps.length / 2;
    return IntStream.rangeClosed(-middle, middle)
        .filter(i -> taps[i + middle] != 0)
        .mapToObj(i -> new Tap(i * dx, i * dy, (float) taps[i + middle]))
        .toList();
  }
}
