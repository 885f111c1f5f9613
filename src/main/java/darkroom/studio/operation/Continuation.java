package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT;
import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Continues a picture beyond its sides by its mirror image, the more blurred the further out, so
 * that no double of anything catches the eye.
 */
final class Continuation {
  /** How far out the mirror image is all blurred, in sides of the picture. */
  private static final double DEPTH = 0.25;

  /** The blur of what is far out, in sides of the picture. */
  private static final double BLUR = 0.05;

  private Continuation() {}

  /** A picture of these sides with the given one at its place, unchanged. */
  static Mat of(Mat picture, Frame place, int width, int height) {
    if (place.width() == width && place.height() == height) {
      return picture;
    }
    Mat mirrored = new Mat();
    copyMakeBorder(
        picture,
        mirrored,
        place.y(),
        height - place.bottom(),
        place.x(),
        width - place.right(),
        BORDER_REFLECT,
        Scalar.all(0));
    Mat blurred = blurred(mirrored, BLUR * Math.max(place.width(), place.height()));
    blend(mirrored, blurred, place);
    picture.copyTo(place.of(mirrored));
    return mirrored;
  }

  /** A wide blur, done where it is cheap: on a small copy. */
  private static Mat blurred(Mat picture, double deviation) {
    double scale = Math.min(1, 4 / Math.max(deviation, 1));
    Mat small = new Mat();
    Size size =
        new Size(
            (int) Math.max(1, Math.round(picture.cols() * scale)),
            (int) Math.max(1, Math.round(picture.rows() * scale)));
    resize(picture, small, size, 0, 0, INTER_AREA);
    Mat smooth = new Mat();
    double narrow = Math.max(0.5, deviation * scale);
    GaussianBlur(small, smooth, new Size(0, 0), narrow, narrow, BORDER_REPLICATE, 0);
    Mat wide = new Mat();
    resize(smooth, wide, picture.size(), 0, 0, INTER_LINEAR);
    return wide;
  }

  private static void blend(Mat mirrored, Mat blurred, Frame place) {
    double depth = Math.max(1, DEPTH * Math.max(place.width(), place.height()));
    int channels = mirrored.channels();
    try (UByteIndexer sharp = mirrored.createIndexer();
        UByteIndexer soft = blurred.createIndexer()) {
      for (int y = 0; y < mirrored.rows(); y++) {
        int outY = Math.max(place.y() - y, y - place.bottom() + 1);
        for (int x = 0; x < mirrored.cols(); x++) {
          int out = Math.max(outY, Math.max(place.x() - x, x - place.right() + 1));
          if (out <= 0) {
            continue;
          }
          double share = Math.min(1, out / depth);
          for (int c = 0; c < channels; c++) {
            double value = (1 - share) * sharp.get(y, x, c) + share * soft.get(y, x, c);
            sharp.put(y, x, c, (int) Math.round(value));
          }
        }
      }
    }
  }
}
