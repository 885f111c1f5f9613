package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.LUT;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A white or black mark that lets the photo through.
 *
 * <p>It takes a photo's tone J to (1 - a) J + a W, with one a and one ink W all over; so in the
 * logarithm of the distance from W it is one step, whatever the photo, in every channel.
 *
 * @param ink 255 or 0
 * @param step how high it is there, in units of {@link #SCALE}
 */
record Veil(int ink, int step) {
  /** So many units make a factor of e. */
  static final double SCALE = 90;

  /** Tones nearer to the ink than this are taken for so far off. */
  static final int NEAREST = 16;

  /** More than any gain. */
  private static final int NEVER = 1_000_000;

  /** What its step shows in: 8-bit, of a picture of that sort, the higher the nearer to the ink. */
  static Mat logarithms(Mat picture, int ink) {
    byte[] curve = new byte[256];
    for (int tone = 0; tone < curve.length; tone++) {
      double away = Math.max(NEAREST, Math.abs(ink - tone));
      curve[tone] = (byte) Math.round(SCALE * Math.log(255 / away));
    }
    Mat logarithms = new Mat();
    LUT(picture, new Mat(curve), logarithms);
    return logarithms;
  }

  /** One with so much ink in it. */
  static Veil of(int ink, double share) {
    return new Veil(ink, (int) Math.round(-SCALE * Math.log(1 - share)));
  }

  /** The share of ink in it. */
  double share() {
    return 1 - Math.exp(-step / SCALE);
  }

  /**
   * The pixels of a picture that it covers, 255 or 0: those that make the picture smoothest when it
   * is taken off them, summed over neighbours, which is found exactly. It does not reach the
   * picture's rim.
   *
   * @param seen where it is likely, continuous as the picture
   */
  Mat covered(Mat picture, Mat seen) {
    int width = picture.cols();
    int height = picture.rows();
    int channels = picture.channels();
    byte[] values = Pixels.bytes(logarithms(picture, ink));
    byte[] sure = Pixels.bytes(seen);
    MinimumCut cut = new MinimumCut(width, height);
    for (int place = 0; place < sure.length; place++) {
      int x = place % width;
      int y = place / width;
      boolean rim = x == 0 || y == 0 || x == width - 1 || y == height - 1;
      cut.cost(place, rim ? NEVER : sure[place] != 0 ? -step * channels : channels);
      if (x < width - 1) {
        pair(cut, values, channels, place, place + 1, false);
      }
      if (y < height - 1) {
        pair(cut, values, channels, place, place + width, true);
      }
    }
    boolean[] marked = cut.marked();
    byte[] mask = new byte[marked.length];
    for (int place = 0; place < mask.length; place++) {
      mask[place] = (byte) (marked[place] ? 255 : 0);
    }
    return Pixels.picture(mask, picture.size());
  }

  private void pair(
      MinimumCut cut, byte[] values, int channels, int place, int next, boolean below) {
    int alike = 0;
    int second = 0;
    int first = 0;
    for (int c = 0; c < channels; c++) {
      int up = (values[next * channels + c] & 0xff) - (values[place * channels + c] & 0xff);
      alike += Math.abs(up);
      second += Math.abs(up - step);
      first += Math.abs(up + step);
    }
    cut.cost(place, below, alike, second, first);
  }
}
