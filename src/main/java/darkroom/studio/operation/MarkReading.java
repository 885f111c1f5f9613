package darkroom.studio.operation;

import java.util.Optional;

/** Reads the bits that the sums of a photo's blocks stand for. */
final class MarkReading {
  /** The blurs, as deviations in pixels, that are tried to be undone. */
  private static final double[] BLURS = {0, 0.45, 0.65, 0.8, 0.95, 1.1, 1.3};

  /** Nothing is amplified further: it would be noise. */
  private static final double MOST_GAIN = 3;

  private final Placement.OnGrid grid;
  private final int across;
  private final int[] firstPlaces;

  /** Block by block, once they were asked for. */
  private final double[][] coefficients;

  MarkReading(Placement.OnGrid grid, Placement placement) {
    this.grid = grid;
    this.across = grid.width() / MarkGrid.BLOCK;
    this.firstPlaces = new int[across * (grid.height() / MarkGrid.BLOCK)];
    this.coefficients = new double[firstPlaces.length][];
    for (int i = 0; i < firstPlaces.length; i++) {
      int x = i % across + placement.firstBlockX();
      int y = i / across + placement.firstBlockY();
      firstPlaces[i] = MarkGrid.place(x, y, 0);
    }
  }

  private double[] coefficients(int i) {
    if (coefficients[i] == null) {
      int x = i % across * MarkGrid.BLOCK;
      int y = i / across * MarkGrid.BLOCK;
      coefficients[i] = MarkGrid.coefficients(grid.plane(), grid.width(), x, y);
    }
    return coefficients[i];
  }

  Optional<Hidden> hidden(MarkVersion version) {
    for (double blur : BLURS) {
      Optional<Hidden> hidden = hidden(version, blur);
      if (hidden.isPresent()) {
        return hidden;
      }
    }
    return Optional.empty();
  }

  private Optional<Hidden> hidden(MarkVersion version, double blur) {
    double[] gains = gains(blur);
    double[] head = new double[Hidden.headLength()];
    gather(version, gains, head, true);
    Optional<Hidden.Head> says = Hidden.head(head).filter(h -> h.version() == version);
    return says.flatMap(
        h -> {
          double[] body = new double[Hidden.bodyLength(h.length())];
          if (body.length > MarkGrid.mostBits()) {
            return Optional.empty();
          }
          gather(version, gains, body, false);
          return Hidden.body(h, body);
        });
  }

  /** Adds up, for each coded bit, how near its sums are to the points of 1, or of 0. */
  private void gather(MarkVersion version, double[] gains, double[] soft, boolean head) {
    double[] sharp = new double[gains.length];
    for (int i = 0; i < firstPlaces.length; i++) {
      // Few blocks have any of the head, and what is not marked has nothing else to be read.
      if (head && !isHead(firstPlaces[i])) {
        continue;
      }
      for (int f = 0; f < gains.length; f++) {
        sharp[f] = coefficients(i)[f] * gains[f];
      }
      for (int sum = 0; sum < MarkGrid.SUMS; sum++) {
        int place = firstPlaces[i] + sum;
        if (MarkGrid.isHead(place) == head) {
          double steps = MarkGrid.sum(sharp, place) / version.step() - MarkGrid.dither(place);
          soft[MarkGrid.bit(place, soft.length)] -= Math.cos(2 * Math.PI * steps);
        }
      }
    }
  }

  private static boolean isHead(int first) {
    boolean head = false;
    for (int sum = 0; sum < MarkGrid.SUMS; sum++) {
      head |= MarkGrid.isHead(first + sum);
    }
    return head;
  }

  private static double[] gains(double blur) {
    double[] gains = new double[MarkGrid.FREQUENCIES.length];
    for (int f = 0; f < gains.length; f++) {
      double pitch = Math.hypot(MarkGrid.FREQUENCIES[f][0], MarkGrid.FREQUENCIES[f][1]) / 16;
      double kept = Math.exp(-2 * Math.pow(Math.PI * blur * pitch, 2));
      gains[f] = Math.min(MOST_GAIN, 1 / kept);
    }
    return gains;
  }
}
