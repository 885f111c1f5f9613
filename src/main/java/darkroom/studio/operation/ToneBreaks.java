package darkroom.studio.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where in a picture's lightness one group of a palette's colours ends and the next begins.
 *
 * <p>A border goes where few pixels lie, so that none of a sky's: it would be torn there, and what
 * lies between two colours is neither. Beside that each group is to be seen, and lightness to stay
 * near to what it was. The best of all borders is found by dynamic programming, as R. Bellman, "On
 * the Approximation of Curves by Line Segments Using Dynamic Programming", CACM 4 (6), 1961, does.
 *
 * @param groups colours of about one lightness each, darkest first
 * @param halves of the borders' widths, of one less than there are groups
 * @param at the borders, between 0 and 100, which are the first and the last
 */
@SuppressWarnings("ArrayRecordComponent")
record ToneBreaks(List<List<LabColour>> groups, double[] halves, int[] at) {
  private static final int TONES = 100;

  /** Colours that differ less in lightness are told apart by hue alone. */
  private static final double ALIKE = 8;

  /** No border is narrower than twice this, in lightness. */
  private static final double NARROWEST = 1.5;

  /** From this CIEDE2000 on a border between two colours is seen as one in full. */
  private static final double FOREIGN = 40;

  /** How much it counts, beside pixels in borders, that lightness moves through its whole range. */
  private static final double MOVED = 0.3;

  /** A group that has this part of its due is seen. */
  private static final double SEEN = 0.5;

  /** What a group is taken to have at the least, so that none costs everything. */
  private static final double NONE = 0.005;

  /**
   * The best for a picture.
   *
   * @param sums what part of the picture is darker than each whole lightness from 0 to 100
   * @param colours with the part of the picture that each should have
   * @param use how much it counts that all are seen
   * @param steepest how many times lightness may change faster than in the picture
   */
  static ToneBreaks of(double[] sums, List<Palette.Bin> colours, double use, double steepest) {
    List<List<LabColour>> groups = new ArrayList<>();
    List<Double> dues = new ArrayList<>();
    for (Palette.Bin bin : colours) {
      int last = groups.size() - 1;
      if (last < 0 || bin.colour().l() - groups.get(last).get(0).l() > ALIKE) {
        groups.add(new ArrayList<>(List.of(bin.colour())));
        dues.add(bin.count());
      } else {
        groups.get(last).add(bin.colour());
        dues.set(last, dues.get(last) + bin.count());
      }
    }
    double[] halves = new double[groups.size() - 1];
    for (int i = 0; i < halves.length; i++) {
      double step = level(groups.get(i + 1)) - level(groups.get(i));
      halves[i] = Math.max(NARROWEST, step / 2 / steepest);
    }
    return new ToneBreaks(List.copyOf(groups), halves, best(sums, groups, dues, halves, use));
  }

  /** What part of a picture is darker than each whole lightness from 0 to 100. */
  static double[] sums(List<Palette.Bin> bins) {
    double[] sums = new double[TONES + 1];
    double all = bins.stream().mapToDouble(Palette.Bin::count).sum();
    for (Palette.Bin bin : bins) {
      // A bin stands for colours about it.
      for (int step = -1; step <= 1; step++) {
        int tone = (int) Math.floor(bin.colour().l()) + step;
        sums[Math.min(TONES - 1, Math.max(0, tone)) + 1] += bin.count() / 3 / all;
      }
    }
    Arrays.parallelPrefix(sums, Double::sum);
    return sums;
  }

  /** The lightness that a group is to have. */
  double level(int group) {
    return level(groups.get(group));
  }

  /** Where a group is wholly itself: the lowest lightness. */
  double low(int group) {
    return at[group] + (group == 0 ? 0 : halves[group - 1]);
  }

  /** Where a group is wholly itself: the highest lightness. */
  double high(int group) {
    return at[group + 1] - (group == halves.length ? 0 : halves[group]);
  }

  /** Whether a lightness is a group's more than its neighbours'. */
  boolean has(int group, double lightness) {
    return lightness >= at[group] && (lightness < at[group + 1] || group == halves.length);
  }

  private static double level(List<LabColour> group) {
    return group.stream().mapToDouble(LabColour::l).average().orElseThrow();
  }

  private static int[] best(
      double[] sums, List<List<LabColour>> groups, List<Double> dues, double[] halves, double use) {
    int size = groups.size();
    double[][] costs = new double[size][TONES + 1];
    int[][] from = new int[size][TONES + 1];
    for (int group = 0; group < size; group++) {
      Arrays.fill(costs[group], Double.MAX_VALUE);
      double level = level(groups.get(group));
      double before = group == 0 ? 0 : halves[group - 1];
      double after = group == size - 1 ? 0 : halves[group];
      double foreign = group == size - 1 ? 0 : foreign(groups.get(group), groups.get(group + 1));
      for (int to = 1; to <= TONES; to++) {
        double border = foreign * (sum(sums, to + after) - sum(sums, to - after));
        double moved = 0;
        for (int start = to - 1; start >= 0; start--) {
          moved += Math.abs(start + 0.5 - level) * (sums[start + 1] - sums[start]) / TONES;
          if (group == 0 ? start == 0 : to - start >= before + after) {
            double seen = Math.min(1, (sums[to] - sums[start]) / SEEN / dues.get(group));
            double cost = border + MOVED * moved - use * Math.log(seen + NONE);
            cost += group == 0 ? 0 : costs[group - 1][start];
            if (cost < costs[group][to]) {
              costs[group][to] = cost;
              from[group][to] = start;
            }
          }
        }
      }
    }
    int[] at = new int[size + 1];
    at[size] = TONES;
    for (int group = size - 1; group >= 0; group--) {
      at[group] = from[group][at[group + 1]];
    }
    return at;
  }

  private static double sum(double[] sums, double tone) {
    return sums[(int) Math.min(TONES, Math.max(0, Math.round(tone)))];
  }

  private static double foreign(List<LabColour> one, List<LabColour> other) {
    double mean =
        one.stream()
            .flatMap(a -> other.stream().map(a::difference))
            .mapToDouble(d -> d)
            .average()
            .orElseThrow();
    return Math.min(1, mean / FOREIGN);
  }
}
