package darkroom.studio.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Moves a picture's palette to another and all colours between along with it.
 *
 * <p>H. Chang, O. Fried, Y. Liu, S. DiVerdi, A. Finkelstein, "Palette-based Photo Recoloring",
 * SIGGRAPH 2015: lightness goes through a monotone curve, so that what was lighter stays lighter;
 * hue and chroma are shifted by the palette's shifts, blended by Gaussians about the palette's
 * colours. Other than there the shifts are corrected until the changed picture's own palette is the
 * wanted one, since clusters change their shape where colours leave what a screen can show.
 */
final class Recolouring implements UnaryOperator<LabColour> {
  private static final double STEEPEST = 5;

  /** Less than the paper's 1, so that each of the wanted colours is seen for itself. */
  private static final double REACH = 0.6;

  private static final int CORRECTIONS = 8;
  private static final double CORRECTION = 0.7;

  /** Colours of a palette that are nearly one can still be told apart. */
  private static final double RIDGE = 1e-3;

  /** What is left of a colour's distance to the palette's nearest, where a palette is wanted. */
  private static final double DRAWN_IN = 0.5;

  private final List<LabColour> from;
  private final List<LabColour> shifts;
  private final double[][] blend;
  private final double reach;
  private final ToneCurve tones;
  private final double spread;

  private Recolouring(List<LabColour> from, List<LabColour> to, double spread) {
    this.from = from;
    this.spread = spread;
    this.reach = reach(from);
    this.blend = blend(from, reach);
    double[] fromL = from.stream().mapToDouble(LabColour::l).toArray();
    double[] toL = to.stream().mapToDouble(LabColour::l).toArray();
    for (int i = 1; i < toL.length; i++) {
      toL[i] = Math.max(toL[i], toL[i - 1]);
    }
    this.tones = ToneCurve.through(fromL, toL, STEEPEST);
    List<LabColour> moved = new ArrayList<>();
    for (int i = 0; i < from.size(); i++) {
      moved.add(to.get(i).minus(from.get(i)));
    }
    this.shifts = List.copyOf(moved);
  }

  /** From a palette to colours assigned one by one, in order. */
  static Recolouring between(Palette palette, List<LabColour> wanted) {
    return new Recolouring(palette.colours(), wanted, 1);
  }

  /** What makes the palette of the picture with this histogram the wanted one. */
  static Recolouring towards(List<Palette.Bin> bins, Palette wanted) {
    Palette palette = Palette.of(bins, wanted.colours().size());
    List<LabColour> goal = inOrder(palette.colours(), wanted.colours());
    List<LabColour> aims = goal;
    Recolouring recolouring = new Recolouring(palette.colours(), aims, DRAWN_IN);
    Recolouring best = recolouring;
    double least = Double.MAX_VALUE;
    for (int round = 0; round < CORRECTIONS; round++) {
      Recolouring tried = recolouring;
      List<Palette.Bin> changed =
          bins.stream()
              .map(bin -> new Palette.Bin(tried.apply(bin.colour()).displayable(), bin.count()))
              .toList();
      List<LabColour> reached = Palette.refined(changed, goal).colours();
      if (reached.size() < goal.size()) {
        break;
      }
      double off = 0;
      List<LabColour> next = new ArrayList<>();
      for (int i = 0; i < goal.size(); i++) {
        off = Math.max(off, reached.get(i).difference(goal.get(i)));
        next.add(aims.get(i).plus(goal.get(i).minus(reached.get(i)), CORRECTION));
      }
      if (off < least) {
        least = off;
        best = recolouring;
      }
      aims = next.stream().map(LabColour::displayable).toList();
      recolouring = new Recolouring(palette.colours(), aims, DRAWN_IN);
    }
    return best;
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
      double share = total > 0 ? shares[i] / total : 1.0 / near.length;
      moved =
          moved.plus(shifts.get(i), share).plus(from.get(i).minus(colour), share * (1 - spread));
    }
    return moved.withLightness(tones.at(colour.l()));
  }

  /** As many of the wanted colours as there are, in order, with the least change of lightness. */
  private static List<LabColour> inOrder(List<LabColour> palette, List<LabColour> wanted) {
    int rows = palette.size();
    int columns = wanted.size();
    double[][] costs = new double[rows + 1][columns + 1];
    for (int row = 1; row <= rows; row++) {
      for (int column = 0; column <= columns; column++) {
        costs[row][column] =
            column < row
                ? Double.MAX_VALUE
                : Math.min(
                    costs[row][column - 1],
                    costs[row - 1][column - 1]
                        + Math.abs(palette.get(row - 1).l() - wanted.get(column - 1).l()));
      }
    }
    List<LabColour> chosen = new ArrayList<>();
    int column = columns;
    for (int row = rows; row > 0; row--) {
      while (column > row && costs[row][column] == costs[row][column - 1]) {
        column--;
      }
      chosen.add(0, wanted.get(--column));
    }
    return List.copyOf(chosen);
  }

  /** A share of the mean distance between the palette's colours. */
  private static double reach(List<LabColour> colours) {
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < colours.size(); i++) {
      for (int j = 0; j < i; j++) {
        sum += Math.sqrt(colours.get(i).squaredDistance(colours.get(j)));
        pairs++;
      }
    }
    return pairs == 0 ? 1 : REACH * sum / pairs;
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
