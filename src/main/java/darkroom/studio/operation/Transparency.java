package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.insertChannel;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2BGRA;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import org.bytedeco.opencv.opencv_core.Mat;

/** Takes a picture's transparency off before its colours are changed, and puts it back. */
final class Transparency {
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
}
