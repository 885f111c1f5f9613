package darkroom.studio.operation;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * What a picture is of: its faces where there are any, else the thing that draws the eye most, as
 * {@link SaliencyMap} tells, cut from its surroundings by the threshold of N. Otsu, "A Threshold
 * Selection Method from Gray-Level Histograms", IEEE Transactions on Systems, Man, and Cybernetics
 * 9 (1), 1979.
 *
 * @param frame what holds it, in the picture's pixels
 * @param faces whether it was found by its face
 */
record Subject(Frame frame, boolean faces) {
  private static final int LEVELS = 256;

  /** How heavy another thing must be, against the heaviest, to belong to the subject. */
  private static final double COMPANION = 0.5;

  /** What a place at the border keeps, in mean distances from it: a subject may be cut there. */
  private static final double OUTSIDE = 0.1;

  /** How far below the threshold the outer parts of a thing may be. */
  private static final double LENIENCE = 0.8;

  /** The share of the weight, on each side, that is but the glow around a thing. */
  private static final double FRINGE = 0.01;

  /** How much further than what stands out most a thing goes on each side, in its own sides. */
  private static final double EDGE = 0.08;

  /** How much of a head the cascade's square leaves out on each side. */
  private static final double HEAD = 0.2;

  /** How much each place of a small map belongs to a subject. */
  private record Places(int width, int height, double[] weights) {
    double share(int place) {
      return weights[place];
    }
  }

  static Subject of(Mat picture, SaliencyMap map) {
    Frame bounds = Frame.whole(picture);
    Optional<Frame> faces = head(FaceFrames.in(picture), bounds);
    if (faces.isPresent()) {
      return new Subject(faces.get(), true);
    }
    double scaleX = (double) picture.cols() / map.width();
    double scaleY = (double) picture.rows() / map.height();
    Places places = new Places(map.width(), map.height(), weights(picture, map));
    Frame thing = salient(places).scaled(scaleX, scaleY, bounds);
    return new Subject(thing.grown(EDGE, bounds), false);
  }

  private static double[] weights(Mat picture, SaliencyMap map) {
    double[] weights = BarrierMap.of(picture, map.width(), map.height());
    double mean = Arrays.stream(weights).average().orElse(0);
    for (int place = 0; place < weights.length; place++) {
      weights[place] = map.share(place) * (weights[place] + OUTSIDE * mean);
    }
    return weights;
  }

  private static Optional<Frame> head(List<Frame> faces, Frame bounds) {
    return faces.stream().map(f -> f.grown(HEAD, bounds)).reduce(Frame::with);
  }

  /** The frame, in the map's places, of what stands out. */
  private static Frame salient(Places map) {
    double threshold = LENIENCE * threshold(map);
    int[] things = things(map, threshold);
    double[] weights = new double[Arrays.stream(things).max().orElse(0) + 1];
    for (int place = 0; place < things.length; place++) {
      weights[things[place]] += things[place] == 0 ? 0 : map.share(place) - threshold;
    }
    double heaviest = Arrays.stream(weights).max().orElse(0);
    double[] columns = new double[map.width];
    double[] rows = new double[map.height];
    for (int place = 0; place < things.length; place++) {
      if (things[place] > 0 && weights[things[place]] >= COMPANION * heaviest) {
        columns[place % map.width] += map.share(place) - threshold;
        rows[place / map.width] += map.share(place) - threshold;
      }
    }
    int left = trimmed(columns);
    int top = trimmed(rows);
    return new Frame(
        left, top, map.width - left - trimmedEnd(columns), map.height - top - trimmedEnd(rows));
  }

  /** How many places at the start hold next to nothing of the weight. */
  private static int trimmed(double[] weights) {
    double rest = FRINGE * Arrays.stream(weights).sum();
    int place = 0;
    while (place < weights.length - 1 && weights[place] <= rest) {
      rest -= weights[place];
      place++;
    }
    return place == weights.length - 1 ? 0 : place;
  }

  private static int trimmedEnd(double[] weights) {
    double[] backwards = new double[weights.length];
    for (int place = 0; place < weights.length; place++) {
      backwards[place] = weights[weights.length - 1 - place];
    }
    return trimmed(backwards);
  }

  private static double threshold(Places map) {
    int places = map.width * map.height;
    double most = 0;
    for (int place = 0; place < places; place++) {
      most = Math.max(most, map.share(place));
    }
    int[] histogram = new int[LEVELS];
    double sum = 0;
    for (int place = 0; place < places; place++) {
      int level = (int) Math.min(LEVELS - 1, map.share(place) / most * LEVELS);
      histogram[level]++;
      sum += level;
    }
    double below = 0;
    double sumBelow = 0;
    double best = -1;
    int cut = 0;
    for (int level = 0; level < LEVELS - 1; level++) {
      below += histogram[level];
      sumBelow += (double) level * histogram[level];
      double above = places - below;
      if (below > 0 && above > 0) {
        double apart = sumBelow / below - (sum - sumBelow) / above;
        double between = below * above * apart * apart;
        if (between > best) {
          best = between;
          cut = level;
        }
      }
    }
    return (cut + 1.0) / LEVELS * most;
  }

  /** Numbers the connected things above a threshold from 1; 0 is what lies between. */
  private static int[] things(Places map, double threshold) {
    int[] things = new int[map.width * map.height];
    int count = 0;
    for (int start = 0; start < things.length; start++) {
      if (things[start] == 0 && map.share(start) >= threshold) {
        count++;
        fill(map, threshold, things, start, count);
      }
    }
    return things;
  }

  private static void fill(Places map, double threshold, int[] things, int start, int number) {
    Deque<Integer> open = new ArrayDeque<>();
    open.add(start);
    things[start] = number;
    while (!open.isEmpty()) {
      int place = open.remove();
      int x = place % map.width;
      for (int next : new int[] {place - map.width, place + map.width, place - 1, place + 1}) {
        boolean inside = next >= 0 && next < things.length && Math.abs(next % map.width - x) <= 1;
        if (inside && things[next] == 0 && map.share(next) >= threshold) {
          things[next] = number;
          open.add(next);
        }
      }
    }
  }
}
