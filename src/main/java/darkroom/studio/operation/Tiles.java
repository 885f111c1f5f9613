package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.BORDER_ISOLATED;
import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;

import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Works a picture tile by tile, on as many cores as there are, so that what is needed beside the
 * picture and its result is bounded by the tiles in work. The result does not tell where tiles met
 * as long as no pixel depends on others further off than the margin.
 *
 * @param margin how many pixels of its neighbours, or of the picture's outermost row or column
 *     repeated, a tile is given on each side
 * @param factor how much larger the result is
 */
record Tiles(int margin, int factor) {
  private static final int SIDE = 160;

  /**
   * The picture made of what each tile becomes.
   *
   * @param work from a tile with its margins to its part of the result, without them
   * @param type the type of the result
   */
  Mat apply(Mat picture, int type, UnaryOperator<Mat> work) {
    Mat result = new Mat(picture.rows() * factor, picture.cols() * factor, type);
    int across = (picture.cols() + SIDE - 1) / SIDE;
    int down = (picture.rows() + SIDE - 1) / SIDE;
    IntStream.range(0, across * down)
        .parallel()
        .forEach(
            tile -> {
              try (PointerScope scope = new PointerScope()) {
                Rect place = place(picture, tile % across * SIDE, tile / across * SIDE);
                Rect target =
                    new Rect(
                        place.x() * factor,
                        place.y() * factor,
                        place.width() * factor,
                        place.height() * factor);
                work.apply(widened(picture, place)).copyTo(new Mat(result, target));
              }
            });
    return result;
  }

  private static Rect place(Mat picture, int x, int y) {
    return new Rect(x, y, Math.min(SIDE, picture.cols() - x), Math.min(SIDE, picture.rows() - y));
  }

  private Mat widened(Mat picture, Rect place) {
    int left = Math.min(margin, place.x());
    int top = Math.min(margin, place.y());
    int right = Math.min(margin, picture.cols() - place.x() - place.width());
    int bottom = Math.min(margin, picture.rows() - place.y() - place.height());
    Rect seen =
        new Rect(
            place.x() - left,
            place.y() - top,
            place.width() + left + right,
            place.height() + top + bottom);
    Mat widened = new Mat();
    copyMakeBorder(
        new Mat(picture, seen),
        widened,
        margin - top,
        margin - bottom,
        margin - left,
        margin - right,
        BORDER_REPLICATE | BORDER_ISOLATED,
        Scalar.all(0));
    return widened;
  }
}
