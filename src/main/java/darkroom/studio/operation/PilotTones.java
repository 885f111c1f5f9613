package darkroom.studio.operation;

import java.util.Random;

/**
 * The tones, too faint to see, by whose pitch and phase a reader finds how a marked photo was
 * scaled and cropped: a template in the frequency domain as in S. Pereira, T. Pun, "Robust Template
 * Matching for Affine Resistant Image Watermarks", IEEE Transactions on Image Processing 9 (6),
 * 2000. Each version of a mark has its own.
 */
final class PilotTones {
  static final int COUNT = 20;

  /** Wavelengths from 6 to 11 pixels: fine enough to place a pixel, coarse enough to stay. */
  private static final double LOWEST = 0.09;

  private static final double HIGHEST = 0.165;

  private final int[] across = new int[COUNT];
  private final int[] down = new int[COUNT];
  private final double[] phase = new double[COUNT];
  private final double amplitude;

  PilotTones(MarkVersion version) {
    Random random = new Random(100 + version.ordinal());
    this.amplitude = version.tone();
    for (int i = 0; i < COUNT; i++) {
      // Evenly over all directions, so that both scales show.
      double angle = Math.PI * (i + 0.8 * random.nextDouble()) / COUNT;
      double pitch = LOWEST + (HIGHEST - LOWEST) * random.nextDouble();
      across[i] = (int) Math.round(pitch * Math.cos(angle) * MarkGrid.TILE);
      down[i] = (int) Math.round(pitch * Math.sin(angle) * MarkGrid.TILE);
      phase[i] = 2 * Math.PI * random.nextDouble();
    }
  }

  /** Waves a tile wide. */
  int across(int tone) {
    return across[tone];
  }

  /** Waves a tile high. */
  int down(int tone) {
    return down[tone];
  }

  double phase(int tone) {
    return phase[tone];
  }

  /** Adds the tones to a plane whose first pixel is a tile's. */
  void addTo(float[] plane, int width) {
    int tile = MarkGrid.TILE;
    float[] pattern = pattern();
    for (int place = 0; place < plane.length; place++) {
      plane[place] += pattern[place / width % tile * tile + place % width % tile];
    }
  }

  /** A tile of all tones together, which repeats. */
  private float[] pattern() {
    int tile = MarkGrid.TILE;
    float[] pattern = new float[tile * tile];
    double[] wave = new double[tile];
    for (int i = 0; i < COUNT; i++) {
      for (int at = 0; at < tile; at++) {
        wave[at] = amplitude * Math.cos(2 * Math.PI * at / tile + phase[i]);
      }
      for (int place = 0; place < pattern.length; place++) {
        int turn = across[i] * (place % tile) + down[i] * (place / tile);
        pattern[place] += (float) wave[Math.floorMod(turn, tile)];
      }
    }
    return pattern;
  }
}
