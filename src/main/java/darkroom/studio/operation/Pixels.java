package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.blendLinear;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Brings a decoded picture to the channels a measure reads. What is transparent is seen on white,
 * as on a page: colours hidden under zero alpha are left over from editing and mean nothing.
 */
final class Pixels {
  private Pixels() {}

  /** The picture as 8-bit BGR; the same pixels where it is so already. */
  static Mat colour(Mat picture) {
    return switch (picture.channels()) {
      case 1 -> {
        Mat colour = new Mat();
        cvtColor(picture, colour, COLOR_GRAY2BGR);
        yield colour;
      }
      case 3 -> picture;
      case 4 -> onWhite(picture);
      default ->
          throw new IllegalArgumentException(
              "Expected 1, 3 or 4 channels but was " + picture.channels());
    };
  }

  /** The picture with nothing transparent; the same pixels where it has no transparency. */
  static Mat opaque(Mat picture) {
    return picture.channels() == 4 ? onWhite(picture) : picture;
  }

  /** The picture as 8-bit luma (Rec. 601); the same pixels where it is grey already. */
  static Mat grey(Mat picture) {
    if (picture.channels() == 1) {
      return picture;
    }
    Mat grey = new Mat();
    cvtColor(colour(picture), grey, COLOR_BGR2GRAY);
    return grey;
  }

  /** The picture with no side above this; the same pixels where it is no larger. */
  static Mat within(Mat picture, int side) {
    double scale = (double) side / Math.max(picture.cols(), picture.rows());
    if (scale >= 1) {
      return picture;
    }
    int width = (int) Math.max(1, Math.round(picture.cols() * scale));
    int height = (int) Math.max(1, Math.round(picture.rows() * scale));
    Mat smaller = new Mat();
    resize(picture, smaller, new Size(width, height), 0, 0, INTER_AREA);
    return smaller;
  }

  /** A picture under a Gaussian of this deviation in pixels. */
  static Mat smooth(Mat picture, double deviation) {
    Mat smooth = new Mat();
    GaussianBlur(picture, smooth, new Size(0, 0), deviation, deviation, BORDER_REPLICATE, 0);
    return smooth;
  }

  /** The values of a picture of floats, row by row. */
  static float[] values(Mat picture) {
    float[] values = new float[picture.rows() * picture.cols() * picture.channels()];
    new FloatPointer(picture.ptr()).get(values);
    return values;
  }

  /** The values of an 8-bit picture that is continuous, row by row. */
  static byte[] bytes(Mat picture) {
    byte[] bytes = new byte[picture.rows() * picture.cols() * picture.channels()];
    new BytePointer(picture.ptr()).get(bytes);
    return bytes;
  }

  /** An 8-bit picture of one channel and this size that has these values, row by row. */
  static Mat picture(byte[] values, Size size) {
    Mat picture = new Mat(size, CV_8UC1);
    new BytePointer(picture.ptr()).put(values);
    return picture;
  }

  private static Mat onWhite(Mat picture) {
    Mat alpha = new Mat();
    extractChannel(picture, alpha, 3);
    Mat cover = new Mat();
    alpha.convertTo(cover, CV_32F, 1 / 255.0, 0);
    Mat rest = new Mat();
    cover.convertTo(rest, CV_32F, -1, 1);
    Mat colour = new Mat();
    cvtColor(picture, colour, COLOR_BGRA2BGR);
    Mat white = new Mat(colour.size(), colour.type(), Scalar.all(255));
    Mat blended = new Mat();
    blendLinear(colour, white, cover, rest, blended);
    return blended;
  }
}
