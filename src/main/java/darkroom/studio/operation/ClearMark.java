package darkroom.studio.operation;

import java.util.List;

/**
 * A logo or name that lets the photo through, as far as it was found.
 *
 * @param parts at least one
 * @param pixels all that it covers: places in the picture, row by row
 */
record ClearMark(List<VeilPatch> parts, int[] pixels) {
  /** How much of the edges must be a veil's, of a few letters, of many, and of one thing. */
  private static final double FEW_AGREE = 0.75;

  private static final double MANY_AGREE = 0.66;
  private static final double ONE_AGREES = 0.93;

  private static final int FEW = 4;
  private static final int MANY = 8;

  /** The least edge of a few letters, and the least side of one thing, in pixels. */
  private static final int FEW_EDGE = 150;

  private static final int ONE_SIDE = 12;

  ClearMark {
    parts = List.copyOf(parts);
  }

  Frame frame() {
    return frame(parts);
  }

  static Frame frame(List<VeilPatch> parts) {
    return parts.stream().map(VeilPatch::frame).reduce(Frame::with).orElseThrow();
  }

  private int edge() {
    return parts.stream().mapToInt(VeilPatch::edge).sum();
  }

  /** The share of its edges that are a veil's. */
  double agreement() {
    return parts.stream().mapToDouble(part -> part.agreement() * part.edge()).sum() / edge();
  }

  /**
   * Whether nothing but print looks so: letters under one veil, or one plain thing all under it.
   */
  boolean isSure() {
    double agreement = agreement();
    Frame frame = frame();
    return parts.size() >= MANY && agreement >= MANY_AGREE
        || parts.size() >= FEW && agreement >= FEW_AGREE && edge() >= FEW_EDGE
        || agreement >= ONE_AGREES && Math.min(frame.width(), frame.height()) >= ONE_SIDE;
  }

  /** Whether this is no text. */
  boolean isSign() {
    return parts.size() < FEW;
  }

  /** Whether one is within the other, but for a fifth of its sides. */
  boolean goesWith(ClearMark other, Frame bounds) {
    return frame().grown(0.2, bounds).holds(other.frame())
        || other.frame().grown(0.2, bounds).holds(frame());
  }
}
