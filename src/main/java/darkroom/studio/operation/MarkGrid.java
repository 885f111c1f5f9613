package darkroom.studio.operation;

import java.util.Random;

/**
 * Where in a photo which bit is hidden: pairs of sums of low frequencies of 8x8 blocks, in an order
 * that repeats every {@link #TILE} pixels, so that any part of a photo has most bits.
 *
 * <p>The sums, of six coefficients with random signs each, are the spread transform of B. Chen, G.
 * Wornell, "Quantization Index Modulation: A Class of Provably Good Methods for Digital
 * Watermarking and Information Embedding", IEEE Transactions on Information Theory 47 (4), 2001.
 */
final class MarkGrid {
  static final int TILE = 512;
  static final int BLOCK = 8;

  /** Low frequencies, which JPEG, blur and scaling change least; across and down. */
  static final int[][] FREQUENCIES = {
    {0, 1}, {1, 0}, {1, 1}, {0, 2}, {2, 0}, {1, 2}, {2, 1}, {2, 2}, {0, 3}, {3, 0}, {1, 3}, {3, 1}
  };

  static final int SUMS = 2;

  private static final int BLOCKS = TILE / BLOCK;
  private static final int PLACES = BLOCKS * BLOCKS * SUMS;

  /** The side of what is read at the most. */
  private static final int MOST_READ = 4 * TILE;

  /** One place in this many is the head's. */
  private static final int HEAD_SHARE = 8;

  private static final float[][] WAVES = waves();
  private static final int[] ORDER = order();
  private static final byte[] SIGNS = signs();
  private static final float[] DITHER = dither();

  private MarkGrid() {}

  /** How many coded bits of a body all places of a tile can hold. */
  static int mostBits() {
    return PLACES - PLACES / HEAD_SHARE;
  }

  /**
   * What is read of a picture: all of it, or so many whole tiles in its middle that more would tell
   * nothing new.
   */
  static Frame legible(Frame picture) {
    int x = beginning(picture.width());
    int y = beginning(picture.height());
    return new Frame(
        picture.x() + x,
        picture.y() + y,
        Math.min(MOST_READ, picture.width() - x),
        Math.min(MOST_READ, picture.height() - y));
  }

  private static int beginning(int side) {
    return Math.max(0, side - MOST_READ) / 2 / TILE * TILE;
  }

  /** The place of a sum, counted over a tile. */
  static int place(int blockX, int blockY, int sum) {
    return (Math.floorMod(blockY, BLOCKS) * BLOCKS + Math.floorMod(blockX, BLOCKS)) * SUMS + sum;
  }

  static boolean isHead(int place) {
    return ORDER[place] < PLACES / HEAD_SHARE;
  }

  /** Which coded bit of so many in the head or the body a place carries. */
  static int bit(int place, int length) {
    return (isHead(place) ? ORDER[place] : ORDER[place] - PLACES / HEAD_SHARE) % length;
  }

  /** What is taken off a sum before it is compared with the lattice, in steps. */
  static double dither(int place) {
    return DITHER[place];
  }

  /** The coefficients of one block at (x, y) of a plane. */
  static double[] coefficients(float[] plane, int width, int x, int y) {
    double[] coefficients = new double[WAVES.length];
    for (int f = 0; f < WAVES.length; f++) {
      double sum = 0;
      for (int row = 0; row < BLOCK; row++) {
        int start = (y + row) * width + x;
        for (int column = 0; column < BLOCK; column++) {
          sum += WAVES[f][row * BLOCK + column] * plane[start + column];
        }
      }
      coefficients[f] = sum;
    }
    return coefficients;
  }

  static double sum(double[] coefficients, int place) {
    double sum = 0;
    for (int f = place % SUMS; f < WAVES.length; f += SUMS) {
      sum += sign(place, f) * coefficients[f];
    }
    return sum / Math.sqrt(WAVES.length / (double) SUMS);
  }

  /** Changes the pixels of a block at (x, y) so that a sum grows by this much. */
  static void add(float[] plane, int width, int x, int y, int place, double change) {
    double each = change / Math.sqrt(WAVES.length / (double) SUMS);
    for (int f = place % SUMS; f < WAVES.length; f += SUMS) {
      float amount = (float) (sign(place, f) * each);
      for (int pixel = 0; pixel < BLOCK * BLOCK; pixel++) {
        plane[(y + pixel / BLOCK) * width + x + pixel % BLOCK] += amount * WAVES[f][pixel];
      }
    }
  }

  private static int sign(int place, int frequency) {
    return SIGNS[place / SUMS * FREQUENCIES.length + frequency];
  }

  /** The waves of the orthonormal discrete cosine transform. */
  private static float[][] waves() {
    float[][] waves = new float[FREQUENCIES.length][BLOCK * BLOCK];
    for (int f = 0; f < waves.length; f++) {
      int across = FREQUENCIES[f][0];
      int down = FREQUENCIES[f][1];
      double scale = (across == 0 ? Math.sqrt(0.5) : 1) * (down == 0 ? Math.sqrt(0.5) : 1) / 4;
      for (int i = 0; i < BLOCK * BLOCK; i++) {
        double x = Math.cos((2 * (i % BLOCK) + 1) * across * Math.PI / (2 * BLOCK));
        double y = Math.cos((2 * (i / BLOCK) + 1) * down * Math.PI / (2 * BLOCK));
        waves[f][i] = (float) (scale * x * y);
      }
    }
    return waves;
  }

  private static int[] order() {
    int[] order = new int[PLACES];
    Random random = new Random(1);
    for (int i = 0; i < PLACES; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }

  private static byte[] signs() {
    byte[] signs = new byte[PLACES / SUMS * FREQUENCIES.length];
    Random random = new Random(2);
    for (int i = 0; i < signs.length; i++) {
      signs[i] = (byte) (random.nextBoolean() ? 1 : -1);
    }
    return signs;
  }

  private static float[] dither() {
    float[] dither = new float[PLACES];
    Random random = new Random(3);
    for (int i = 0; i < PLACES; i++) {
      dither[i] = random.nextFloat();
    }
    return dither;
  }
}
