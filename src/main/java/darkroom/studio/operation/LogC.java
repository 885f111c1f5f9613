package darkroom.studio.operation;

/**
 * ARRI's LogC3 curve and wide-gamut colours, as published for exposure index 800 in H. Brendel,
 * "ALEXA Log C Curve: Usage in VFX", ARRI, 2017.
 */
final class LogC {
  private static final double CUT = 0.010591;
  private static final double A = 5.555556;
  private static final double B = 0.052272;
  private static final double C = 0.247190;
  private static final double D = 0.385537;
  private static final double E = 5.367655;
  private static final double F = 0.092809;

  /** From linear ALEXA Wide Gamut to linear Rec. 709, red, green, blue, row by row. */
  private static final double[] WIDE_TO_709 = {
    1.617523, -0.537287, -0.080237, -0.070573, 1.334613, -0.264040, -0.021102, -0.226954, 1.248056
  };

  private LogC() {}

  /** The light of a scene, 0.18 for a grey card, that a code from 0 to 1 stands for. */
  static double light(double code) {
    return code > E * CUT + F ? (Math.pow(10, (code - D) / C) - B) / A : (code - F) / E;
  }

  /** The code from 0 to 1 of the light of a scene. */
  static double code(double light) {
    return light > CUT ? C * Math.log10(A * light + B) + D : E * light + F;
  }

  /** What a channel of Rec. 709 (0 red, 1 green, 2 blue) has of the camera's three. */
  static double rec709(int channel, double red, double green, double blue) {
    int row = 3 * channel;
    return WIDE_TO_709[row] * red + WIDE_TO_709[row + 1] * green + WIDE_TO_709[row + 2] * blue;
  }
}
