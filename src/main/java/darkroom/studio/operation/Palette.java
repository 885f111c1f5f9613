package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.extractChannel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The few colours that stand for all of a picture, darkest first: k-means over a histogram, begun
 * at its highest and farthest bins, as in H. Chang, O. Fried, Y. Liu, S. DiVerdi, A. Finkelstein,
 * "Palette-based Photo Recoloring", SIGGRAPH 2015.
 */
record Palette(List<LabColour> colours) {
  /** Some pixels of one colour. */
  record Bin(LabColour colour, double count) {}

  private static final int SIDE = 256;
  private static final int LEVELS = 16;
  private static final int ROUNDS = 40;

  /** Within this distance a bin is too near to a colour already taken to begin another. */
  private static final double APART = 40;

  private static final double SAME = 1;

  /** A clustering that leaves so many times the least variance may be come to just as well. */
  private static final double ALSO = 1.6;

  Palette {
    colours = colours.stream().sorted(Comparator.comparingDouble(LabColour::l)).toList();
  }

  /** The histogram of an 8-bit picture; what is transparent does not count. */
  static List<Bin> bins(Mat picture) {
    Mat small = Pixels.within(picture, SIDE);
    byte[] opacity = new byte[small.rows() * small.cols()];
    Arrays.fill(opacity, (byte) 255);
    if (small.channels() == 4) {
      Mat alpha = new Mat();
      extractChannel(small, alpha, 3);
      alpha.data().get(opacity);
    }
    byte[] bgr = new byte[opacity.length * 3];
    Pixels.colour(small).data().get(bgr);
    return bins(bgr, opacity);
  }

  private static List<Bin> bins(byte[] bgr, byte[] opacity) {
    double[][] sums = new double[LEVELS * LEVELS * LEVELS][4];
    for (int i = 0; i < opacity.length; i++) {
      int[] value = {bgr[3 * i] & 255, bgr[3 * i + 1] & 255, bgr[3 * i + 2] & 255};
      int bin = 0;
      for (int channel = 0; channel < 3; channel++) {
        bin = bin * LEVELS + value[channel] * LEVELS / 256;
      }
      double count = opacity[i] & 255;
      for (int channel = 0; channel < 3; channel++) {
        sums[bin][channel] += count * value[channel];
      }
      sums[bin][3] += count;
    }
    List<Bin> bins = new ArrayList<>();
    for (double[] sum : sums) {
      if (sum[3] > 0) {
        bins.add(
            new Bin(LabColour.ofBgr(sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3]), sum[3]));
      }
    }
    // A wholly transparent picture has no colour; white is what is seen of it.
    return bins.isEmpty() ? List.of(new Bin(new LabColour(100, 0, 0), 1)) : bins;
  }

  /** At most this many colours; fewer where the picture has no more. */
  static Palette of(List<Bin> bins, int count) {
    return refined(bins, beginnings(bins, count));
  }

  /** The colours that k-means comes to from these; one that stands for nothing is dropped. */
  static Palette refined(List<Bin> bins, List<LabColour> beginnings) {
    List<LabColour> colours = beginnings;
    for (int round = 0; round < ROUNDS; round++) {
      double[][] sums = new double[colours.size()][4];
      for (Bin bin : bins) {
        double[] sum = sums[nearest(colours, bin.colour)];
        sum[0] += bin.count * bin.colour.l();
        sum[1] += bin.count * bin.colour.a();
        sum[2] += bin.count * bin.colour.b();
        sum[3] += bin.count;
      }
      List<LabColour> next = new ArrayList<>();
      for (double[] sum : sums) {
        if (sum[3] > 0) {
          next.add(new LabColour(sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3]));
        }
      }
      if (next.equals(colours)) {
        break;
      }
      colours = next;
    }
    return new Palette(colours);
  }

  /**
   * Palettes of this picture that k-means may come to, the best and those nearly as good: begun at
   * the wanted colours, at the bins, and with the least of the wanted ones given for what may lie
   * between two others.
   */
  static List<Palette> tight(List<Bin> bins, Palette wanted) {
    List<LabColour> colours = wanted.colours;
    int count = colours.size();
    Palette best = refined(bins, colours);
    List<Palette> found = new ArrayList<>(List.of(best, of(bins, count)));
    List<LabColour> others = best.colours;
    if (others.size() == count) {
      others = best.withoutLeast(bins);
    }
    List<LabColour> seeds = new ArrayList<>(List.of(farthest(bins, colours)));
    for (int i = 1; i < count; i++) {
      seeds.add(colours.get(i).plus(colours.get(i - 1).minus(colours.get(i)), 0.5));
    }
    for (LabColour seed : seeds) {
      List<LabColour> begun = new ArrayList<>(others);
      begun.add(seed);
      while (begun.size() < count) {
        begun.add(farthest(bins, begun));
      }
      found.add(refined(bins, begun));
    }
    double[] rests = found.stream().mapToDouble(palette -> palette.rest(bins)).toArray();
    double most = ALSO * Arrays.stream(rests).min().orElseThrow() + SAME;
    return IntStream.range(0, rests.length)
        .filter(i -> rests[i] <= most)
        .mapToObj(found::get)
        .toList();
  }

  /** The colours but the one that is missed the least. */
  private List<LabColour> withoutLeast(List<Bin> bins) {
    double[] shares = shares(bins);
    int least = 0;
    double most = Double.MAX_VALUE;
    for (int i = 0; i < shares.length; i++) {
      double near = Double.MAX_VALUE;
      for (int j = 0; j < shares.length; j++) {
        near = i == j ? near : Math.min(near, colours.get(i).squaredDistance(colours.get(j)));
      }
      if (shares[i] * near < most) {
        most = shares[i] * near;
        least = i;
      }
    }
    List<LabColour> others = new ArrayList<>(colours);
    others.remove(least);
    return others;
  }

  /** The bin that leaves the most variance. */
  private static LabColour farthest(List<Bin> bins, List<LabColour> colours) {
    Bin farthest = bins.get(0);
    double most = -1;
    for (Bin bin : bins) {
      double away =
          bin.count * bin.colour.squaredDistance(colours.get(nearest(colours, bin.colour)));
      if (away > most) {
        most = away;
        farthest = bin;
      }
    }
    return farthest.colour;
  }

  /** The variance about these colours. */
  private double rest(List<Bin> bins) {
    double sum = 0;
    double all = 0;
    for (Bin bin : bins) {
      sum += bin.count * bin.colour.squaredDistance(colours.get(nearest(colours, bin.colour)));
      all += bin.count;
    }
    return sum / all;
  }

  /** How far the dominant one of these colours is off that is farthest from all wanted ones. */
  double off(List<Bin> bins, Palette wanted, double dominant) {
    double[] shares = shares(bins);
    double most = 0;
    for (int i = 0; i < shares.length; i++) {
      if (shares[i] >= dominant) {
        LabColour colour = colours.get(i);
        double off = wanted.colours.stream().mapToDouble(colour::difference).min().orElseThrow();
        most = Math.max(most, off);
      }
    }
    return most;
  }

  /** How far the hues about each colour deviate from it. */
  double[] chromaDeviations(List<Bin> bins) {
    double[] squares = new double[colours.size()];
    double[] counts = new double[colours.size()];
    for (Bin bin : bins) {
      int nearest = nearest(colours, bin.colour);
      double away = bin.colour.minus(colours.get(nearest)).chroma();
      squares[nearest] += bin.count * away * away;
      counts[nearest] += bin.count;
    }
    Arrays.setAll(squares, i -> Math.sqrt(squares[i] / Math.max(1e-9, counts[i])));
    return squares;
  }

  /** The deviation of lightness. */
  static double contrast(List<Bin> bins) {
    double all = 0;
    double sum = 0;
    double squares = 0;
    for (Bin bin : bins) {
      all += bin.count;
      sum += bin.count * bin.colour.l();
      squares += bin.count * bin.colour.l() * bin.colour.l();
    }
    return Math.sqrt(Math.max(0, squares / all - sum / all * sum / all));
  }

  /** Of which part of the pixels each colour is the nearest. */
  double[] shares(List<Bin> bins) {
    double[] shares = new double[colours.size()];
    double all = bins.stream().mapToDouble(Bin::count).sum();
    bins.forEach(bin -> shares[nearest(colours, bin.colour)] += bin.count / all);
    return shares;
  }

  private static List<LabColour> beginnings(List<Bin> bins, int count) {
    List<LabColour> beginnings = new ArrayList<>();
    double[] weights = bins.stream().mapToDouble(Bin::count).toArray();
    while (beginnings.size() < count) {
      int best = 0;
      for (int i = 1; i < weights.length; i++) {
        best = weights[i] > weights[best] ? i : best;
      }
      LabColour taken = bins.get(best).colour;
      if (beginnings.stream().anyMatch(b -> b.squaredDistance(taken) < SAME)) {
        break;
      }
      beginnings.add(taken);
      for (int i = 0; i < weights.length; i++) {
        double away = taken.squaredDistance(bins.get(i).colour) / (APART * APART);
        weights[i] *= 1 - Math.exp(-away);
      }
    }
    return beginnings;
  }

  private static int nearest(List<LabColour> colours, LabColour to) {
    int nearest = 0;
    double least = Double.MAX_VALUE;
    for (int i = 0; i < colours.size(); i++) {
      double away = colours.get(i).squaredDistance(to);
      if (away < least) {
        least = away;
        nearest = i;
      }
    }
    return nearest;
  }
}
