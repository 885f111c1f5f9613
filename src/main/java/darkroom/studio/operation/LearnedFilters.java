package darkroom.studio.operation;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Filters that turn each place of a picture of lightness into a square of finer ones, one filter
 * for each {@link FilterKey} and each place of the square, learned from photos.
 *
 * <p>Romano, Isidoro and Milanfar (see {@link FilterKey}) apply theirs to the picture enlarged by
 * interpolation; these read the small picture itself, which takes a fraction of the work for the
 * same reach, as W. Shi et al., "Real-Time Single Image and Video Super-Resolution Using an
 * Efficient Sub-Pixel Convolutional Neural Network", CVPR 2016, do. P. Getreuer et al., "BLADE:
 * Filter Learning for General Purpose Computational Photography", ICCP 2018, show that the same
 * filters also sharpen and remove noise: that is a factor of 1.
 */
final class LearnedFilters {
  /** How far a filter reaches. */
  static final int REACH = 3;

  static final int SIDE = 2 * REACH + 1;
  static final int TAPS = SIDE * SIDE;

  /** How far from a place what it becomes is decided: the filter, or the gradients about it. */
  static final int MARGIN = 6;

  /** How far a result may leave the range of the nine pixels about it, in parts of that range. */
  private static final float OVERSHOOT = 0.1f;

  /** Weights are stored as whole numbers of this part of 1. */
  private static final float UNIT = 1 / 1024f;

  private final int factor;
  private final float[][] weights;

  /**
   * @param factor how much finer the result is
   * @param weights for each key, the taps of each place of the square one after another
   */
  LearnedFilters(int factor, float[][] weights) {
    this.factor = factor;
    this.weights = weights;
  }

  int factor() {
    return factor;
  }

  /** Filters so far from these towards others of the same factor, 0 to 1. */
  LearnedFilters towards(LearnedFilters others, double share) {
    float part = (float) share;
    float[][] mixed = new float[weights.length][weights[0].length];
    for (int filter = 0; filter < mixed.length; filter++) {
      for (int i = 0; i < mixed[filter].length; i++) {
        mixed[filter][i] = (1 - part) * weights[filter][i] + part * others.weights[filter][i];
      }
    }
    return new LearnedFilters(factor, mixed);
  }

  static LearnedFilters read(InputStream stored) {
    try (DataInputStream in = new DataInputStream(new GZIPInputStream(stored))) {
      int factor = in.readUnsignedByte();
      float[][] weights = new float[FilterKey.COUNT][factor * factor * TAPS];
      for (float[] filter : weights) {
        for (int i = 0; i < filter.length; i++) {
          filter[i] = in.readShort() * UNIT;
        }
      }
      return new LearnedFilters(factor, weights);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected whole learned filters", e);
    }
  }

  void write(OutputStream stored) {
    try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(stored))) {
      out.writeByte(factor);
      for (float[] filter : weights) {
        for (float weight : filter) {
          out.writeShort(Math.round(Math.max(-31, Math.min(weight, 31)) / UNIT));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to write the learned filters", e);
    }
  }

  /**
   * The finer picture of what lies within the margins of a picture of lightness.
   *
   * @param lightness floats, 0 to 255, with {@link #MARGIN} more on every side
   */
  Mat apply(Mat lightness) {
    FilterKey key = FilterKey.of(lightness);
    float[] tones = Pixels.values(lightness);
    int width = lightness.cols();
    int across = width - 2 * MARGIN;
    int down = lightness.rows() - 2 * MARGIN;
    int[][] cells = FilterKey.turned(factor);
    int[][] taps = taps(width);
    float[] finer = new float[across * factor * down * factor];
    float[] patch = new float[TAPS];
    for (int row = 0; row < down; row++) {
      for (int column = 0; column < across; column++) {
        int turn = key.turn(row + MARGIN, column + MARGIN);
        int place = (row + MARGIN) * width + column + MARGIN;
        float tone = tones[place];
        for (int tap = 0; tap < TAPS; tap++) {
          patch[tap] = tones[place + taps[turn][tap]] - tone;
        }
        float least = extreme(patch, -1);
        float most = extreme(patch, 1);
        float darkest = least - OVERSHOOT * (most - least);
        float lightest = most + OVERSHOOT * (most - least);
        float[] filter = weights[key.filter(row + MARGIN, column + MARGIN)];
        for (int cell = 0; cell < factor * factor; cell++) {
          int at = cells[turn][cell];
          int y = row * factor + at / factor;
          int x = column * factor + at % factor;
          float change = product(filter, cell * TAPS, patch);
          finer[y * across * factor + x] = tone + Math.max(darkest, Math.min(change, lightest));
        }
      }
    }
    return new Mat(finer).reshape(1, down * factor);
  }

  /** The steps from a place to each cell of its patch, for each turn. */
  static int[][] taps(int width) {
    int[][] taps = FilterKey.turned(SIDE);
    for (int[] turned : taps) {
      for (int tap = 0; tap < TAPS; tap++) {
        turned[tap] = (turned[tap] / SIDE - REACH) * width + turned[tap] % SIDE - REACH;
      }
    }
    return taps;
  }

  /** The lightest, or for a sign of -1 the darkest, of the nine pixels in a patch's middle. */
  private static float extreme(float[] patch, int sign) {
    float extreme = 0;
    for (int row = REACH - 1; row <= REACH + 1; row++) {
      for (int column = REACH - 1; column <= REACH + 1; column++) {
        extreme = Math.max(extreme, sign * patch[row * SIDE + column]);
      }
    }
    return sign * extreme;
  }

  private static float product(float[] filter, int from, float[] patch) {
    float sum = 0;
    for (int tap = 0; tap < TAPS; tap++) {
      sum += filter[from + tap] * patch[tap];
    }
    return sum;
  }
}
