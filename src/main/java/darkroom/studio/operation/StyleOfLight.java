package darkroom.studio.operation;

import java.util.function.UnaryOperator;

/**
 * Gives a picture the light and the colours of another.
 *
 * <p>Lightness takes the other's distribution through a smooth, monotone curve of bounded slope, so
 * that contrast is never torn. The colours of shadows, middle tones and lights are each carried to
 * the other's by the linear map that moves them least: F. Pitié, A. Kokaram, "The Linear
 * Monge-Kantorovitch Linear Colour Mapping for Example-Based Colour Transfer", CVMP 2007.
 */
final class StyleOfLight implements UnaryOperator<LabColour> {
  /** The shares of the other picture, darkest first, in the middle of which zones are centred. */
  private static final double[] ZONES = {0.06, 0.35, 0.65, 0.94};

  /** Zones nearer than this in lightness would make colours change suddenly with light. */
  private static final double APART = 8;

  /** How far chroma may be spread. */
  private static final double MOST_SPREAD = 3;

  private final ToneCurve curve;
  private final double[] centres;
  private final LightAndColour.Zone[] from;
  private final LightAndColour.Zone[] to;
  private final double[][] maps;

  private StyleOfLight(LightAndColour picture, LightAndColour other, ToneCurve curve) {
    this.curve = curve;
    this.centres = new double[ZONES.length];
    for (int i = 0; i < ZONES.length; i++) {
      double least = i == 0 ? 0 : centres[i - 1] + APART;
      centres[i] = Math.max(least, other.tone(ZONES[i]));
    }
    this.from = picture.zones(curve, centres);
    this.to = other.zones(ToneCurve.unchanged(), centres);
    this.maps = new double[ZONES.length][];
    for (int i = 0; i < ZONES.length; i++) {
      maps[i] = leastMove(from[i], to[i]);
    }
  }

  /**
   * From one picture to the style of another.
   *
   * @param steepest how far contrast may be raised
   */
  static StyleOfLight between(LightAndColour picture, LightAndColour other, double steepest) {
    return new StyleOfLight(
        picture, other, ToneCurve.matching(picture.tones(), other.tones(), steepest));
  }

  @Override
  public LabColour apply(LabColour colour) {
    double lightness = curve.at(colour.l());
    double[] shares = LightAndColour.shares(lightness, centres);
    LabColour sum = new LabColour(lightness, 0, 0);
    for (int zone = 0; zone < shares.length; zone++) {
      if (shares[zone] > 0) {
        double a = colour.a() - from[zone].a();
        double b = colour.b() - from[zone].b();
        double[] map = maps[zone];
        LabColour mapped =
            new LabColour(
                0, to[zone].a() + map[0] * a + map[1] * b, to[zone].b() + map[1] * a + map[2] * b);
        sum = sum.plus(mapped, shares[zone]);
      }
    }
    return sum;
  }

  /** The symmetric map F^-1/2 (F^1/2 T F^1/2)^1/2 F^-1/2 from a covariance F to another, T. */
  private static double[] leastMove(LightAndColour.Zone from, LightAndColour.Zone to) {
    double[] root = power(new double[] {from.aa(), from.ab(), from.bb()}, 0.5, 1e9);
    double[] inverse = power(new double[] {from.aa(), from.ab(), from.bb()}, -0.5, 1e9);
    double[] inner = sandwich(root, new double[] {to.aa(), to.ab(), to.bb()});
    return power(sandwich(inverse, power(inner, 0.5, 1e9)), 1, MOST_SPREAD);
  }

  /** A power of a symmetric 2x2 matrix {aa, ab, bb}, its eigenvalues no larger than allowed. */
  private static double[] power(double[] matrix, double exponent, double most) {
    double angle = 0.5 * Math.atan2(2 * matrix[1], matrix[0] - matrix[2]);
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double along = matrix[0] * cos * cos + 2 * matrix[1] * cos * sin + matrix[2] * sin * sin;
    double across = matrix[0] * sin * sin - 2 * matrix[1] * cos * sin + matrix[2] * cos * cos;
    double first = Math.min(most, Math.pow(Math.max(along, 1e-9), exponent));
    double second = Math.min(most, Math.pow(Math.max(across, 1e-9), exponent));
    return new double[] {
      first * cos * cos + second * sin * sin,
      (first - second) * cos * sin,
      first * sin * sin + second * cos * cos
    };
  }

  /** The product S M S of symmetric matrices. */
  private static double[] sandwich(double[] s, double[] m) {
    double p = s[0] * m[0] + s[1] * m[1];
    double q = s[0] * m[1] + s[1] * m[2];
    double r = s[1] * m[0] + s[2] * m[1];
    double t = s[1] * m[1] + s[2] * m[2];
    return new double[] {p * s[0] + q * s[1], p * s[1] + q * s[2], r * s[1] + t * s[2]};
  }
}
