package darkroom.pipeline;

/**
 * How many groups photos are divided into where those that belong together must meet. A runner may
 * spend milliseconds on each group in each transform, far more than on a photo; of few groups each
 * is large.
 */
final class Groups {
  static final int COUNT = 64;

  private Groups() {}

  /** The group of a name. */
  static int of(String name) {
    return Math.floorMod(name.hashCode(), COUNT);
  }

  /** The group of a numbered share. */
  static int of(int share) {
    return share % COUNT;
  }
}
