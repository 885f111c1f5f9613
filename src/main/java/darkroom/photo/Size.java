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

  /** Whether another size is this one scaled, but for so many pixels on either side. */
  boolean hasShapeOf(Size other, double tolerance) {
    double across = (double) other.width / width;
    double down = (double) other.height / height;
    // The sides' own rounding weighs more where one of them is small.
    return Math.abs(height * across - other.height) <= tolerance * Math.max(1, across)
        || Math.abs(width * down - other.width) <= tolerance * Math.max(1, down);
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
