package darkroom.studio.operation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A range of lightness in which a picture gets one colour of a palette, or, by its own hues, one of
 * several.
 *
 * @param left where the range begins
 * @param right where it ends
 * @param dark the lightness that its beginning gets
 * @param light the lightness that its end gets
 * @param hues which of the picture's colours become which
 */
record ToneZone(double left, double right, double dark, double light, List<Hue> hues) {
  /** How sharply one colour is told from another: a part of their squared distance. */
  private static final double SOFT = 0.15;

  /** How far a zone may reach to its neighbours' lightness, of their distance. */
  private static final double REACH = 0.4;

  /**
   * A colour and what becomes of it.
   *
   * @param spread what is left of the distance of others about it
   */
  record Hue(LabColour from, LabColour to, double spread) {}

  /** A group's zone in a picture with these colours. */
  static ToneZone of(List<Palette.Bin> bins, ToneBreaks breaks, int group, Toning.Hold hold) {
    double level = breaks.level(group);
    double low = breaks.low(group);
    double high = breaks.high(group);
    List<Palette.Bin> own =
        bins.stream()
            .filter(bin -> breaks.has(group, bin.colour().l()))
            .sorted(Comparator.comparingDouble(bin -> bin.colour().l()))
            .toList();
    if (own.isEmpty()) {
      double middle = (low + high) / 2;
      Hue all = new Hue(new LabColour(middle, 0, 0), breaks.groups().get(group).get(0), 1);
      return new ToneZone(middle, middle, level, level, List.of(all));
    }
    double left = within(quantile(own, hold.rest()), low, high);
    double right = within(quantile(own, 1 - hold.rest()), low, high);
    double all = own.stream().mapToDouble(Palette.Bin::count).sum();
    double mean = own.stream().mapToDouble(bin -> bin.colour().l() * bin.count()).sum() / all;
    double middle = within(mean, left, right);
    double reach = hold.light();
    reach = group == 0 ? reach : Math.min(reach, REACH * (level - breaks.level(group - 1)));
    reach =
        group == breaks.groups().size() - 1
            ? reach
            : Math.min(reach, REACH * (breaks.level(group + 1) - level));
    double slope = Math.min(1, reach / Math.max(1e-9, Math.max(middle - left, right - middle)));
    return new ToneZone(
        left,
        right,
        Math.max(0, level - slope * (middle - left)),
        Math.min(100, level + slope * (right - middle)),
        hues(own, breaks.groups().get(group), hold.chroma()));
  }

  /** What becomes of a colour; its lightness is of no account. */
  LabColour applied(LabColour colour) {
    double nearest = Double.MAX_VALUE;
    double apart = 1;
    for (Hue hue : hues) {
      nearest = Math.min(nearest, hue.from.squaredDistance(colour));
      apart = Math.max(apart, hue.from.squaredDistance(hues.get(0).from));
    }
    LabColour sum = new LabColour(0, 0, 0);
    double weights = 0;
    for (Hue hue : hues) {
      double weight = Math.exp((nearest - hue.from.squaredDistance(colour)) / (SOFT * apart));
      sum = sum.plus(hue.to.plus(colour.minus(hue.from), hue.spread), weight);
      weights += weight;
    }
    return new LabColour(0, 0, 0).plus(sum, 1 / weights);
  }

  /** The picture's hues in this zone, each to the wanted colour that changes it the least. */
  private static List<Hue> hues(List<Palette.Bin> own, List<LabColour> wanted, double chroma) {
    Palette palette = Palette.of(own, wanted.size());
    double[] deviations = palette.chromaDeviations(own);
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < deviations.length; i++) {
      left.add(i);
    }
    List<LabColour> free = new ArrayList<>(wanted);
    List<Hue> hues = new ArrayList<>();
    while (!left.isEmpty()) {
      Integer one = left.get(0);
      LabColour other = free.get(0);
      double least = Double.MAX_VALUE;
      for (Integer from : left) {
        for (LabColour to : free) {
          double away = palette.colours().get(from).minus(to).chroma();
          if (away < least) {
            least = away;
            one = from;
            other = to;
          }
        }
      }
      double spread = Math.min(1, chroma / Math.max(1e-9, deviations[one]));
      hues.add(new Hue(palette.colours().get(one), other, spread));
      left.remove(one);
      free.remove(other);
    }
    return List.copyOf(hues);
  }

  private static double within(double value, double least, double most) {
    return Math.min(Math.max(value, least), most);
  }

  private static double quantile(List<Palette.Bin> sorted, double share) {
    double left = share * sorted.stream().mapToDouble(Palette.Bin::count).sum();
    for (Palette.Bin bin : sorted) {
      left -= bin.count();
      if (left <= 0) {
        return bin.colour().l();
      }
    }
    return sorted.get(sorted.size() - 1).colour().l();
  }
}
