package darkroom.studio.operation;

/**
 * The three ways a photo is marked: how strongly, and whether it is read without the original.
 *
 * <p>Measured on sample photos of 451x300 to 640x427 (plus and bold five, plain three of them) with
 * a text of 26 Chinese characters; a cross where it was not read from each of them. Plain is given
 * the original. On a flat dark sky, bold shows as a faint grain.
 *
 * <pre>
 *                                    plain   plus   bold
 * PSNR, least (dB)                    45.9   42.2   40.5
 * JPEG 75, JPEG 50                     yes    yes    yes
 * JPEG 30                               x      x     yes
 * scaled to 50 %, 75 %, 150 %          yes    yes    yes
 * 10 % cropped, around or a corner     yes    yes    yes
 * 20 % cropped, around                 yes    yes    yes
 * Gaussian blur, deviation 0.6 or 1    yes    yes    yes
 * Gaussian blur, deviation 1.3          x     yes    yes
 * 75 %, then JPEG 75                    x     yes    yes
 * 10 % cropped, then JPEG 50            x     yes    yes
 * </pre>
 */
enum MarkVersion {
  /** Read with the original at hand, and so the faintest: about 46 dB. */
  PLAIN("", 21, 0.2),
  /** Read from the marked photo alone; about 42.5 dB. */
  PLUS("_plus", 33, 0.28),
  /** As plus, stronger; about 40.7 dB. */
  BOLD("_bold", 41, 0.32);

  private final String suffix;
  private final double step;
  private final double tone;

  MarkVersion(String suffix, double step, double tone) {
    this.suffix = suffix;
    this.step = step;
    this.tone = tone;
  }

  /** The version that a function type such as {@code encode_text_plus} asks for. */
  static MarkVersion of(String functionType) {
    for (MarkVersion version : new MarkVersion[] {PLUS, BOLD}) {
      if (functionType.endsWith(version.suffix)) {
        return version;
      }
    }
    return PLAIN;
  }

  /** What follows the function type's name. */
  String suffix() {
    return suffix;
  }

  /** The distance of the lattice points of one bit value, in coefficients of an 8x8 block. */
  double step() {
    return step;
  }

  /** The amplitude of each pilot tone, in grey levels. */
  double tone() {
    return tone;
  }
}
