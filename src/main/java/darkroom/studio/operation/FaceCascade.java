package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.flip;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.FileStorage;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;

/**
 * The cascades that come with OpenCV, of R. Lienhart and others, and see faces: P. Viola, M. Jones,
 * "Rapid Object Detection using a Boosted Cascade of Simple Features", CVPR 2001.
 */
enum FaceCascade {
  FRONT("frontalface_alt2"),
  SIDE("profileface");

  private final String model;

  FaceCascade(String name) {
    this.model = model(name);
  }

  private static String model(String name) {
    String file =
        "/org/bytedeco/opencv/%s/share/opencv4/haarcascades/haarcascade_%s.xml"
            .formatted(Loader.getPlatform(), name);
    try (InputStream in = FaceCascade.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("Expected a cascade on the class path: " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The faces in an 8-bit grey picture.
   *
   * @param step from one size of face to the next
   * @param hits how many overlapping ones make a face
   * @param least the side of the smallest face, in pixels
   */
  List<Frame> faces(Mat grey, double step, int hits, int least) {
    try (PointerScope scope = new PointerScope()) {
      CascadeClassifier classifier = classifier();
      List<Frame> faces = new ArrayList<>(found(classifier, grey, step, hits, least));
      if (this == SIDE) {
        // It knows faces that look to the left; those to the right are seen in a mirror.
        Mat mirrored = new Mat();
        flip(grey, mirrored, 1);
        for (Frame face : found(classifier, mirrored, step, hits, least)) {
          int x = grey.cols() - face.right();
          faces.add(new Frame(x, face.y(), face.width(), face.height()));
        }
      }
      return faces;
    }
  }

  private static List<Frame> found(
      CascadeClassifier classifier, Mat grey, double step, int hits, int least) {
    RectVector found = new RectVector();
    classifier.detectMultiScale(grey, found, step, hits, 0, new Size(least, least), new Size());
    return Arrays.stream(found.get())
        .map(face -> new Frame(face.x(), face.y(), face.width(), face.height()))
        .toList();
  }

  /** A classifier is not for several threads, so each search reads its own. */
  private CascadeClassifier classifier() {
    FileStorage storage = new FileStorage(model, FileStorage.READ | FileStorage.MEMORY);
    CascadeClassifier classifier = new CascadeClassifier();
    if (!classifier.read(storage.getFirstTopLevelNode())) {
      throw new IllegalStateException("Expected a cascade in the model of " + this);
    }
    return classifier;
  }
}
