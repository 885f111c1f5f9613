package darkroom.studio.operation;

/**
 * How well what draws the eye sits in the frame, as four qualities from 0 to 1, each smooth in the
 * picture and the same for its mirror image.
 *
 * @param wholeness how much of it keeps clear of the border, so that the subject is not cut
 * @param quiet how little crosses the border, against how much goes on inside: boundary simplicity
 *     in C. Fang, Z. Lin, R. Mech, X. Shen, "Automatic Image Cropping using Visual Composition,
 *     Boundary Simplicity and Content Preservation Models", ACM Multimedia 2014
 * @param placement how much of it lies about the thirds or the middle: L. Liu, R. Chen, L. Wolf, D.
 *     Cohen-Or, "Optimizing Photo Composition", Computer Graphics Forum 29 (2), 2010
 * @param balance how near its centre of mass is to the middle (same)
 */
record Composition(double wholeness, double quiet, double placement, double balance) {
  /** How far into the frame a thing must be to look whole, in sides of the frame. */
  private static final double MARGIN = 0.08;

  /** How far from a third or the middle a thing may be, in sides of the frame. */
  private static final double SLACK = 0.12;

  /** How far from the middle the centre of mass may be, in sides of the frame. */
  private static final double LEVER = 0.15;

  /**
   * What the lower border counts against the others: things stand on the ground and busts rise from
   * below, which looks natural and not cut, and weight low in the frame looks stable.
   */
  private static final double GROUND = 0.25;

  /** How much further things may be towards the ground. */
  private static final double SETTLING = 2;

  /** A change of colour (CIE Lab) too small to see, so that a plain picture has no quiet border. */
  private static final double UNSEEN = 0.5;

  /** How deep the border is, in map pixels: deep enough not to jump as the frame moves by one. */
  private static final double BAND = 2;

  private static final double WEIGHT_OF_WHOLENESS = 0.2;
  private static final double WEIGHT_OF_QUIET = 0.45;
  private static final double WEIGHT_OF_PLACEMENT = 0.15;
  private static final double WEIGHT_OF_BALANCE = 0.2;

  static Composition of(SaliencyMap map) {
    double wholeness = 0;
    double placement = 0;
    double centreX = 0;
    double centreY = 0;
    for (int y = 0; y < map.height(); y++) {
      double v = (y + 0.5) / map.height();
      for (int x = 0; x < map.width(); x++) {
        double u = (x + 0.5) / map.width();
        double share = map.share(y * map.width() + x);
        wholeness += share * (1 - cut(u, v));
        placement += share * placedAcross(u) * placedDown(v);
        centreX += share * u;
        centreY += share * v;
      }
    }
    double balance = bell(centreX - 0.5, LEVER) * bell(centreY - 0.5, SETTLING * LEVER);
    // The middles of these curves are what an even spread over the frame has.
    return new Composition(
        rising(wholeness, 0.7, 0.05), quiet(map), rising(placement, 0.44, 0.05), balance);
  }

  /** All four in one number from 0 to 1, spread so that ordinary frames use the whole range. */
  double score() {
    double mean =
        WEIGHT_OF_WHOLENESS * wholeness
            + WEIGHT_OF_QUIET * quiet
            + WEIGHT_OF_PLACEMENT * placement
            + WEIGHT_OF_BALANCE * balance;
    return rising(mean, 0.48, 0.11);
  }

  private static double cut(double u, double v) {
    double sides = Math.max(bell(u, MARGIN), bell(1 - u, MARGIN));
    double ends = Math.max(bell(v, MARGIN), GROUND * bell(1 - v, MARGIN));
    return Math.max(sides, ends);
  }

  private static double placedAcross(double u) {
    double sides = Math.max(bell(u - 1 / 3.0, SLACK), bell(u - 2 / 3.0, SLACK));
    return Math.max(bell(u - 0.5, SLACK), sides);
  }

  private static double placedDown(double v) {
    return v < 2 / 3.0 ? placedAcross(v) : bell(v - 2 / 3.0, SETTLING * SLACK);
  }

  private static double quiet(SaliencyMap map) {
    int width = map.width();
    int height = map.height();
    double inside = 0;
    for (int place = 0; place < width * height; place++) {
      inside += Math.hypot(map.alongX(place), map.alongY(place));
    }
    double ratio = (border(map) + UNSEEN) / (inside / (width * height) + UNSEEN);
    return 1 / (1 + Math.pow(ratio / 0.55, 3));
  }

  /** The mean change of colour along the four borders, the outermost places counting most. */
  private static double border(SaliencyMap map) {
    int width = map.width();
    int height = map.height();
    double crossing = 0;
    double weights = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int place = y * width + x;
        double ends = fading(y) + GROUND * fading(height - 1 - y);
        double sides = fading(x) + fading(width - 1 - x);
        crossing += ends * map.alongX(place) + sides * map.alongY(place);
        weights += ends + sides;
      }
    }
    return crossing / weights;
  }

  private static double fading(int away) {
    return Math.exp(-away / BAND);
  }

  private static double bell(double away, double width) {
    return Math.exp(-away * away / (2 * width * width));
  }

  private static double rising(double value, double middle, double width) {
    return 1 / (1 + Math.exp((middle - value) / width));
  }
}
