package darkroom.studio.operation;

import org.bytedeco.opencv.opencv_core.Mat;

/** Which part of a photo is kept where another shape is wanted. */
final class Retention {
  /** The room left around a subject, in its sides, where there is any. */
  private static final double AIR = 0.08;

  /**
   * The share of the photo's side up to which a thing that stands out is kept whole even if the
   * result must be filled; a wider one is a scene, and may be cut.
   */
  private static final double THING = 0.7;

  /** Where a thing that does not fit begins, if that does not matter. */
  private static final int ANYWHERE = Integer.MIN_VALUE;

  private final Frame photo;
  private final SaliencyMap map;
  private final Subject subject;

  Retention(Mat photo, SaliencyMap map, Subject subject) {
    this.photo = Frame.whole(photo);
    this.map = map;
    this.subject = subject;
  }

  /** The part to keep for a result of these sides: of its shape, or nearer to it than the photo. */
  Frame frame(int width, int height) {
    double shape = (double) width / height;
    int across = (int) Math.max(1, Math.min(photo.width(), Math.round(photo.height() * shape)));
    int down = (int) Math.max(1, Math.min(photo.height(), Math.round(photo.width() / shape)));
    return across < photo.width() ? column(across) : row(down);
  }

  private Frame column(int across) {
    Frame must = subject.frame();
    if (must.width() > across && isThing(must.width(), photo.width())) {
      return new Frame(must.x(), 0, must.width(), photo.height());
    }
    double[] weights = new double[photo.width()];
    for (int place = 0; place < map.width() * map.height(); place++) {
      weights[place % map.width()] += map.share(place);
    }
    int x = start(across, photo.width(), map.width(), weights, must.x(), must.right(), ANYWHERE);
    return new Frame(x, 0, across, photo.height());
  }

  private Frame row(int down) {
    Frame must = subject.frame();
    if (must.height() > down && isThing(must.height(), photo.height())) {
      return new Frame(0, must.y(), photo.width(), must.height());
    }
    double[] weights = new double[photo.height()];
    for (int place = 0; place < map.width() * map.height(); place++) {
      weights[place / map.width()] += map.share(place);
    }
    // Where a thing must be cut, its head stays: things cut by the ground look natural.
    int head = (int) Math.max(0, must.y() - AIR * down);
    int y = start(down, photo.height(), map.height(), weights, must.y(), must.bottom(), head);
    return new Frame(0, y, photo.width(), down);
  }

  private boolean isThing(int side, int whole) {
    return subject.faces() || side <= THING * whole;
  }

  /** The first place of the kept length: the subject inside, and as much weight as can be. */
  private static int start(
      int length,
      int whole,
      int places,
      double[] weights,
      int mustStart,
      int mustEnd,
      int cutStart) {
    double scale = (double) places / whole;
    double air = Math.min(AIR * (mustEnd - mustStart), (length - (mustEnd - mustStart)) / 2.0);
    double middle = (mustStart + mustEnd) / 2.0;
    boolean fits = mustEnd - mustStart <= length;
    double best = Double.NEGATIVE_INFINITY;
    int start = 0;
    for (int at = 0; at <= whole - length; at++) {
      boolean holds = mustStart >= at && mustEnd <= at + length;
      double near = Math.min(mustStart - at, at + length - mustEnd);
      // The weight decides, then the place of the subject nearer to the middle.
      double value = between(weights, at * scale, (at + length) * scale);
      value -= 0.1 * Math.abs(at + length / 2.0 - middle) / whole;
      value += fits && holds ? 2 : 0;
      value += fits && near >= Math.floor(air) ? 1 : 0;
      value += !fits && at == Math.min(cutStart, whole - length) ? 2 : 0;
      if (value > best + 1e-12) {
        best = value;
        start = at;
      }
    }
    return start;
  }

  private static double between(double[] weights, double from, double to) {
    double sum = 0;
    for (int place = (int) from; place < Math.min(weights.length, Math.ceil(to)); place++) {
      sum += weights[place] * (Math.min(to, place + 1) - Math.max(from, place));
    }
    return sum;
  }
}
