package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.bitwise_and;
import static org.bytedeco.opencv.global.opencv_core.bitwise_or;
import static org.bytedeco.opencv.global.opencv_core.theRNG;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2YCrCb;
import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.GC_BGD;
import static org.bytedeco.opencv.global.opencv_imgproc.GC_FGD;
import static org.bytedeco.opencv.global.opencv_imgproc.GC_INIT_WITH_MASK;
import static org.bytedeco.opencv.global.opencv_imgproc.GC_PR_BGD;
import static org.bytedeco.opencv.global.opencv_imgproc.GC_PR_FGD;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_CLOSE;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_ELLIPSE;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_OPEN;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponents;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;
import static org.bytedeco.opencv.global.opencv_imgproc.ellipse;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;
import static org.bytedeco.opencv.global.opencv_imgproc.grabCut;
import static org.bytedeco.opencv.global.opencv_imgproc.morphologyEx;
import static org.bytedeco.opencv.global.opencv_imgproc.rectangle;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_ximgproc.guidedFilter;

import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Where the people of a picture are.
 *
 * <p>{@link Faces} are found first; each tells where to look for its body and what its skin looks
 * like. The body's outline is that of C. Rother, V. Kolmogorov, A. Blake, "GrabCut: Interactive
 * Foreground Extraction using Iterated Graph Cuts", SIGGRAPH 2004, in a small version of the
 * picture; its edge is fitted to the picture by the guided filter (He et al. 2013).
 */
record People(Faces faces, Mat mask) {
  /** Large enough for an outline, small enough for graph cuts. */
  private static final int SIDE = 288;

  /** Large enough for an outline that looks sharp once it is drawn large. */
  private static final int FINE_SIDE = 1024;

  private static final int CUTS = 3;
  private static final double EDGE = 60;

  /** The people of an 8-bit BGR picture; the mask is small and 255 where they are. */
  static People in(Mat bgr) {
    Mat fine = Pixels.within(bgr, FINE_SIDE);
    Mat small = Pixels.within(fine, SIDE);
    Faces faces = Faces.in(fine, small.size());
    if (faces.boxes().isEmpty()) {
      return new People(faces, new Mat(1, 1, CV_8UC1, Scalar.all(0)));
    }
    Mat bodies = touching(cut(small, faces), faces.boxes());
    bitwise_or(bodies, skin(small, faces.boxes(), bodies), bodies);
    Mat large = new Mat();
    resize(bodies, large, fine.size(), 0, 0, INTER_LINEAR);
    Mat fitted = new Mat();
    int radius = Math.max(2, fine.cols() / small.cols() * 3);
    guidedFilter(fine, large, fitted, radius, EDGE);
    return new People(faces, fitted);
  }

  boolean found() {
    return !faces.boxes().isEmpty();
  }

  Keep keep() {
    return Keep.of(mask);
  }

  /** GrabCut from what a person under each face would roughly cover. */
  private static Mat cut(Mat small, Faces faces) {
    Mat guess = new Mat(small.rows(), small.cols(), CV_8UC1, Scalar.all(GC_BGD));
    double reach =
        switch (faces.view()) {
          case FRONT -> 2.4;
          // A body seen from the side may lean far behind or before its face.
          case SIDE -> 4;
        };
    for (Rect face : faces.boxes()) {
      box(guess, face, reach, -0.7, 9, GC_PR_BGD);
    }
    for (Rect face : faces.boxes()) {
      box(guess, face, 1.3, 1.3, 8, GC_PR_FGD);
      oval(guess, face, 0.72, 0.85, GC_PR_FGD);
    }
    for (Rect face : faces.boxes()) {
      box(guess, face, 0.25, 1.0, 1.5, GC_FGD);
      oval(guess, face, 0.42, 0.55, GC_FGD);
    }
    // GrabCut's first clusters are drawn at random.
    theRNG().state(1);
    grabCut(small, guess, new Rect(), new Mat(), new Mat(), CUTS, GC_INIT_WITH_MASK);
    byte[] labels = Pixels.bytes(guess);
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) (labels[i] == GC_FGD || labels[i] == GC_PR_FGD ? 255 : 0);
    }
    return Pixels.picture(labels, small.size());
  }

  /** The parts that a face belongs to, their holes and splinters closed. */
  private static Mat touching(Mat bodies, List<Rect> faces) {
    Mat disc = getStructuringElement(MORPH_ELLIPSE, new Size(5, 5));
    morphologyEx(bodies, bodies, MORPH_OPEN, disc);
    for (Rect face : faces) {
      oval(bodies, face, 0.45, 0.6, 255);
    }
    morphologyEx(bodies, bodies, MORPH_CLOSE, disc);
    Mat parts = new Mat();
    connectedComponents(bodies, parts);
    int[] part = new int[parts.rows() * parts.cols()];
    new IntPointer(parts.data()).get(part);
    byte[] kept = new byte[part.length];
    for (Rect face : faces) {
      int middle =
          part[(face.y() + face.height() / 2) * parts.cols() + face.x() + face.width() / 2];
      for (int i = 0; i < part.length; i++) {
        if (part[i] == middle && middle != 0) {
          kept[i] = (byte) 255;
        }
      }
    }
    return Pixels.picture(kept, bodies.size());
  }

  /** Skin like that of a face, about its body: hands and arms that the outline left out. */
  private static Mat skin(Mat small, List<Rect> faces, Mat bodies) {
    Mat about = new Mat();
    int reach = 2 * (faces.get(0).width() / 2) + 1;
    dilate(bodies, about, getStructuringElement(MORPH_ELLIPSE, new Size(reach, reach)));
    Mat chroma = new Mat();
    cvtColor(small, chroma, COLOR_BGR2YCrCb);
    byte[] values = Pixels.bytes(chroma);
    byte[] skin = new byte[values.length / 3];
    for (Rect face : faces) {
      SkinModel model = SkinModel.of(values, small.cols(), face);
      for (int i = 0; i < skin.length; i++) {
        if (model.fits(values, i)) {
          skin[i] = (byte) 255;
        }
      }
    }
    Mat map = Pixels.picture(skin, small.size());
    bitwise_and(map, about, map);
    morphologyEx(map, map, MORPH_OPEN, getStructuringElement(MORPH_ELLIPSE, new Size(3, 3)));
    return map;
  }

  private static void oval(Mat map, Rect face, double halfWidth, double halfHeight, int value) {
    Point centre = new Point(face.x() + face.width() / 2, face.y() + face.height() / 2);
    Size axes = new Size((int) (halfWidth * face.width()), (int) (halfHeight * face.height()));
    ellipse(map, centre, axes, 0, 0, 360, Scalar.all(value), FILLED, LINE_8, 0);
  }

  /** A box about the face's middle, from and to so many heights of the face below its top. */
  private static void box(Mat map, Rect face, double halfWidth, double from, double to, int value) {
    int middle = face.x() + face.width() / 2;
    rectangle(
        map,
        new Point(
            (int) (middle - halfWidth * face.width()), (int) (face.y() + from * face.height())),
        new Point((int) (middle + halfWidth * face.width()), (int) (face.y() + to * face.height())),
        Scalar.all(value),
        FILLED,
        LINE_8,
        0);
  }
}
