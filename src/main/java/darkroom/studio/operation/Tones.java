package darkroom.studio.operation;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The grey tones of some pixels: the middle one, and how far half of them stay from it.
 *
 * @param count how many pixels there are
 */
record Tones(int count, int median, int spread) {
  /** Print over a photo, an outline for one, is about as even as this. */
  private static final int EVEN = 7;

  /** How much darker a shadow is, or how different an outline. */
  private static final int DISTINCT = 16;

  /** How dark a shadow is at most, as a share of what it falls on. */
  private static final double SHADED = 0.8;

  /** The tones where a mask is not 0. */
  static Tones of(Mat grey, Mat mask) {
    int[] counts = new int[256];
    byte[] tones = new byte[grey.cols()];
    byte[] chosen = new byte[grey.cols()];
    int count = 0;
    for (int y = 0; y < grey.rows(); y++) {
      new BytePointer(grey.ptr(y)).get(tones);
      new BytePointer(mask.ptr(y)).get(chosen);
      for (int x = 0; x < tones.length; x++) {
        if (chosen[x] != 0) {
          counts[tones[x] & 0xff]++;
          count++;
        }
      }
    }
    int median = middle(counts, count);
    int[] away = new int[256];
    for (int tone = 0; tone < 256; tone++) {
      away[Math.abs(tone - median)] += counts[tone];
    }
    return new Tones(count, median, middle(away, count));
  }

  /** The median of so many values, of each of which there are so many. */
  static int middle(int[] counts, int total) {
    int seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (2 * seen >= total) {
        return i;
      }
    }
    return 0;
  }

  /** Whether these look printed before those: even and of another tone, or as in their shadow. */
  boolean stands(Tones beyond) {
    boolean even = spread <= EVEN && spread < beyond.spread;
    boolean shaded = median < SHADED * beyond.median - DISTINCT / 2;
    return shaded || even && Math.abs(median - beyond.median) > DISTINCT;
  }

  /** Whether both are about the same tone. */
  boolean isLike(Tones other) {
    return Math.abs(median - other.median) <= DISTINCT;
  }
}
