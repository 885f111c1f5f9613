package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2YCrCb;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.equalizeHist;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The faces of a picture, from the front and from the side.
 *
 * <p>OpenCV's trained cascades (P. Viola, M. Jones, "Rapid Object Detection using a Boosted Cascade
 * of Simple Features", CVPR 2001); what they find in a colour photo counts only where it has the
 * colour of skin.
 *
 * @param view from where they are seen; from the side they are looked for where none is from the
 *     front
 */
record Faces(List<Rect> boxes, FaceCascade view) {
  /** From one size of face to the next, from the front and from the side, which takes longer. */
  private static final Map<FaceCascade, Double> SCALE_STEPS =
      Map.of(FaceCascade.FRONT, 1.1, FaceCascade.SIDE, 1.15);

  /** How many overlapping hits make a face; the cascades see faces in the grain of wood as well. */
  private static final int HITS = 5;

  private static final double SMALLEST = 1 / 24.0;
  private static final int LEAST_SIDE = 24;
  private static final double SKIN_SHARE = 0.35;

  /** A picture with hardly more chroma than this is grey, and cannot tell skin. */
  private static final double GREY = 4;

  Faces {
    boxes = List.copyOf(boxes);
  }

  /** The faces of an 8-bit BGR picture, placed in a version of it of this size. */
  static Faces in(Mat bgr, Size size) {
    Mat grey = Pixels.grey(bgr);
    Mat even = new Mat();
    equalizeHist(grey, even);
    byte[] chroma = chroma(bgr);
    boolean coloured = isColoured(chroma);
    FaceCascade view = FaceCascade.FRONT;
    List<Rect> hits = found(view, even);
    hits.removeIf(face -> coloured && skinShare(chroma, bgr.cols(), face) < SKIN_SHARE);
    if (hits.isEmpty()) {
      view = FaceCascade.SIDE;
      hits = found(view, even);
      hits.removeIf(face -> coloured && skinShare(chroma, bgr.cols(), face) < SKIN_SHARE);
    }
    double scale = (double) size.width() / bgr.cols();
    return new Faces(hits.stream().map(face -> scaled(face, scale, size)).toList(), view);
  }

  private static byte[] chroma(Mat bgr) {
    Mat chroma = new Mat();
    cvtColor(bgr, chroma, COLOR_BGR2YCrCb);
    return Pixels.bytes(chroma);
  }

  private static List<Rect> found(FaceCascade cascade, Mat grey) {
    int least = Math.max(LEAST_SIDE, (int) (SMALLEST * Math.max(grey.cols(), grey.rows())));
    List<Rect> found = new ArrayList<>();
    for (Frame face : cascade.faces(grey, SCALE_STEPS.get(cascade), HITS, least)) {
      found.add(new Rect(face.x(), face.y(), face.width(), face.height()));
    }
    return found;
  }

  private static Rect scaled(Rect face, double scale, Size size) {
    int x = Math.min((int) (face.x() * scale), size.width() - 1);
    int y = Math.min((int) (face.y() * scale), size.height() - 1);
    return new Rect(
        x,
        y,
        Math.max(1, Math.min((int) (face.width() * scale), size.width() - x)),
        Math.max(1, Math.min((int) (face.height() * scale), size.height() - y)));
  }

  private static boolean isColoured(byte[] yCrCb) {
    double sum = 0;
    for (int i = 0; i < yCrCb.length; i += 3) {
      sum += Math.abs((yCrCb[i + 1] & 255) - 128) + Math.abs((yCrCb[i + 2] & 255) - 128);
    }
    return sum / (yCrCb.length / 3.0) > GREY;
  }

  private static double skinShare(byte[] yCrCb, int width, Rect face) {
    int skin = 0;
    int all = 0;
    for (int y = face.y() + face.height() / 4; y < face.y() + face.height() * 3 / 4; y++) {
      for (int x = face.x() + face.width() / 4; x < face.x() + face.width() * 3 / 4; x++) {
        int at = 3 * (y * width + x);
        skin += SkinModel.possible(yCrCb[at + 1] & 255, yCrCb[at + 2] & 255) ? 1 : 0;
        all++;
      }
    }
    return all == 0 ? 0 : (double) skin / all;
  }
}
