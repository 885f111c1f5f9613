package darkroom.studio.operation;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Gives a picture a palette's colours and no others: the darkest to what is darkest, and so on.
 *
 * <p>As in H. Chang, O. Fried, Y. Liu, S. DiVerdi, A. Finkelstein, "Palette-based Photo
 * Recoloring", SIGGRAPH 2015, lightness goes through one monotone curve, and a pixel belongs to
 * several colours at once where it is between them. Other than there the picture's colours are not
 * first clustered and then moved; the ranges of lightness are cut so that the wanted colours come
 * out ({@link ToneBreaks}). What a cut makes of the picture is tried in small, and where colours
 * come to dominate that nobody asked for, it is tried otherwise, at last with fewer of the
 * palette's.
 */
final class Toning implements UnaryOperator<LabColour> {
  /**
   * How tightly a picture is held to the wanted colours.
   *
   * @param rest the part of a zone's pixels at either end that leads over to its neighbours'
   * @param light how far a zone's lightness spreads about the wanted one
   * @param chroma the deviation of its hue and chroma
   * @param outer how fast lightness goes to black and white beyond the outermost zones
   * @param steepest how many times faster than in the picture it changes between zones
   */
  record Hold(double rest, double light, double chroma, double outer, double steepest) {}

  private static final List<Hold> HOLDS =
      List.of(
          new Hold(0.1, 14, 9, 2, 5),
          new Hold(0.04, 10, 7, 1.5, 5),
          new Hold(0.02, 7, 5, 1, 5),
          new Hold(0.04, 10, 7, 1.5, 9),
          new Hold(0.02, 7, 5, 1, 9));

  private static final List<Hold> HOLDS_OF_FEWER = List.of(HOLDS.get(1), HOLDS.get(4));

  /** How much it counts that all of the palette is seen; the first is the one for good skies. */
  private static final List<Double> USES = List.of(0.03, 0.012, 0.15);

  /** A dominant colour this near to a wanted one is it; CIEDE2000. */
  private static final double NEAR = 12.5;

  /** What a dominant colour costs for each CIEDE2000 that it is farther off. */
  private static final double FAR = 6;

  /** What it costs that all of the picture's contrast goes. */
  private static final double DULL = 7;

  /** What it costs that all neighbours are torn apart, and what it costs at the most. */
  private static final double TORN = 150;

  private static final double WORST_TORN = 6;

  /** What costs no more is good enough. */
  private static final double ENOUGH = 5;

  /** What stands for fewer of the pixels does not dominate, with a margin. */
  private static final double DOMINANT = 0.035;

  private final List<ToneZone> zones;
  private final double outer;

  private Toning(List<ToneZone> zones, double outer) {
    this.zones = zones;
    this.outer = outer;
  }

  /**
   * The best for a picture.
   *
   * @param wanted colours, with the part of the picture that each should have
   */
  static Toning of(Swatches picture, List<Palette.Bin> wanted) {
    Palette palette = new Palette(wanted.stream().map(Palette.Bin::colour).toList());
    List<Palette.Bin> left =
        palette.colours().stream()
            .flatMap(colour -> wanted.stream().filter(bin -> bin.colour().equals(colour)).limit(1))
            .toList();
    Attempt best = best(picture, left, palette, USES, HOLDS);
    while (best.cost > ENOUGH && left.size() > 1) {
      Attempt next = null;
      for (Palette.Bin out : List.copyOf(left)) {
        List<Palette.Bin> others = left.stream().filter(bin -> !bin.equals(out)).toList();
        Attempt tried = best(picture, others, palette, USES.subList(0, 1), HOLDS_OF_FEWER);
        next = next == null || tried.cost < next.cost ? tried : next;
      }
      left = next.colours;
      best = next.cost < best.cost ? next : best;
    }
    return best.toning;
  }

  /** A toning with some of the wanted colours, and what speaks against it. */
  private record Attempt(Toning toning, List<Palette.Bin> colours, double cost) {}

  /** The first that is good enough, or else the best. */
  private static Attempt best(
      Swatches picture,
      List<Palette.Bin> colours,
      Palette wanted,
      List<Double> uses,
      List<Hold> holds) {
    double[] sums = ToneBreaks.sums(picture.bins());
    Attempt best = null;
    for (double use : uses) {
      for (Hold hold : holds) {
        ToneBreaks breaks = ToneBreaks.of(sums, colours, use, hold.steepest);
        List<ToneZone> zones =
            IntStream.range(0, breaks.groups().size())
                .mapToObj(group -> ToneZone.of(picture.bins(), breaks, group, hold))
                .toList();
        Toning tried = new Toning(zones, hold.outer);
        double cost = tried.cost(picture, wanted);
        best = best == null || cost < best.cost ? new Attempt(tried, colours, cost) : best;
        if (cost <= ENOUGH) {
          return best;
        }
      }
    }
    return best;
  }

  private double cost(Swatches picture, Palette wanted) {
    List<Palette.Bin> changed = picture.changed(this);
    double off =
        Palette.tight(changed, wanted).stream()
            .mapToDouble(palette -> palette.off(changed, wanted, DOMINANT))
            .max()
            .orElseThrow();
    double contrast = Palette.contrast(changed) / Math.max(1, Palette.contrast(picture.bins()));
    return FAR * Math.max(0, off - NEAR)
        + DULL * Math.max(0, 1 - contrast)
        + Math.min(WORST_TORN, TORN * picture.torn(this));
  }

  @Override
  public LabColour apply(LabColour colour) {
    double l = colour.l();
    int above = 0;
    while (above < zones.size() && zones.get(above).left() <= l) {
      above++;
    }
    ToneZone zone = zones.get(Math.max(0, above - 1));
    LabColour one = zone.applied(colour);
    if (above == 0) {
      double black = Math.max(0, zone.dark() - outer * zone.left());
      return one.withLightness(between(l, 0, zone.left(), black, zone.dark()));
    }
    if (l <= zone.right()) {
      return one.withLightness(between(l, zone.left(), zone.right(), zone.dark(), zone.light()));
    }
    if (above == zones.size()) {
      double white = Math.min(100, zone.light() + outer * (100 - zone.right()));
      return one.withLightness(between(l, zone.right(), 100, zone.light(), white));
    }
    ToneZone next = zones.get(above);
    double share = between(l, zone.right(), next.left(), 0, 1);
    double soft = share * share * (3 - 2 * share);
    return one.plus(next.applied(colour).minus(one), soft)
        .withLightness(zone.light() + soft * (next.dark() - zone.light()));
  }

  private static double between(double x, double left, double right, double from, double to) {
    return from + (to - from) * Math.min(1, (x - left) / Math.max(1e-9, right - left));
  }
}
