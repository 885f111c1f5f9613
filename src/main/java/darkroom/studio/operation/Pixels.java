package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.blendLinear;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

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
