package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2Lab;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * How far each place of a picture is from its border, where a way is as long as the range of
 * colours on it: what the border surrounds is far, whatever its colour.
 *
 * <p>J. Zhang, S. Sclaroff, Z. Lin, X. Shen, B. Price, R. Mech, "Minimum Barrier Salient Object
 * Detection at 80 FPS", ICCV 2015. The lower border is no start, since things stand on the ground.
 */
final class BarrierMap {
  /** Each pass goes over all places once, forth or back; three are enough to settle. */
  private static final int PASSES = 4;

  private final int width;
  private final int height;

  private BarrierMap(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /** The distances, row by row, of a picture shrunk to these sides. */
  static double[] of(Mat picture, int width, int height) {
    Mat small = new Mat();
    resize(picture, small, new Size(width, height), 0, 0, INTER_AREA);
    Mat shares = new Mat();
    Pixels.smooth(Pixels.colour(small), 1).convertTo(shares, CV_32F, 1 / 255.0, 0);
    Mat lab = new Mat();
    cvtColor(shares, lab, COLOR_BGR2Lab);
    BarrierMap map = new BarrierMap(width, height);
    double[] distances = new double[width * height];
    for (int channel = 0; channel < lab.channels(); channel++) {
      Mat plane = new Mat();
      extractChannel(lab, plane, channel);
      double[] along = map.distances(Pixels.values(plane));
      for (int place = 0; place < along.length; place++) {
        distances[place] += along[place];
      }
    }
    return distances;
  }

  private double[] distances(float[] plane) {
    double[] distances = new double[plane.length];
    Arrays.fill(distances, Double.MAX_VALUE);
    float[] most = plane.clone();
    float[] least = plane.clone();
    for (int x = 0; x < width; x++) {
      distances[x] = 0;
    }
    for (int y = 0; y < height; y++) {
      distances[y * width] = 0;
      distances[y * width + width - 1] = 0;
    }
    for (int pass = 0; pass < PASSES; pass++) {
      int way = pass % 2 == 0 ? 1 : -1;
      for (int i = 0; i < plane.length; i++) {
        int place = way > 0 ? i : plane.length - 1 - i;
        int x = place % width - way;
        if (x >= 0 && x < width) {
          step(plane, distances, most, least, place - way, place);
        }
        int above = place - way * width;
        if (above >= 0 && above < plane.length) {
          step(plane, distances, most, least, above, place);
        }
      }
    }
    return distances;
  }

  private static void step(
      float[] plane, double[] distances, float[] most, float[] least, int from, int to) {
    float high = Math.max(most[from], plane[to]);
    float low = Math.min(least[from], plane[to]);
    if (distances[from] < Double.MAX_VALUE && high - low < distances[to]) {
      distances[to] = high - low;
      most[to] = high;
      least[to] = low;
    }
  }
}
