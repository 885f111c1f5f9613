package darkroom.studio.operation;

import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Makes of a photo what an ARRI camera would have recorded of its scene. */
final class Footage {
  /** From linear Rec. 709 to ALEXA Wide Gamut, the inverse of the published matrix. */
  private static final double[] WIDE = invert();

  private Footage() {}

  /** The photo's light in wide-gamut LogC codes; flat and grey to look at. */
  static Mat logC(Mat photo) {
    Mat footage = photo.clone();
    try (UByteIndexer pixels = footage.createIndexer()) {
      int[] colour = new int[3];
      for (int y = 0; y < footage.rows(); y++) {
        for (int x = 0; x < footage.cols(); x++) {
          pixels.get(y, x, colour);
          double red = light(colour[2] / 255.0);
          double green = light(colour[1] / 255.0);
          double blue = light(colour[0] / 255.0);
          for (int channel = 0; channel < 3; channel++) {
            int row = 3 * channel;
            double wide = WIDE[row] * red + WIDE[row + 1] * green + WIDE[row + 2] * blue;
            colour[2 - channel] = (int) Math.round(255 * LogC.code(wide));
          }
          pixels.put(y, x, colour);
        }
      }
    }
    return footage;
  }

  /** The inverse of the camera curve of BT.709. */
  private static double light(double signal) {
    return signal < 0.081 ? signal / 4.5 : Math.pow((signal + 0.099) / 1.099, 1 / 0.45);
  }

  private static double[] invert() {
    double[][] m = new double[3][3];
    for (int channel = 0; channel < 3; channel++) {
      m[channel][0] = LogC.rec709(channel, 1, 0, 0);
      m[channel][1] = LogC.rec709(channel, 0, 1, 0);
      m[channel][2] = LogC.rec709(channel, 0, 0, 1);
    }
    double[] inverse = new double[9];
    double determinant = 0;
    for (int i = 0; i < 3; i++) {
      determinant += m[0][i] * minor(m, 0, i);
    }
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        inverse[3 * row + column] = minor(m, column, row) / determinant;
      }
    }
    return inverse;
  }

  /** The signed minor of a three by three matrix. */
  private static double minor(double[][] m, int row, int column) {
    int down = (row + 1) % 3;
    int below = (row + 2) % 3;
    int right = (column + 1) % 3;
    int beyond = (column + 2) % 3;
    return m[down][right] * m[below][beyond] - m[down][beyond] * m[below][right];
  }
}
