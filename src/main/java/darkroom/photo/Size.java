package darkroom.photo;

/** Width and height in pixels. */
record Size(int width, int height) {
  /** Whether both sides are at most those of another. */
  boolean within(Size other) {
    return width <= other.width && height <= other.height;
  }

  /** The largest size of the same aspect ratio, to a pixel, within another; never a larger one. */
  Size shrunkInto(Size other) {
    if (within(other)) {
      return this;
    }
    boolean widthBinds = (long) other.width * height <= (long) other.height * width;
    return widthBinds
        ? new Size(other.width, scaled(height, other.width, width))
        : new Size(scaled(width, other.height, height), other.height);
  }

  /** Both sides by a factor below 1, at least one pixel smaller and at least one pixel. */
  Size shrunkBy(double factor) {
    return new Size(
        Math.max(1, Math.min(width - 1, (int) (width * factor))),
        Math.max(1, Math.min(height - 1, (int) (height * factor))));
  }

  Size swapped() {
    return new Size(height, width);
  }

  private static int scaled(int side, int numerator, int denominator) {
    return Math.max(1, (int) Math.round((double) side * numerator / denominator));
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
