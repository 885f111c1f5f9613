package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.min;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * How far each place of a picture is to stay as it is, from 0 to 1; a small map, drawn large row by
 * row, so that it costs a large picture nothing.
 */
record Keep(int width, int height, float[] shares) {
  /** Nothing stays. */
  static final Keep NOTHING = new Keep(1, 1, new float[] {0});

  /** From this value of a map on a pixel stays wholly as it is. */
  private static final double WHOLLY = 235;

  /** What a one-channel 8-bit map says, 255 for what stays. */
  static Keep of(Mat map) {
    Mat shares = new Mat();
    map.convertTo(shares, CV_32F, 1 / WHOLLY, 0);
    min(shares, new Mat(shares.size(), shares.type(), Scalar.all(1)), shares);
    return new Keep(map.cols(), map.rows(), Pixels.values(shares));
  }

  /** The shares along one row of a picture of this size. */
  float[] row(int y, Size size) {
    float[] row = new float[size.width()];
    double placeY = place(y, size.height(), height);
    int top = Math.min((int) placeY, Math.max(0, height - 2));
    int bottom = Math.min(top + 1, height - 1);
    float down = (float) (placeY - top);
    for (int x = 0; x < row.length; x++) {
      double placeX = place(x, row.length, width);
      int left = Math.min((int) placeX, Math.max(0, width - 2));
      int right = Math.min(left + 1, width - 1);
      float along = (float) (placeX - left);
      float above = shares[top * width + left] * (1 - along) + shares[top * width + right] * along;
      float below =
          shares[bottom * width + left] * (1 - along) + shares[bottom * width + right] * along;
      row[x] = above * (1 - down) + below * down;
    }
    return row;
  }

  private static double place(int at, int length, int places) {
    return Math.min(Math.max((at + 0.5) * places / length - 0.5, 0), places - 1);
  }
}
