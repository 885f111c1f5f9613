package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.absdiff;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * How much each place of a picture draws the eye, as shares of 1, and how its colours change there.
 *
 * <p>A place stands out by its colour's contrast to all regions of the picture, near ones counting
 * more: M.-M. Cheng, G.-X. Zhang, N. J. Mitra, X. Huang, S.-M. Hu, "Global Contrast based Salient
 * Region Detection", CVPR 2011, with cells of a grid for regions. The eye also follows the focus,
 * so contrast is multiplied by fine detail, which a blurred background lacks: P. Jiang, H. Ling, J.
 * Yu, J. Peng, "Salient Region Detection by UFO: Uniqueness, Focusness and Objectness", ICCV 2013.
 * Neither takes the border for background, so a subject cut by the border stays salient.
 *
 * <p>The map has the picture's shape, but is small; places are counted row by row. The scope of
 * native memory is the caller's; the map itself holds none.
 */
final class SaliencyMap {
  /** Detail is looked for at this size at most, so that a large photo costs no more. */
  private static final int DETAIL_SIDE = 512;

  private static final int SIDE = 128;

  /** Enough to tell a subject of a tenth of the picture from what surrounds it. */
  private static final int REGIONS = 144;

  /** How far, in diagonals, a region's contrast counts for a place. */
  private static final double REACH = 0.6;

  /** What a place without any detail keeps, in mean details: a plain shape stands out as well. */
  private static final double PLAIN = 0.5;

  /** How wide detail is spread, in map pixels, to fill what it outlines. */
  private static final double SPREAD = 4;

  private final int width;
  private final int height;
  private final double[] shares;
  private final double[] alongX;
  private final double[] alongY;

  private SaliencyMap(int width, int height, double[] shares, double[] alongX, double[] alongY) {
    this.width = width;
    this.height = height;
    this.shares = shares;
    this.alongX = alongX;
    this.alongY = alongY;
  }

  static SaliencyMap of(Mat picture) {
    // What is transparent must not bleed into what is shrunk; all else is shrunk first, for memory.
    boolean transparent = picture.channels() == 4;
    Mat seen =
        transparent
            ? Pixels.within(Pixels.colour(picture), DETAIL_SIDE)
            : Pixels.colour(Pixels.within(picture, DETAIL_SIDE));
    Mat small = Pixels.within(seen, SIDE);
    Lab lab = Lab.of(small);
    double[] contrast = contrast(lab);
    float[] detail = detail(seen, small.size());
    double meanDetail = mean(detail);
    double[] shares = new double[contrast.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = contrast[i] * (detail[i] + PLAIN * meanDetail);
    }
    double total = Arrays.stream(shares).sum();
    for (int i = 0; i < shares.length; i++) {
      shares[i] = total <= 0 ? 1.0 / shares.length : shares[i] / total;
    }
    return new SaliencyMap(lab.width(), lab.height(), shares, lab.change(1, 0), lab.change(0, 1));
  }

  /** About what the map of a part of the picture would be, the part in this map's places. */
  SaliencyMap within(Frame part) {
    double all = shareOf(part);
    int places = part.width() * part.height();
    double[] own = new double[places];
    double[] ownX = new double[places];
    double[] ownY = new double[places];
    for (int place = 0; place < places; place++) {
      int here = (part.y() + place / part.width()) * width + part.x() + place % part.width();
      own[place] = all <= 0 ? 1.0 / places : shares[here] / all;
      ownX[place] = alongX[here];
      ownY[place] = alongY[here];
    }
    return new SaliencyMap(part.width(), part.height(), own, ownX, ownY);
  }

  /** How much of all that draws the eye is in a part of the map. */
  double shareOf(Frame part) {
    double sum = 0;
    for (int y = part.y(); y < part.bottom(); y++) {
      for (int x = part.x(); x < part.right(); x++) {
        sum += shares[y * width + x];
      }
    }
    return sum;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** How much of all that draws the eye is here; the sum over the map is 1. */
  double share(int place) {
    return shares[place];
  }

  /** How strongly colour (CIE Lab) changes from left to right here. */
  double alongX(int place) {
    return alongX[place];
  }

  /** How strongly colour (CIE Lab) changes from top to bottom here. */
  double alongY(int place) {
    return alongY[place];
  }

  private static double[] contrast(Lab lab) {
    double shape = Math.sqrt((double) lab.width() / lab.height());
    int across = (int) Math.max(1, Math.min(lab.width(), Math.round(Math.sqrt(REGIONS) * shape)));
    int down = (int) Math.max(1, Math.min(lab.height(), Math.round(Math.sqrt(REGIONS) / shape)));
    Lab regions = lab.resized(across, down);
    double reach = REACH * Math.hypot(lab.width(), lab.height());
    double[] nearX = nearness(lab.width(), across, reach);
    double[] nearY = nearness(lab.height(), down, reach);
    double[] contrast = new double[lab.width() * lab.height()];
    for (int place = 0; place < contrast.length; place++) {
      int x = place % lab.width();
      int y = place / lab.width();
      double sum = 0;
      double weights = 0;
      for (int region = 0; region < across * down; region++) {
        double near = nearX[x * across + region % across] * nearY[y * down + region / across];
        sum += near * lab.distance(place, regions, region);
        weights += near;
      }
      contrast[place] = sum / weights;
    }
    return contrast;
  }

  /** The weight of each region of a row, or column, for each place of it. */
  private static double[] nearness(int places, int regions, double reach) {
    double[] near = new double[places * regions];
    for (int place = 0; place < places; place++) {
      for (int region = 0; region < regions; region++) {
        double away = (region + 0.5) * places / regions - (place + 0.5);
        near[place * regions + region] = Math.exp(-away * away / (reach * reach));
      }
    }
    return near;
  }

  private static float[] detail(Mat seen, Size size) {
    Mat grey = new Mat();
    cvtColor(seen, grey, COLOR_BGR2GRAY);
    Mat tones = new Mat();
    grey.convertTo(tones, CV_32F);
    Mat blurred = Pixels.smooth(tones, 1);
    absdiff(tones, blurred, blurred);
    Mat shrunk = new Mat();
    resize(blurred, shrunk, size, 0, 0, INTER_AREA);
    return Pixels.values(Pixels.smooth(shrunk, SPREAD));
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
