package darkroom.action;

/** The largest encoded file that an action takes. */
public record ByteLimit(ByteSize size, Bound bound) {
  public boolean admits(ByteSize file) {
    int order = file.compareTo(size);
    return bound == Bound.INCLUSIVE ? order <= 0 : order < 0;
  }

  /** The largest size that is admitted. */
  public ByteSize largest() {
    return bound == Bound.INCLUSIVE ? size : ByteSize.bytes(size.bytes() - 1);
  }

  @Override
  public String toString() {
    return (bound == Bound.INCLUSIVE ? "<= " : "< ") + size;
  }
}
