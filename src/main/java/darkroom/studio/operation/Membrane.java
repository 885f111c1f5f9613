package darkroom.studio.operation;

/**
 * Fills a hole smoothly from its rim, as a membrane would hang in it: pixels are averaged to
 * coarser scales until the hole is closed, then blended back. After S. J. Gortler, R. Grzeszczuk,
 * R. Szeliski, M. F. Cohen, "The Lumigraph", SIGGRAPH 1996, section 3.4, and relaxed at each scale
 * towards the solution of Laplace's equation.
 */
final class Membrane {
  private static final int ROUNDS = 8;

  private Membrane() {}

  /** Fills the hole of a picture in place. Where nothing at all is known, it becomes 0. */
  static void stretch(Holed picture) {
    int[] hole = picture.holePixels();
    if (hole.length == 0) {
      return;
    }
    float[] values = picture.values();
    int width = picture.width();
    int channels = picture.channels();
    if (width > 1 || picture.height() > 1) {
      Holed half = picture.halvedOpen();
      stretch(half);
      for (int i : hole) {
        int from = i / width / 2 * half.width() + i % width / 2;
        for (int c = 0; c < channels; c++) {
          values[i * channels + c] = half.values()[from * channels + c];
        }
      }
    }
    for (int round = 0; round < ROUNDS; round++) {
      relax(picture, hole, round % 2 == 0);
    }
  }

  /** Gauss and Seidel's step: each pixel of the hole becomes the mean of its neighbours. */
  private static void relax(Holed picture, int[] hole, boolean forwards) {
    float[] values = picture.values();
    int width = picture.width();
    int channels = picture.channels();
    int pixels = width * picture.height();
    for (int n = 0; n < hole.length; n++) {
      int i = hole[forwards ? n : hole.length - 1 - n];
      int left = channels * (i % width > 0 ? i - 1 : i);
      int right = channels * (i % width < width - 1 ? i + 1 : i);
      int up = channels * (i >= width ? i - width : i);
      int down = channels * (i < pixels - width ? i + width : i);
      for (int c = 0; c < channels; c++) {
        values[i * channels + c] =
            (values[left + c] + values[right + c] + values[up + c] + values[down + c]) / 4;
      }
    }
  }
}
