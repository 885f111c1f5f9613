package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2Lab;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A small picture's colours in CIE Lab, where distance is how different two colours look. Places
 * are counted row by row.
 */
final class Lab {
  private static final int CHANNELS = 3;

  private final int width;
  private final int height;
  private final float[] values;

  private Lab(Mat lab) {
    this.width = lab.cols();
    this.height = lab.rows();
    this.values = Pixels.values(lab);
  }

  /** The colours of an 8-bit BGR picture, slightly smoothed so that grain is no contrast. */
  static Lab of(Mat colour) {
    Mat shares = new Mat();
    colour.convertTo(shares, CV_32F, 1 / 255.0, 0);
    Mat lab = new Mat();
    cvtColor(shares, lab, COLOR_BGR2Lab);
    return new Lab(Pixels.smooth(lab, 1));
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** The mean colours of a grid of cells. */
  Lab resized(int across, int down) {
    Mat lab = new Mat(values).reshape(CHANNELS, height);
    Mat cells = new Mat();
    resize(lab, cells, new Size(across, down), 0, 0, INTER_AREA);
    return new Lab(cells);
  }

  double distance(int place, Lab other, int otherPlace) {
    double sum = 0;
    for (int channel = 0; channel < CHANNELS; channel++) {
      double away =
          values[place * CHANNELS + channel] - other.values[otherPlace * CHANNELS + channel];
      sum += away * away;
    }
    return Math.sqrt(sum);
  }

  /** The difference between the two neighbours of each place, one on each side of it. */
  double[] change(int dx, int dy) {
    double[] change = new double[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        change[y * width + x] = distance(place(x + dx, y + dy), this, place(x - dx, y - dy));
      }
    }
    return change;
  }

  private int place(int x, int y) {
    return Math.min(Math.max(y, 0), height - 1) * width + Math.min(Math.max(x, 0), width - 1);
  }
}
