package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_32S;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponentsWithStats;

import java.util.function.Predicate;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.indexer.IntIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/** The pieces of a mask: pixels that touch one another, also by their corners. */
final class Pieces {
  private Pieces() {}

  /** An 8-bit mask of those whose box is wanted, 255 or 0. */
  static Mat of(Mat mask, Predicate<Frame> wanted) {
    Mat labels = new Mat();
    Mat stats = new Mat();
    int count = connectedComponentsWithStats(mask, labels, stats, new Mat(), 8, CV_32S);
    Mat pieces = new Mat(mask.rows(), mask.cols(), CV_8UC1, Scalar.all(0));
    try (IntIndexer boxes = stats.createIndexer();
        IntIndexer label = labels.createIndexer()) {
      for (int i = 1; i < count; i++) {
        Frame box = new Frame(boxes.get(i, 0), boxes.get(i, 1), boxes.get(i, 2), boxes.get(i, 3));
        if (wanted.test(box)) {
          copy(label, i, box, pieces);
        }
      }
    }
    return pieces;
  }

  private static void copy(IntIndexer labels, int label, Frame box, Mat pieces) {
    byte[] row = new byte[box.width()];
    for (int y = box.y(); y < box.bottom(); y++) {
      BytePointer to = new BytePointer(pieces.ptr(y, box.x()));
      to.get(row);
      for (int x = 0; x < row.length; x++) {
        if (labels.get(y, box.x() + x) == label) {
          row[x] = (byte) 255;
        }
      }
      to.put(row);
    }
  }
}
