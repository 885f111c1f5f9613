package darkroom.studio.operation;

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
    int width = photo.cols();
    int channels = photo.channels();
    float[] values = new float[photo.rows() * width];
    byte[] row = new byte[width * channels];
    for (int y = 0; y < photo.rows(); y++) {
      photo.ptr(y).get(row);
      for (int x = 0; x < width; x++) {
        int at = x * channels;
        values[y * width + x] =
            channels == 1
                ? row[at] & 0xff
                : 0.114f * (row[at] & 0xff)
                    + 0.587f * (row[at + 1] & 0xff)
                    + 0.299f * (row[at + 2] & 0xff);
      }
    }
    return values;
  }
}
