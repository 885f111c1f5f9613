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
  /**
   * How tightly colours are held to a palette's.
   *
   * @param spread what is left of a colour's distance to the palette's nearest
   * @param reach of a palette's colour, in mean distances between them; less than the paper's 1, so
   *     that each is seen for itself
   * @param level the part of the way to the next colour's lightness over which lightness is held
   * @param steepest the slope of lightness where it is not
   * @param pull the part of the way that a changed colour goes on to the nearest wanted ones' hue
   */
  private record Hold(double spread, double reach, double level, double steepest, double pull) {}

  private static final Hold FREE = new Hold(1, 0.6, 0, 5, 0);

  private static final List<Hold> HOLDS =
      List.of(
          new Hold(0.5, 0.6, 0.5, 5, 0),
          new Hold(0.3, 0.4, 0.65, 5, 0.3),
          new Hold(0.2, 0.3, 0.75, 6, 0.5),
          new Hold(0.1, 0.2, 0.85, 8, 0.7));

  private static final int CORRECTIONS = 8;
  private static final double CORRECTION = 0.7;

  /** Colours of a palette that are nearly one can still be told apart. */
  private static final double RIDGE = 1e-3;

  /** A palette this near to the wanted one need not be drawn in further; CIEDE2000. */
  private static final double NEAR = 9;

  /** How much it counts that each wanted colour is found, beside that no other is. */
  private static final double OWN_SHARE = 0.5;

  /** Within this distance of Lab two wanted colours pull together. */
  private static final double TOGETHER = 8;

  /** What stands for fewer of the pixels does not dominate. */
  private static final double DOMINANT = 0.05;

  private final List<LabColour> from;
  private final List<LabColour> wanted;
  private final double pull;
  private final List<LabColour> shifts;
  private final double[][] blend;
  private final double reach;
  private final ToneCurve tones;
  private final double spread;

  /**
   * @param to where the colours are aimed at, so that they come to those that are wanted
   */
  private Recolouring(List<LabColour> from, List<LabColour> to, List<LabColour> wanted, Hold hold) {
    this.from = from;
    this.wanted = wanted;
    this.pull = hold.pull;
    this.spread = hold.spread;
    this.reach = hold.reach * apart(from);
    this.blend = blend(from, reach);
    this.tones = tones(from, to, hold);
    List<LabColour> moved = new ArrayList<>();
    for (int i = 0; i < from.size(); i++) {
      moved.add(to.get(i).minus(from.get(i)));
    }
    this.shifts = List.copyOf(moved);
  }

  /** Lightness to lightness, the steeper between the palette's colours the more it is drawn in. */
  private static ToneCurve tones(List<LabColour> from, List<LabColour> to, Hold hold) {
    int size = from.size();
    double level = hold.level / 2;
    double[] at = new double[3 * size];
    double[] tone = new double[3 * size];
    for (int i = 0; i < size; i++) {
      double l = from.get(i).l();
      double before = i == 0 ? l : l - from.get(i - 1).l();
      double after = i == size - 1 ? 100 - l : from.get(i + 1).l() - l;
      double[] steps = {-level * before, 0, level * after};
      for (int step = 0; step < 3; step++) {
        at[3 * i + step] = l + steps[step];
        tone[3 * i + step] = to.get(i).l() + steps[step] * hold.spread;
      }
    }
    for (int i = 1; i < tone.length; i++) {
      tone[i] = Math.max(tone[i], tone[i - 1]);
    }
    return ToneCurve.through(at, tone, hold.steepest);
  }

  /** From a palette to colours assigned one by one, in order. */
  static Recolouring between(Palette palette, List<LabColour> wanted) {
    return new Recolouring(palette.colours(), wanted, wanted, FREE);
  }

  /**
   * What makes the palette of the picture with this histogram the wanted one: as loosely as the
   * colours allow that are then seen most.
   */
  static Recolouring towards(List<Palette.Bin> bins, Palette wanted) {
    Palette palette = Palette.of(bins, wanted.colours().size());
    List<LabColour> goal = inOrder(palette.colours(), wanted.colours());
    Attempt best = new Attempt(between(palette, goal), Double.MAX_VALUE);
    for (Hold hold : HOLDS) {
      Attempt attempt = attempt(bins, palette, goal, hold);
      best = attempt.off < best.off ? attempt : best;
      if (best.off <= NEAR) {
        break;
      }
    }
    return best.recolouring;
  }

  /**
   * A recolouring, and how well it does.
   *
   * @param off how far the picture's new palette is from the wanted one, CIEDE2000
   */
  private record Attempt(Recolouring recolouring, double off) {}

  private static Attempt attempt(
      List<Palette.Bin> bins, Palette palette, List<LabColour> goal, Hold hold) {
    List<LabColour> aims = goal;
    Attempt best =
        new Attempt(new Recolouring(palette.colours(), aims, goal, hold), Double.MAX_VALUE);
    for (int round = 0; round < CORRECTIONS; round++) {
      Recolouring tried = new Recolouring(palette.colours(), aims, goal, hold);
      List<Palette.Bin> changed =
          bins.stream()
              .map(bin -> new Palette.Bin(tried.apply(bin.colour()).displayable(), bin.count()))
              .toList();
      List<LabColour> reached = Palette.refined(changed, goal).colours();
      if (reached.size() < goal.size()) {
        break;
      }
      double off = farthest(changed, goal);
      List<LabColour> next = new ArrayList<>();
      for (int i = 0; i < goal.size(); i++) {
        off = Math.max(off, OWN_SHARE * reached.get(i).difference(goal.get(i)));
        next.add(aims.get(i).plus(goal.get(i).minus(reached.get(i)), CORRECTION));
      }
      best = off < best.off ? new Attempt(tried, off) : best;
      aims = next.stream().map(LabColour::displayable).toList();
    }
    return best;
  }

  /** How far the dominant colour is off that is farthest from all that are wanted. */
  private static double farthest(List<Palette.Bin> bins, List<LabColour> wanted) {
    Palette palette = Palette.of(bins, wanted.size());
    double[] shares = palette.shares(bins);
    double most = 0;
    for (int i = 0; i < shares.length; i++) {
      LabColour colour = palette.colours().get(i);
      double off = wanted.stream().mapToDouble(colour::difference).min().orElseThrow();
      most = shares[i] >= DOMINANT ? Math.max(most, off) : most;
    }
    return most;
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
    return pulled(moved.withLightness(tones.at(colour.l())));
  }

  private LabColour pulled(LabColour colour) {
    if (pull == 0) {
      return colour;
    }
    double nearest = wanted.stream().mapToDouble(colour::squaredDistance).min().orElseThrow();
    double weights = 0;
    LabColour sum = new LabColour(0, 0, 0);
    for (LabColour one : wanted) {
      double weight = gaussian(colour.squaredDistance(one) - nearest, TOGETHER);
      sum = sum.plus(one, weight);
      weights += weight;
    }
    LabColour goal = new LabColour(0, 0, 0).plus(sum, 1 / weights);
    return colour.plus(goal.minus(colour), pull).withLightness(colour.l());
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
