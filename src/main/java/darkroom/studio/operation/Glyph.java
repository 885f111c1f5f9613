package darkroom.studio.operation;

/**
 * A patch of one flat colour with a hard edge, as a letter or a part of a logo is.
 *
 * @param colour the mean of its flat part, blue, green, red, or grey
 * @param area how many pixels it has
 * @param flatness the share of its pixels that have its colour
 * @param grain how far, on average, these are from its extreme, in tones: 0 for print
 * @param stroke twice its area over the length of its edge, in pixels
 */
record Glyph(
    int x,
    int y,
    int width,
    int height,
    double[] colour,
    int area,
    double flatness,
    double grain,
    double stroke) {
  int right() {
    return x + width;
  }

  int bottom() {
    return y + height;
  }

  /** The pixels between the two boxes, the longer way; negative where they overlap both ways. */
  int gap(Glyph other) {
    return Math.max(
        Math.max(x, other.x) - Math.min(right(), other.right()),
        Math.max(y, other.y) - Math.min(bottom(), other.bottom()));
  }

  /** How much of the lower one's height both share. */
  double sideBySide(Glyph other) {
    int shared = Math.min(bottom(), other.bottom()) - Math.max(y, other.y);
    return (double) shared / Math.min(height, other.height);
  }

  /** The greatest difference of a channel. */
  double difference(Glyph other) {
    double most = 0;
    for (int c = 0; c < colour.length; c++) {
      most = Math.max(most, Math.abs(colour[c] - other.colour[c]));
    }
    return most;
  }

  /** Whether both are about the same patch, found at two thresholds. */
  boolean same(Glyph other) {
    double shared =
        Math.max(0, Math.min(right(), other.right()) - Math.max(x, other.x))
            * (double) Math.max(0, Math.min(bottom(), other.bottom()) - Math.max(y, other.y));
    return shared > 0.6 * Math.max(width * height, other.width * other.height)
        && difference(other) < 40;
  }
}
