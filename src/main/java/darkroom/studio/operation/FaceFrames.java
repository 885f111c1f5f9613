package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.equalizeHist;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.FileStorage;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;

/**
 * Where a picture shows faces that look at the camera.
 *
 * <p>P. Viola, M. Jones, "Rapid Object Detection using a Boosted Cascade of Simple Features", CVPR
 * 2001, with the cascade of R. Lienhart that comes with OpenCV.
 */
final class FaceFrames {
  private static final String CASCADE =
      "/org/bytedeco/opencv/"
          + Loader.getPlatform()
          + "/share/opencv4/haarcascades/haarcascade_frontalface_alt2.xml";

  /** Faces are looked for at this size at most: smaller ones are no subject. */
  private static final int SIDE = 400;

  /** The least part of the shorter side that a face must have to be a subject. */
  private static final double LEAST = 0.1;

  private static final double STEP = 1.1;

  /** How many overlapping finds make a face; fewer are mostly texture. */
  private static final int AGREEING = 5;

  private static final String MODEL = model();

  private FaceFrames() {}

  static List<Frame> in(Mat picture) {
    try (PointerScope scope = new PointerScope()) {
      double scale = Math.min(1, (double) SIDE / Math.max(picture.cols(), picture.rows()));
      Size size =
          new Size(
              (int) Math.max(1, Math.round(picture.cols() * scale)),
              (int) Math.max(1, Math.round(picture.rows() * scale)));
      Mat small = new Mat();
      resize(picture, small, size, 0, 0, INTER_AREA);
      Mat grey = new Mat();
      equalizeHist(Pixels.grey(small), grey);
      int least = (int) Math.max(20, LEAST * Math.min(grey.cols(), grey.rows()));
      RectVector found = new RectVector();
      cascade().detectMultiScale(grey, found, STEP, AGREEING, 0, new Size(least, least), size);
      Frame bounds = Frame.whole(picture);
      double scaleX = (double) picture.cols() / grey.cols();
      double scaleY = (double) picture.rows() / grey.rows();
      List<Frame> faces = new ArrayList<>();
      for (Rect face : found.get()) {
        Frame frame = new Frame(face.x(), face.y(), face.width(), face.height());
        faces.add(frame.scaled(scaleX, scaleY, bounds));
      }
      return faces;
    }
  }

  /** A cascade is not for several threads, so each search reads its own. */
  private static CascadeClassifier cascade() {
    FileStorage storage = new FileStorage(MODEL, FileStorage.READ | FileStorage.MEMORY);
    CascadeClassifier cascade = new CascadeClassifier();
    if (!cascade.read(storage.getFirstTopLevelNode())) {
      throw new IllegalStateException("Expected a cascade in " + CASCADE);
    }
    return cascade;
  }

  private static String model() {
    try (InputStream in = FaceFrames.class.getResourceAsStream(CASCADE)) {
      if (in == null) {
        throw new IllegalStateException("Expected a cascade on the class path: " + CASCADE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
