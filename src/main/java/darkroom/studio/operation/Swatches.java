package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_NEAREST;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Single pixels taken all over a picture, by which it can be told what the whole would look like
 * from afar once its colours are changed: fine texture then is the mean of what becomes of it.
 */
final class Swatches {
  private static final int SIDE = 256;
  private static final int LEVELS = 24;

  /** Changed colours that lie in a cube of Lab of this side are counted as one. */
  private static final double CELL = 4;

  private static final int CELLS = 64;

  /** Squared distances in Lab between which a border is torn into what was smooth. */
  private static final double ALIKE = 25;

  private static final double APART = 225;

  private final List<Palette.Bin> bins;

  /** The bin of each pixel, row by row; -1 where it is transparent. */
  private final int[] places;

  private Swatches(List<Palette.Bin> bins, int[] places) {
    this.bins = bins;
    this.places = places;
  }

  /** Those of an 8-bit picture. */
  static Swatches of(Mat picture) {
    Mat small = new Mat();
    resize(picture, small, new Size(SIDE, SIDE), 0, 0, INTER_NEAREST);
    byte[] opacity = new byte[SIDE * SIDE];
    Arrays.fill(opacity, (byte) 255);
    if (small.channels() == 4) {
      Mat alpha = new Mat();
      extractChannel(small, alpha, 3);
      alpha.data().get(opacity);
    }
    byte[] bgr = new byte[3 * opacity.length];
    Pixels.colour(small).data().get(bgr);
    int[] slots = new int[LEVELS * LEVELS * LEVELS];
    List<double[]> sums = new ArrayList<>();
    int[] places = new int[opacity.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = -1;
      if (opacity[i] != 0) {
        int slot = 0;
        for (int channel = 0; channel < 3; channel++) {
          slot = slot * LEVELS + (bgr[3 * i + channel] & 255) * LEVELS / 256;
        }
        if (slots[slot] == 0) {
          sums.add(new double[4]);
          slots[slot] = sums.size();
        }
        places[i] = slots[slot] - 1;
        double[] sum = sums.get(places[i]);
        for (int channel = 0; channel < 3; channel++) {
          sum[channel] += bgr[3 * i + channel] & 255;
        }
        sum[3]++;
      }
    }
    List<Palette.Bin> bins = new ArrayList<>();
    for (double[] sum : sums) {
      bins.add(
          new Palette.Bin(
              LabColour.ofBgr(sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3]), sum[3]));
    }
    // A wholly transparent picture has no colour; white is what is seen of it.
    return new Swatches(
        bins.isEmpty() ? List.of(new Palette.Bin(new LabColour(100, 0, 0), 1)) : bins, places);
  }

  /** The colours and how many pixels have them. */
  List<Palette.Bin> bins() {
    return bins;
  }

  /** The colours of the changed picture, seen at half the size. */
  List<Palette.Bin> changed(UnaryOperator<LabColour> change) {
    List<LabColour> changed =
        bins.stream().map(bin -> change.apply(bin.colour()).displayable()).toList();
    double[][] cells = new double[CELLS * CELLS * CELLS][];
    List<double[]> used = new ArrayList<>();
    for (int y = 0; y < SIDE; y += 2) {
      for (int x = 0; x < SIDE; x += 2) {
        double[] mean = new double[4];
        for (int i = 0; i < 4; i++) {
          int place = places[(y + i / 2) * SIDE + x + i % 2];
          if (place >= 0) {
            add(mean, changed.get(place), 1);
          }
        }
        if (mean[3] > 0) {
          LabColour colour = colour(mean);
          int cell =
              (cell(colour.l()) * CELLS + cell(colour.a() + 128)) * CELLS + cell(colour.b() + 128);
          if (cells[cell] == null) {
            cells[cell] = new double[4];
            used.add(cells[cell]);
          }
          add(cells[cell], colour, mean[3]);
        }
      }
    }
    return used.isEmpty()
        ? List.of(new Palette.Bin(changed.get(0), 1))
        : used.stream().map(sum -> new Palette.Bin(colour(sum), sum[3])).toList();
  }

  private static int cell(double value) {
    return (int) Math.min(CELLS - 1, Math.max(0, value / CELL));
  }

  /** The part of all neighbours, alike in the picture, that are clearly apart once changed. */
  double torn(UnaryOperator<LabColour> change) {
    List<LabColour> changed = bins.stream().map(bin -> change.apply(bin.colour())).toList();
    int torn = 0;
    for (int i = 2; i < places.length; i += 2) {
      int one = places[i - 2];
      int other = places[i];
      if (one != other
          && one >= 0
          && other >= 0
          && bins.get(one).colour().squaredDistance(bins.get(other).colour()) < ALIKE
          && changed.get(one).squaredDistance(changed.get(other)) > APART) {
        torn++;
      }
    }
    return 2.0 * torn / places.length;
  }

  private static void add(double[] sum, LabColour colour, double count) {
    sum[0] += count * colour.l();
    sum[1] += count * colour.a();
    sum[2] += count * colour.b();
    sum[3] += count;
  }

  private static LabColour colour(double[] sum) {
    return new LabColour(sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3]);
  }
}
