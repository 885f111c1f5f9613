package darkroom.studio.operation;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Moves a picture's palette to another and all colours between along with it.
 *
 * <p>H. Chang, O. Fried, Y. Liu, S. DiVerdi, A. Finkelstein, "Palette-based Photo Recoloring",
 * SIGGRAPH 2015: lightness goes through a monotone curve, so that what was lighter stays lighter;
 * hue and chroma are shifted by the palette's shifts, blended by Gaussians about the palette's
 * colours.
 */
final class Recolouring implements UnaryOperator<LabColour> {
  /**
   * How far a palette's colour reaches, in mean distances between them; less than the paper's 1.
   */
  private static final double REACH = 0.6;

  private static final double STEEPEST = 5;

  /** Colours of a palette that are nearly one can still be told apart. */
  private static final double RIDGE = 1e-3;

  private final List<LabColour> from;
  private final List<LabColour> shifts;
  private final double[][] blend;
  private final double reach;
  private final ToneCurve tones;

  private Recolouring(List<LabColour> from, List<LabColour> to) {
    this.from = from;
    this.reach = REACH * apart(from);
    this.blend = blend(from, reach);
    this.tones = ToneCurve.through(levels(from), levels(to), STEEPEST);
    this.shifts =
        IntStream.range(0, from.size()).mapToObj(i -> to.get(i).minus(from.get(i))).toList();
  }

  /** From a palette to colours assigned one by one, in order. */
  static Recolouring between(Palette palette, List<LabColour> wanted) {
    return new Recolouring(palette.colours(), wanted);
  }

  private static double[] levels(List<LabColour> colours) {
    double[] levels = colours.stream().mapToDouble(LabColour::l).toArray();
    for (int i = 1; i < levels.length; i++) {
      levels[i] = Math.max(levels[i], levels[i - 1]);
    }
    return levels;
  }

  @Override
  public LabColour apply(LabColour colour) {
    double[] near = from.stream().mapToDouble(colour::squaredDistance).toArray();
    // Shares do not depend on a common factor; without it those of far colours would vanish.
    double nearest = Arrays.stream(near).min().orElse(0);
    for (int i = 0; i < near.length; i++) {
      near[i] = gaussian(near[i] - nearest, reach);
    }
    double total = 0;
    double[] shares = new double[near.length];
    for (int i = 0; i < near.length; i++) {
      for (int j = 0; j < near.length; j++) {
        shares[i] += blend[i][j] * near[j];
      }
      shares[i] = Math.max(0, shares[i]);
      total += shares[i];
    }
    LabColour moved = colour;
    for (int i = 0; i < near.length; i++) {
      moved = moved.plus(shifts.get(i), total > 0 ? shares[i] / total : 1.0 / near.length);
    }
    return moved.withLightness(tones.at(colour.l()));
  }

  /** The mean distance between a palette's colours. */
  private static double apart(List<LabColour> colours) {
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < colours.size(); i++) {
      for (int j = 0; j < i; j++) {
        sum += Math.sqrt(colours.get(i).squaredDistance(colours.get(j)));
        pairs++;
      }
    }
    return pairs == 0 ? 1 : sum / pairs;
  }

  private static double gaussian(double squaredDistance, double reach) {
    return Math.exp(-squaredDistance / (2 * reach * reach));
  }

  /** The inverse of the Gaussians between the palette's colours: each is wholly its own. */
  private static double[][] blend(List<LabColour> colours, double reach) {
    int size = colours.size();
    double[][] rows = new double[size][2 * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        rows[i][j] = gaussian(colours.get(i).squaredDistance(colours.get(j)), reach);
      }
      rows[i][i] += RIDGE;
      rows[i][size + i] = 1;
    }
    for (int column = 0; column < size; column++) {
      for (int row = 0; row < size; row++) {
        double factor =
            row == column ? 1 - 1 / rows[column][column] : rows[row][column] / rows[column][column];
        double[] pivot = rows[column].clone();
        for (int k = 0; k < 2 * size; k++) {
          rows[row][k] -= factor * pivot[k];
        }
      }
    }
    double[][] inverse = new double[size][];
    for (int i = 0; i < size; i++) {
      inverse[i] = Arrays.copyOfRange(rows[i], size, 2 * size);
    }
    return inverse;
  }
}
