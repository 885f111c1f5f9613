package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Learns filters from pairs of a coarse and a fine picture of lightness by least squares. What
 * photos teach adds up, so that filters without one photo are learned by leaving its sums out.
 */
final class FilterLearning {
  /** How hard a filter is held to the one for all places, in the sum of squares of its samples. */
  private static final double CALM = 200_000;

  private static final int TAPS = LearnedFilters.TAPS;

  private final int factor;
  private final double[][] squares = new double[FilterKey.COUNT][TAPS * TAPS];
  private final double[][] products;

  FilterLearning(int factor) {
    this.factor = factor;
    this.products = new double[FilterKey.COUNT][factor * factor * TAPS];
  }

  /** Adds what a pair teaches; both 8-bit grey, the fine one larger by the factor. */
  FilterLearning learn(Mat coarse, Mat fine) {
    Mat padded = padded(coarse);
    FilterKey key = FilterKey.of(padded);
    float[] tones = Pixels.values(padded);
    Mat wanted = new Mat();
    fine.convertTo(wanted, CV_32F);
    float[] targets = Pixels.values(wanted);
    int margin = LearnedFilters.MARGIN;
    int width = padded.cols();
    int[][] cells = FilterKey.turned(factor);
    int[][] taps = LearnedFilters.taps(width);
    float[] patch = new float[TAPS];
    for (int row = 0; row < coarse.rows(); row++) {
      for (int column = 0; column < coarse.cols(); column++) {
        int turn = key.turn(row + margin, column + margin);
        int place = (row + margin) * width + column + margin;
        for (int tap = 0; tap < TAPS; tap++) {
          patch[tap] = tones[place + taps[turn][tap]] - tones[place];
        }
        int filter = key.filter(row + margin, column + margin);
        add(squares[filter], patch);
        for (int cell = 0; cell < factor * factor; cell++) {
          int at = cells[turn][cell];
          int y = row * factor + at / factor;
          int x = column * factor + at % factor;
          float target = targets[y * fine.cols() + x] - tones[place];
          double[] sums = products[filter];
          for (int tap = 0; tap < TAPS; tap++) {
            sums[cell * TAPS + tap] += target * patch[tap];
          }
        }
      }
    }
    return this;
  }

  FilterLearning add(FilterLearning other) {
    for (int filter = 0; filter < FilterKey.COUNT; filter++) {
      for (int i = 0; i < squares[filter].length; i++) {
        squares[filter][i] += other.squares[filter][i];
      }
      for (int i = 0; i < products[filter].length; i++) {
        products[filter][i] += other.products[filter][i];
      }
    }
    return this;
  }

  LearnedFilters filters() {
    FilterLearning all = new FilterLearning(factor);
    for (int filter = 0; filter < FilterKey.COUNT; filter++) {
      for (int i = 0; i < all.squares[0].length; i++) {
        all.squares[0][i] += squares[filter][i];
      }
      for (int i = 0; i < all.products[0].length; i++) {
        all.products[0][i] += products[filter][i];
      }
    }
    float[] mean = all.solved(0, new float[factor * factor * TAPS]);
    float[][] weights = new float[FilterKey.COUNT][];
    for (int filter = 0; filter < FilterKey.COUNT; filter++) {
      weights[filter] = solved(filter, mean);
    }
    return new LearnedFilters(factor, weights);
  }

  static Mat padded(Mat grey) {
    Mat tones = new Mat();
    grey.convertTo(tones, CV_32F);
    Mat padded = new Mat();
    int margin = LearnedFilters.MARGIN;
    copyMakeBorder(tones, padded, margin, margin, margin, margin, BORDER_REPLICATE, Scalar.all(0));
    return padded;
  }

  /** The upper triangle alone: the other is its mirror. */
  private static void add(double[] sums, float[] patch) {
    for (int row = 0; row < TAPS; row++) {
      float value = patch[row];
      for (int column = row; column < TAPS; column++) {
        sums[row * TAPS + column] += value * patch[column];
      }
    }
  }

  private float[] solved(int filter, float[] mean) {
    // A picture turned half round has the same gradients, so the filters are made alike both ways.
    double[][] matrix = new double[TAPS][TAPS];
    for (int row = 0; row < TAPS; row++) {
      for (int column = 0; column < TAPS; column++) {
        matrix[row][column] =
            square(filter, row, column) + square(filter, TAPS - 1 - row, TAPS - 1 - column);
      }
      matrix[row][row] += CALM;
    }
    double[][] root = root(matrix);
    int places = factor * factor;
    float[] weights = new float[places * TAPS];
    for (int cell = 0; cell < places; cell++) {
      double[] wanted = new double[TAPS];
      for (int tap = 0; tap < TAPS; tap++) {
        wanted[tap] =
            products[filter][cell * TAPS + tap]
                + products[filter][(places - 1 - cell) * TAPS + TAPS - 1 - tap]
                + CALM * mean[cell * TAPS + tap];
      }
      double[] taps = solve(root, wanted);
      for (int tap = 0; tap < TAPS; tap++) {
        weights[cell * TAPS + tap] = (float) taps[tap];
      }
    }
    return weights;
  }

  private double square(int filter, int row, int column) {
    return squares[filter][Math.min(row, column) * TAPS + Math.max(row, column)];
  }

  /** Cholesky's root of a positive matrix. */
  private static double[][] root(double[][] matrix) {
    int size = matrix.length;
    double[][] root = new double[size][size];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column <= row; column++) {
        double sum = matrix[row][column];
        for (int k = 0; k < column; k++) {
          sum -= root[row][k] * root[column][k];
        }
        root[row][column] = row == column ? Math.sqrt(sum) : sum / root[column][column];
      }
    }
    return root;
  }

  private static double[] solve(double[][] root, double[] wanted) {
    int size = wanted.length;
    double[] solution = wanted.clone();
    for (int row = 0; row < size; row++) {
      for (int k = 0; k < row; k++) {
        solution[row] -= root[row][k] * solution[k];
      }
      solution[row] /= root[row][row];
    }
    for (int row = size - 1; row >= 0; row--) {
      for (int k = row + 1; k < size; k++) {
        solution[row] -= root[k][row] * solution[k];
      }
      solution[row] /= root[row][row];
    }
    return solution;
  }
}
