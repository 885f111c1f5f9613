package darkroom.studio.operation;

import java.util.Locale;

/** One colour in CIE Lab (D65, from sRGB), where it can be compared and changed as the eye sees. */
record LabColour(double l, double a, double b) {
  private static final double[] WHITE = {0.950456, 1, 1.088754};
  private static final double BEND = 6.0 / 29;
  private static final int HALVINGS = 12;

  /** Rounding in the conversions must not make a colour of sRGB look outside of it. */
  private static final double SLACK = 1e-3;

  /** The colour of six hexadecimal digits. */
  static LabColour ofHex(String digits) {
    int rgb = Integer.parseInt(digits, 16);
    return ofBgr(rgb & 255, rgb >> 8 & 255, rgb >> 16 & 255);
  }

  /** The colour of sRGB values from 0 to 255. */
  static LabColour ofBgr(double blue, double green, double red) {
    double r = linear(red / 255);
    double g = linear(green / 255);
    double b = linear(blue / 255);
    double x = root((0.412453 * r + 0.357580 * g + 0.180423 * b) / WHITE[0]);
    double y = root(0.212671 * r + 0.715160 * g + 0.072169 * b);
    double z = root((0.019334 * r + 0.119193 * g + 0.950227 * b) / WHITE[2]);
    return new LabColour(116 * y - 16, 500 * (x - y), 200 * (y - z));
  }

  /** The colour of this lightness, chroma and hue in radians. */
  static LabColour ofHue(double lightness, double chroma, double hue) {
    return new LabColour(lightness, chroma * Math.cos(hue), chroma * Math.sin(hue));
  }

  double chroma() {
    return Math.hypot(a, b);
  }

  double hue() {
    return Math.atan2(b, a);
  }

  LabColour withLightness(double lightness) {
    return new LabColour(lightness, a, b);
  }

  LabColour plus(LabColour other, double share) {
    return new LabColour(l + share * other.l, a + share * other.a, b + share * other.b);
  }

  LabColour minus(LabColour other) {
    return plus(other, -1);
  }

  double squaredDistance(LabColour other) {
    double dl = l - other.l;
    double da = a - other.a;
    double db = b - other.b;
    return dl * dl + da * da + db * db;
  }

  /** The nearest colour of sRGB with the same lightness and hue. */
  LabColour displayable() {
    double lightness = Math.min(Math.max(l, 0), 100);
    LabColour kept = withLightness(lightness);
    if (isDisplayable(lightness, a, b)) {
      return kept;
    }
    double inside = 0;
    double outside = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (inside + outside) / 2;
      if (isDisplayable(lightness, a * middle, b * middle)) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return new LabColour(lightness, a * inside, b * inside);
  }

  /** The sRGB values from 0 to 255, in the order blue, green, red. */
  double[] bgr() {
    double[] rgb = linearRgb();
    return new double[] {encoded(rgb[2]), encoded(rgb[1]), encoded(rgb[0])};
  }

  /**
   * How different two colours look: G. Sharma, W. Wu, E. N. Dalal, "The CIEDE2000 Color-Difference
   * Formula", Color Research and Application 30 (1), 2005.
   */
  double difference(LabColour other) {
    double stretch = 0.5 * (1 - seventh((chroma() + other.chroma()) / 2)) + 1;
    LabColour one = new LabColour(l, a * stretch, b);
    LabColour two = new LabColour(other.l, other.a * stretch, other.b);
    double chromas = one.chroma() * two.chroma();
    double turn = two.degrees() - one.degrees();
    double shortTurn = turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;
    double meanHue = (one.degrees() + shortTurn / 2 + 360) % 360;
    double meanL = (l + other.l) / 2;
    double meanC = (one.chroma() + two.chroma()) / 2;
    double away = (meanL - 50) * (meanL - 50);
    double hueWeight =
        1
            - 0.17 * cos(meanHue - 30)
            + 0.24 * cos(2 * meanHue)
            + 0.32 * cos(3 * meanHue + 6)
            - 0.20 * cos(4 * meanHue - 63);
    double light = (other.l - l) / (1 + 0.015 * away / Math.sqrt(20 + away));
    double colour = (two.chroma() - one.chroma()) / (1 + 0.045 * meanC);
    double hue =
        chromas == 0
            ? 0
            : 2
                * Math.sqrt(chromas)
                * Math.sin(Math.toRadians(shortTurn / 2))
                / (1 + 0.015 * meanC * hueWeight);
    double bell = (meanHue - 275) / 25;
    double rotation = -2 * seventh(meanC) * Math.sin(Math.toRadians(60 * Math.exp(-bell * bell)));
    return Math.sqrt(
        Math.max(0, light * light + colour * colour + hue * hue + rotation * colour * hue));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "Lab(%.1f, %.1f, %.1f)", l, a, b);
  }

  private double degrees() {
    double degrees = Math.toDegrees(hue());
    return degrees < 0 ? degrees + 360 : degrees;
  }

  private static double cos(double degrees) {
    return Math.cos(Math.toRadians(degrees));
  }

  private static double seventh(double chroma) {
    double power = Math.pow(chroma, 7);
    return Math.sqrt(power / (power + Math.pow(25, 7)));
  }

  private double[] linearRgb() {
    double middle = (l + 16) / 116;
    double x = WHITE[0] * unroot(middle + a / 500);
    double y = unroot(middle);
    double z = WHITE[2] * unroot(middle - b / 200);
    return new double[] {red(x, y, z), green(x, y, z), blue(x, y, z)};
  }

  private static boolean isDisplayable(double l, double a, double b) {
    double middle = (l + 16) / 116;
    double x = WHITE[0] * unroot(middle + a / 500);
    double y = unroot(middle);
    double z = WHITE[2] * unroot(middle - b / 200);
    return isShare(red(x, y, z)) && isShare(green(x, y, z)) && isShare(blue(x, y, z));
  }

  private static boolean isShare(double value) {
    return value >= -SLACK && value <= 1 + SLACK;
  }

  private static double red(double x, double y, double z) {
    return 3.240479 * x - 1.537150 * y - 0.498535 * z;
  }

  private static double green(double x, double y, double z) {
    return -0.969256 * x + 1.875991 * y + 0.041556 * z;
  }

  private static double blue(double x, double y, double z) {
    return 0.055648 * x - 0.204043 * y + 1.057311 * z;
  }

  private static double root(double t) {
    return t > BEND * BEND * BEND ? Math.cbrt(t) : t / (3 * BEND * BEND) + 4.0 / 29;
  }

  private static double unroot(double t) {
    return t > BEND ? t * t * t : 3 * BEND * BEND * (t - 4.0 / 29);
  }

  private static double linear(double v) {
    return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
  }

  private static double encoded(double linear) {
    double v = Math.min(Math.max(linear, 0), 1);
    return 255 * (v <= 0.0031308 ? v * 12.92 : 1.055 * Math.pow(v, 1 / 2.4) - 0.055);
  }
}
