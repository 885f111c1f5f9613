package darkroom.studio.operation;

/**
 * The lattice points that the sums of a photo's blocks are moved to for the bits of a message.
 *
 * @param head the coded bits of the head
 * @param body the coded bits of the body
 * @param step the distance of two points of one bit value
 */
record Lattice(boolean[] head, boolean[] body, double step) {
  /** Moves all sums of a plane, whose first pixel is a tile's, this share of the way. */
  void move(float[] plane, int width, int height, double share) {
    int block = MarkGrid.BLOCK;
    for (int y = 0; y + block <= height; y += block) {
      for (int x = 0; x + block <= width; x += block) {
        double[] coefficients = MarkGrid.coefficients(plane, width, x, y);
        for (int sum = 0; sum < MarkGrid.SUMS; sum++) {
          int place = MarkGrid.place(x / block, y / block, sum);
          double is = MarkGrid.sum(coefficients, place);
          MarkGrid.add(plane, width, x, y, place, share * (nearest(is, place) - is));
        }
      }
    }
  }

  private double nearest(double value, int place) {
    boolean[] bits = MarkGrid.isHead(place) ? head : body;
    double start =
        (MarkGrid.dither(place) + (bits[MarkGrid.bit(place, bits.length)] ? 0.5 : 0)) * step;
    return start + Math.rint((value - start) / step) * step;
  }
}
