package darkroom.studio.operation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * For each square patch that reaches into a hole, the most similar patch of what is around it.
 *
 * <p>Good matches are found at random and spread to neighbours: C. Barnes, E. Shechtman, A.
 * Finkelstein, D. B. Goldman, "PatchMatch: A Randomized Correspondence Algorithm for Structural
 * Image Editing", SIGGRAPH 2009. The seed is fixed, so the same picture gives the same matches.
 */
final class Matches {
  /** A patch's radius. */
  static final int RADIUS = 3;

  private static final int SIDE = 2 * RADIUS + 1;
  private static final long SEED = 20090803;
  private static final int SAMPLED_COSTS = 4096;
  private static final double TYPICAL = 0.75;

  /** What a patch counts by how many steps its middle is from what is known. */
  private static final double[] NEARNESS =
      IntStream.rangeClosed(0, 60).mapToDouble(depth -> Math.pow(1.25, -depth)).toArray();

  private final Holed picture;
  private final boolean[] sources;
  private final int[] targets;
  private final int[] match;
  private final float[] cost;
  private final int[] anySources;
  private final SplittableRandom random = new SplittableRandom(SEED);

  private Matches(Holed picture) {
    this.picture = picture;
    this.sources = picture.sources(RADIUS);
    this.targets = picture.targets(RADIUS);
    this.match = new int[sources.length];
    this.cost = new float[sources.length];
    this.anySources = listed(sources);
    Arrays.fill(match, -1);
  }

  /** Matches as chance has them. There must be {@linkplain #possible something to copy}. */
  static Matches random(Holed picture) {
    Matches matches = new Matches(picture);
    for (int target : matches.targets) {
      matches.match[target] = matches.anySource();
    }
    return matches;
  }

  /** Matches found at half the size. */
  static Matches refined(Holed picture, Matches coarse) {
    Matches matches = new Matches(picture);
    int width = picture.width();
    int halfWidth = coarse.picture.width();
    int halfHeight = coarse.picture.height();
    for (int target : matches.targets) {
      int x = target % width;
      int y = target / width;
      int halfX = Math.min(Math.max(x / 2, RADIUS), halfWidth - 1 - RADIUS);
      int halfY = Math.min(Math.max(y / 2, RADIUS), halfHeight - 1 - RADIUS);
      int half = coarse.match[halfY * halfWidth + halfX];
      int found = -1;
      if (half >= 0) {
        int toX = x + 2 * (half % halfWidth - halfX);
        int toY = y + 2 * (half / halfWidth - halfY);
        found = matches.source(toX, toY);
      }
      matches.match[target] = found >= 0 ? found : matches.anySource();
    }
    return matches;
  }

  /** Whether there is any patch to copy at all. */
  static boolean possible(Holed picture) {
    return listed(picture.sources(RADIUS)).length > 0;
  }

  private static int[] listed(boolean[] places) {
    int[] list = new int[places.length];
    int count = 0;
    for (int i = 0; i < places.length; i++) {
      if (places[i]) {
        list[count++] = i;
      }
    }
    return Arrays.copyOf(list, count);
  }

  private int anySource() {
    return anySources[random.nextInt(anySources.length)];
  }

  /** The source in the middle of (x, y), or -1 where that is none. */
  private int source(int x, int y) {
    boolean inside = x >= 0 && y >= 0 && x < picture.width() && y < picture.height();
    int place = y * picture.width() + x;
    return inside && sources[place] ? place : -1;
  }

  /** How many patches there are to find matches for. */
  int size() {
    return targets.length;
  }

  /** Looks for better matches, at most this far from those known; 0 compares them anew only. */
  void improve(int reach) {
    for (int target : targets) {
      cost[target] = difference(target, match[target], Float.MAX_VALUE);
    }
    if (reach > 0) {
      for (int i = 0; i < targets.length; i++) {
        improve(targets[i], -1, reach);
      }
      for (int i = targets.length - 1; i >= 0; i--) {
        improve(targets[i], 1, reach);
      }
    }
  }

  private void improve(int target, int way, int reach) {
    follow(target, target + way, -way, 0);
    follow(target, target + way * picture.width(), 0, -way);
    int width = picture.width();
    for (int r = reach; r >= 1; r /= 2) {
      int best = match[target];
      long chance = random.nextLong();
      int x = best % width + within(r, chance >>> 32);
      int y = best / width + within(r, chance & 0xffff_ffffL);
      consider(target, source(x, y));
    }
  }

  /** A number from -reach to reach for 32 bits of chance; without a division, which is slow. */
  private static int within(int reach, long chance) {
    return (int) (chance * (2 * reach + 1) >>> 32) - reach;
  }

  /** Considers what lies beside the match of a neighbour as the target lies beside it. */
  private void follow(int target, int neighbour, int dx, int dy) {
    if (neighbour >= 0 && neighbour < match.length && match[neighbour] >= 0) {
      int to = match[neighbour];
      consider(target, source(to % picture.width() + dx, to / picture.width() + dy));
    }
  }

  private void consider(int target, int source) {
    if (source >= 0 && source != match[target]) {
      float difference = difference(target, source, cost[target]);
      if (difference < cost[target]) {
        cost[target] = difference;
        match[target] = source;
      }
    }
  }

  /** The sum of squared differences of two patches, or any number over the limit. */
  private float difference(int target, int source, float limit) {
    float[] values = picture.values();
    int channels = picture.channels();
    int stride = picture.width() * channels;
    int a = target * channels - RADIUS * (stride + channels);
    int b = source * channels - RADIUS * (stride + channels);
    int length = SIDE * channels;
    float sum = 0;
    for (int row = 0; row < SIDE && sum < limit; row++) {
      // Apart from the sum of the rows before, so that the processor need not wait for that.
      float rowSum = 0;
      for (int i = 0; i < length; i++) {
        float away = values[a + i] - values[b + i];
        rowSum += away * away;
      }
      sum += rowSum;
      a += stride;
      b += stride;
    }
    return sum;
  }

  /**
   * Fills the hole with what the matches of all patches over a pixel say of it, those that fit
   * better and lie nearer to what is known counting more.
   */
  void vote(int[] depths) {
    int channels = picture.channels();
    int width = picture.width();
    float[] values = picture.values();
    double scale = typicalCost();
    float[] sums = new float[values.length];
    float[] weights = new float[depths.length];
    for (int target : targets) {
      double near = NEARNESS[Math.min(depths[target], NEARNESS.length - 1)];
      float weight = (float) (near * Math.exp(-cost[target] / scale) + 1e-12);
      int from = match[target];
      for (int dy = -RADIUS; dy <= RADIUS; dy++) {
        for (int dx = -RADIUS; dx <= RADIUS; dx++) {
          int to = target + dy * width + dx;
          if (depths[to] > 0) {
            int source = (from + dy * width + dx) * channels;
            weights[to] += weight;
            for (int c = 0; c < channels; c++) {
              sums[to * channels + c] += weight * values[source + c];
            }
          }
        }
      }
    }
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        for (int c = 0; c < channels; c++) {
          values[i * channels + c] = sums[i * channels + c] / weights[i];
        }
      }
    }
  }

  private double typicalCost() {
    int step = Math.max(1, targets.length / SAMPLED_COSTS);
    float[] sample = new float[(targets.length + step - 1) / step];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = cost[targets[i * step]];
    }
    Arrays.sort(sample);
    return Math.max(1, 2 * sample[(int) (TYPICAL * (sample.length - 1))]);
  }
}
