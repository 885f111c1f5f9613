package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CMP_EQ;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.compare;
import static org.bytedeco.opencv.global.opencv_core.countNonZero;
import static org.bytedeco.opencv.global.opencv_core.divide;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.insertChannel;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2BGRA;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Takes a picture's transparency off before its colours are changed, and puts it back; what it
 * hides stays hidden.
 */
final class Transparency {
  /** How far colour spreads under what is transparent, in pixels. */
  private static final double SPREAD = 3;

  private Transparency() {}

  /** The colours as 8-bit BGR, as they are where they cannot be seen. */
  static Mat off(Mat picture) {
    if (picture.channels() != 4) {
      return Pixels.colour(picture);
    }
    Mat colours = new Mat();
    cvtColor(picture, colours, COLOR_BGRA2BGR);
    return colours;
  }

  /** The BGR colours with the transparency that the original has, if any. */
  static Mat on(Mat colours, Mat original) {
    if (original.channels() != 4) {
      return colours;
    }
    Mat alpha = new Mat();
    extractChannel(original, alpha, 3);
    Mat picture = new Mat();
    cvtColor(colours, picture, COLOR_BGR2BGRA);
    insertChannel(alpha, picture, 3);
    return picture;
  }

  /**
   * A BGRA picture whose wholly transparent pixels have the colour of what is seen near them, so
   * that a filter brings nothing hidden to the light.
   */
  static Mat filled(Mat picture) {
    Mat alpha = new Mat();
    extractChannel(picture, alpha, 3);
    Mat hidden = new Mat();
    compare(alpha, new Mat(Scalar.all(0)), hidden, CMP_EQ);
    if (countNonZero(hidden) == 0) {
      return picture;
    }
    Mat cover = new Mat();
    alpha.convertTo(cover, CV_32F, 1 / 255.0, 0);
    Mat spread = Pixels.smooth(cover, SPREAD);
    Mat filled = picture.clone();
    for (int channel = 0; channel < 3; channel++) {
      Mat values = new Mat();
      extractChannel(picture, values, channel);
      Mat weighted = new Mat();
      values.convertTo(weighted, CV_32F);
      Mat near = Pixels.smooth(weighted.mul(cover).asMat(), SPREAD);
      divide(near, spread, near);
      Mat colour = new Mat();
      near.convertTo(colour, CV_8U);
      colour.copyTo(values, hidden);
      insertChannel(values, filled, channel);
    }
    return filled;
  }
}
