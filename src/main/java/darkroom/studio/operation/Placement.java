package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.WARP_INVERSE_MAP;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * How a marked photo was scaled and cropped since.
 *
 * @param scaleX its pixels to those of the photo as it was marked
 * @param scaleY the same, downwards
 * @param x where its first column was, in pixels of the photo as marked, whole tiles left out
 * @param y the same, downwards
 */
record Placement(double scaleX, double scaleY, double x, double y) {
  static final Placement AS_MARKED = new Placement(1, 1, 0, 0);

  /** The luma on the grid of blocks it was marked on. */
  record OnGrid(float[] plane, int width, int height) {}

  /** Undoes the scaling of what can be read, and cuts what is left of the first blocks. */
  OnGrid onGrid(Mat luma) {
    int block = MarkGrid.BLOCK;
    int firstX = firstBlock(x) * block;
    int firstY = firstBlock(y) * block;
    int across = (int) Math.floor(luma.cols() / scaleX + x + 1e-6) - firstX;
    int down = (int) Math.floor(luma.rows() / scaleY + y + 1e-6) - firstY;
    // A photo that was much smaller when it arrived becomes as large here as it was marked.
    Frame read = MarkGrid.legible(new Frame(firstX, firstY, across, down));
    int width = read.width();
    int height = read.height();
    if (width < block || height < block) {
      return new OnGrid(new float[0], 0, 0);
    }
    if (scaleX == 1 && scaleY == 1 && x == Math.rint(x) && y == Math.rint(y)) {
      // Nothing lies between pixels.
      Mat whole = new Frame(read.x() - (int) x, read.y() - (int) y, width, height).of(luma);
      return new OnGrid(Pixels.values(whole.clone()), width, height);
    }
    Mat move = new Mat(2, 3, CV_64F, Scalar.all(0));
    try (DoubleIndexer values = move.createIndexer()) {
      values.put(0, 0, scaleX);
      values.put(0, 2, (read.x() - x + 0.5) * scaleX - 0.5);
      values.put(1, 1, scaleY);
      values.put(1, 2, (read.y() - y + 0.5) * scaleY - 0.5);
    }
    Mat plane = new Mat();
    warpAffine(
        luma,
        plane,
        move,
        new Size(width, height),
        INTER_CUBIC | WARP_INVERSE_MAP,
        BORDER_REFLECT_101,
        Scalar.all(0));
    return new OnGrid(Pixels.values(plane), width, height);
  }

  /** The first whole block across, counted from a tile's. */
  int firstBlockX() {
    return firstBlock(x);
  }

  int firstBlockY() {
    return firstBlock(y);
  }

  private static int firstBlock(double start) {
    return (int) Math.ceil(start / MarkGrid.BLOCK - 1e-3);
  }
}
