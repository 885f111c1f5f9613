package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A change of colours that depends on nothing but the colour, made once for a grid of colours and
 * then looked up: between the grid's points it is linear along the four corners of the tetrahedron
 * that holds the colour, so that greys come from greys alone. J. M. Kasson, S. I. Nin, W. Plouffe,
 * J. L. Hafner, "Performing color space conversions with three-dimensional linear interpolation",
 * Journal of Electronic Imaging 4 (3), 1995.
 */
final class ColourTable {
  private static final int STEP = 5;
  private static final int POINTS = 255 / STEP + 1;
  private static final int[] STRIDES = {3, 3 * POINTS, 3 * POINTS * POINTS};

  private final float[] values = new float[3 * POINTS * POINTS * POINTS];

  /**
   * @param change from blue, green, red to the same, 0 to 1
   */
  ColourTable(UnaryOperator<double[]> change) {
    for (int point = 0; point < values.length / 3; point++) {
      double[] colour = new double[3];
      int rest = point;
      for (int channel = 0; channel < 3; channel++) {
        colour[channel] = rest % POINTS * STEP / 255.0;
        rest /= POINTS;
      }
      double[] changed = change.apply(colour);
      for (int channel = 0; channel < 3; channel++) {
        values[3 * point + channel] = (float) (255 * Math.max(0, Math.min(changed[channel], 1)));
      }
    }
  }

  /** An 8-bit BGR picture with its colours changed. */
  Mat apply(Mat picture) {
    Mat changed = new Mat(picture.rows(), picture.cols(), CV_8UC3);
    try (UByteIndexer from = picture.createIndexer();
        UByteIndexer to = changed.createIndexer()) {
      int[] row = new int[3 * picture.cols()];
      for (int y = 0; y < picture.rows(); y++) {
        from.get(y, 0, row);
        for (int x = 0; x < row.length; x += 3) {
          change(row, x);
        }
        to.put(y, 0, row);
      }
    }
    return changed;
  }

  private void change(int[] row, int at) {
    int first = largest(row, at);
    int last = smallest(row, at);
    int middle = 3 - first - last;
    int corner = 0;
    for (int channel = 0; channel < 3; channel++) {
      corner += Math.min(row[at + channel] / STEP, POINTS - 2) * STRIDES[channel];
    }
    float high = rest(row[at + first]);
    float mid = rest(row[at + middle]);
    float low = rest(row[at + last]);
    int one = corner + STRIDES[first];
    int two = one + STRIDES[middle];
    int three = two + STRIDES[last];
    for (int channel = 0; channel < 3; channel++) {
      float value =
          (1 - high) * values[corner + channel]
              + (high - mid) * values[one + channel]
              + (mid - low) * values[two + channel]
              + low * values[three + channel];
      row[at + channel] = Math.round(value);
    }
  }

  /** How far a value lies above its grid point, 0 to 1. */
  private static float rest(int value) {
    return (value - Math.min(value / STEP, POINTS - 2) * STEP) / (float) STEP;
  }

  /** The channel furthest above its grid point; the first where several are. */
  private static int largest(int[] row, int at) {
    int largest = rest(row[at + 1]) > rest(row[at]) ? 1 : 0;
    return rest(row[at + 2]) > rest(row[at + largest]) ? 2 : largest;
  }

  /** The channel least above its grid point; the last where several are. */
  private static int smallest(int[] row, int at) {
    int smallest = rest(row[at + 1]) < rest(row[at + 2]) ? 1 : 2;
    return rest(row[at]) < rest(row[at + smallest]) ? 0 : smallest;
  }
}
