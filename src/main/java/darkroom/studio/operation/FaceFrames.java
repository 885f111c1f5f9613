package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_imgproc.equalizeHist;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Where a picture shows faces that look at the camera.
 *
 * <p>P. Viola, M. Jones, "Rapid Object Detection using a Boosted Cascade of Simple Features", CVPR
 * 2001, with the cascade of R. Lienhart that comes with OpenCV.
 */
final class FaceFrames {
  /** Faces are looked for at this size at most: smaller ones are no subject. */
  private static final int SIDE = 400;

  /** The least part of the shorter side that a face must have to be a subject. */
  private static final double LEAST = 0.1;

  private static final double STEP = 1.1;

  /** How many overlapping finds make a face; fewer are mostly texture. */
  private static final int AGREEING = 5;

  private FaceFrames() {}

  static List<Frame> in(Mat picture) {
    try (PointerScope scope = new PointerScope()) {
      Mat grey = new Mat();
      equalizeHist(Pixels.grey(Pixels.within(picture, SIDE)), grey);
      int least = (int) Math.max(20, LEAST * Math.min(grey.cols(), grey.rows()));
      Frame bounds = Frame.whole(picture);
      double scaleX = (double) picture.cols() / grey.cols();
      double scaleY = (double) picture.rows() / grey.rows();
      return FaceCascade.FRONT.faces(grey, STEP, AGREEING, least).stream()
          .map(face -> face.scaled(scaleX, scaleY, bounds))
          .toList();
    }
  }
}
