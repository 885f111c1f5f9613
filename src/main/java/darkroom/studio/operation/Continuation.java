package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Continues a part of a photo beyond its sides by {@link PatchFill}, with patches of what is beside
 * the subject, also where the part leaves that out. It is made at a small size, so that it is soft
 * in a large result.
 *
 * @param kept the part
 * @param subject what must not be seen twice
 */
record Continuation(Mat photo, Frame kept, Frame subject) {
  /** The longer side at which sides are continued. */
  private static final double SIDE = 400;

  /** How far beside the part is looked for patches, in its sides. */
  private static final double NEAR = 1;

  /**
   * A picture of these sides.
   *
   * @param scaled the part as it is in the result
   * @param place where it is there
   */
  Mat around(Mat scaled, Frame place, int width, int height) {
    if (place.width() == width && place.height() == height) {
      return scaled;
    }
    double scale = Math.min(1, SIDE / Math.max(width, height));
    Frame whole = new Frame(0, 0, pixels(width * scale), pixels(height * scale));
    Mat small = continued(place.scaled(scale, scale, whole), whole);
    Mat continued = new Mat();
    resize(small, continued, new Size(width, height), 0, 0, INTER_CUBIC);
    scaled.copyTo(place.of(continued));
    return continued;
  }

  /** All of a small result, in which the part has this place. */
  private Mat continued(Frame place, Frame whole) {
    double scaleX = (double) place.width() / kept.width();
    double scaleY = (double) place.height() / kept.height();
    Frame near = kept.grown(NEAR, Frame.whole(photo));
    // The small photo about the part lies beyond the result where the part was cut out of it.
    Frame around =
        new Frame(
            place.x() - (int) Math.round((kept.x() - near.x()) * scaleX),
            place.y() - (int) Math.round((kept.y() - near.y()) * scaleY),
            pixels(near.width() * scaleX),
            pixels(near.height() * scaleY));
    Frame canvas = around.with(whole);
    Mat picture = new Mat(canvas.height(), canvas.width(), photo.type(), Scalar.all(0));
    Mat hole = new Mat(canvas.height(), canvas.width(), CV_8UC1, Scalar.all(255));
    Mat barred = new Mat(canvas.height(), canvas.width(), CV_8UC1, Scalar.all(0));
    Size size = new Size(around.width(), around.height());
    Mat known = around.from(canvas).of(picture);
    resize(near.of(photo), known, size, 0, 0, INTER_AREA);
    mark(around.from(canvas).of(hole), 0);
    Frame seen = subject.within(near).from(near).scaled(scaleX, scaleY, Frame.whole(known));
    mark(seen.of(around.from(canvas).of(barred)), 255);
    return whole.from(canvas).of(PatchFill.filled(picture, hole, barred));
  }

  private static void mark(Mat mask, int value) {
    mask.put(Scalar.all(value));
  }

  private static int pixels(double side) {
    return (int) Math.max(1, Math.round(side));
  }
}
