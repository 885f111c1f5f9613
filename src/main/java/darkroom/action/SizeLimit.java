package darkroom.action;

/** A limit on width and height in pixels, which both sides must satisfy as written. */
public record SizeLimit(int width, int height, Bound bound) {
  /** The largest width and height that an upper limit admits. */
  public SizeLimit largest() {
    return bound == Bound.INCLUSIVE ? this : new SizeLimit(width - 1, height - 1, Bound.INCLUSIVE);
  }

  /** The smallest width and height that a lower limit admits. */
  public SizeLimit smallest() {
    return bound == Bound.INCLUSIVE ? this : new SizeLimit(width + 1, height + 1, Bound.INCLUSIVE);
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
