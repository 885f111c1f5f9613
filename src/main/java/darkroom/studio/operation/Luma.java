package darkroom.studio.operation;

import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;

/** The luma of a photo, its transparency left aside. */
final class Luma {
  private Luma() {}

  /** As a picture of one channel of floats. */
  static Mat of(Mat photo) {
    return new Mat(values(photo)).reshape(1, photo.rows());
  }

  /** Row by row. */
  static float[] values(Mat photo) {
    float[] values = new float[photo.rows() * photo.cols()];
    boolean grey = photo.channels() == 1;
    try (UByteIndexer pixels = photo.createIndexer()) {
      for (int y = 0; y < photo.rows(); y++) {
        for (int x = 0; x < photo.cols(); x++) {
          values[y * photo.cols() + x] =
              grey
                  ? pixels.get(y, x)
                  : 0.114f * pixels.get(y, x, 0)
                      + 0.587f * pixels.get(y, x, 1)
                      + 0.299f * pixels.get(y, x, 2);
        }
      }
    }
    return values;
  }
}
