package darkroom.studio.operation;

import java.util.Arrays;

/**
 * Codes bits so that many lost or wrong ones are mended: rate 1/3, constraint length 9, the
 * generators 557, 663 and 711 (octal) of J. Odenwalder, decoded by A. Viterbi, "Error Bounds for
 * Convolutional Codes and an Asymptotically Optimum Decoding Algorithm", IEEE Transactions on
 * Information Theory 13 (2), 1967.
 */
final class ConvolutionalCode {
  private static final int MEMORY = 8;
  private static final int STATES = 1 << MEMORY;
  private static final int[] GENERATORS = {0557, 0663, 0711};

  private ConvolutionalCode() {}

  /** How many bits this many become, those that bring the coder to rest included. */
  static int codedLength(int bits) {
    return (bits + MEMORY) * GENERATORS.length;
  }

  static boolean[] encoded(boolean[] bits) {
    boolean[] coded = new boolean[codedLength(bits.length)];
    int state = 0;
    for (int i = 0; i < bits.length + MEMORY; i++) {
      int register = state | (i < bits.length && bits[i] ? STATES : 0);
      for (int g = 0; g < GENERATORS.length; g++) {
        coded[i * GENERATORS.length + g] = parity(register & GENERATORS[g]);
      }
      state = register >> 1;
    }
    return coded;
  }

  /** The likeliest bits; each coded bit's sign says which it is, its size how sure that is. */
  static boolean[] decoded(double[] soft) {
    int steps = soft.length / GENERATORS.length;
    double[] costs = new double[STATES];
    Arrays.fill(costs, 1, STATES, Double.MAX_VALUE / 2);
    byte[][] from = new byte[steps][STATES];
    for (int step = 0; step < steps; step++) {
      double[] next = new double[STATES];
      Arrays.fill(next, Double.MAX_VALUE);
      for (int register = 0; register < 2 * STATES; register++) {
        int state = register & (STATES - 1);
        double cost = costs[state];
        for (int g = 0; g < GENERATORS.length; g++) {
          double sure = soft[step * GENERATORS.length + g];
          cost += parity(register & GENERATORS[g]) ? -sure : sure;
        }
        if (cost < next[register >> 1]) {
          next[register >> 1] = cost;
          from[step][register >> 1] = (byte) (register & 1);
        }
      }
      costs = next;
    }
    return traced(from, steps);
  }

  private static boolean[] traced(byte[][] from, int steps) {
    boolean[] bits = new boolean[steps - MEMORY];
    int state = 0;
    for (int step = steps - 1; step >= 0; step--) {
      if (step < bits.length) {
        bits[step] = (state & (STATES >> 1)) != 0;
      }
      state = ((state << 1) & (STATES - 1)) | from[step][state];
    }
    return bits;
  }

  private static boolean parity(int bits) {
    return (Integer.bitCount(bits) & 1) == 1;
  }
}
