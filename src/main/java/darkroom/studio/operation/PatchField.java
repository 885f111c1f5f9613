package darkroom.studio.operation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which patch of one picture is most like the patch about each pixel of another.
 *
 * <p>C. Barnes, E. Shechtman, A. Finkelstein, D. B. Goldman, "PatchMatch: A Randomized
 * Correspondence Algorithm for Structural Image Editing", SIGGRAPH 2009. Every pixel looks at what
 * its neighbours had found the round before, at growing steps, as in G. Rong, T.-S. Tan, "Jump
 * Flooding in GPU", I3D 2006: so rows may be worked at once and the result is always the same.
 */
final class PatchField {
  private static final int SIDE = 2 * Plane.REACH + 1;

  private final Plane style;
  private final int width;
  private final int height;
  private int[] places;

  private PatchField(Plane style, int width, int height, int[] places) {
    this.style = style;
    this.width = width;
    this.height = height;
    this.places = places;
  }

  /** Patches taken at random. */
  static PatchField random(Plane style, int width, int height) {
    int[] places = new int[width * height];
    Arrays.setAll(places, i -> (int) (random(i) % ((long) style.width() * style.height())));
    return new PatchField(style, width, height, places);
  }

  /** The same patches where both pictures are larger. */
  PatchField enlarged(Plane larger, int toWidth, int toHeight) {
    int[] enlarged = new int[toWidth * toHeight];
    for (int y = 0; y < toHeight; y++) {
      int fromY = Math.min(y * height / toHeight, height - 1);
      for (int x = 0; x < toWidth; x++) {
        int fromX = Math.min(x * width / toWidth, width - 1);
        int place = places[fromY * width + fromX];
        // What is left of the pixel's own place within the smaller one carries over.
        int styleX =
            (int) ((long) (place % style.width()) * larger.width() / style.width())
                + x
                - (int) ((long) fromX * toWidth / width);
        int styleY =
            (int) ((long) (place / style.width()) * larger.height() / style.height())
                + y
                - (int) ((long) fromY * toHeight / height);
        enlarged[y * toWidth + x] =
            Math.min(styleY, larger.height() - 1) * larger.width()
                + Math.min(styleX, larger.width() - 1);
      }
    }
    return new PatchField(larger, toWidth, toHeight, enlarged);
  }

  /** Looks for better patches among those of neighbours so far away and some at random. */
  void improve(Plane picture, int step, int randoms) {
    int[] before = places;
    int[] after = new int[before.length];
    IntStream.range(0, height)
        .parallel()
        .forEach(
            y -> {
              for (int x = 0; x < width; x++) {
                after[y * width + x] = best(picture, before, x, y, step, randoms);
              }
            });
    places = after;
  }

  /** The picture that the patches make together, nearer ones counting more. */
  Plane painted() {
    Plane painted = Plane.sized(width, height);
    IntStream.range(0, height).parallel().forEach(y -> paintRow(painted, y));
    return painted;
  }

  private int best(Plane picture, int[] before, int x, int y, int step, int randoms) {
    int best = before[y * width + x];
    int least = distance(picture, x, y, best, Integer.MAX_VALUE);
    for (int direction = 0; direction < 4; direction++) {
      int dx = (direction & 1) == 0 ? step * (1 - direction) : 0;
      int dy = (direction & 1) == 1 ? step * (2 - direction) : 0;
      if (x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height) {
        int place = before[(y + dy) * width + x + dx];
        int candidate = moved(place, -dx, -dy);
        int distance = distance(picture, x, y, candidate, least);
        if (distance < least) {
          least = distance;
          best = candidate;
        }
      }
    }
    int reach = Math.max(style.width(), style.height());
    for (int i = 0; i < randoms; i++) {
      long chance = random(((long) (y * width + x) << 8) + (step << 4) + i);
      int dx = (int) ((chance & 0xffff) % (2 * reach + 1)) - reach;
      int dy = (int) ((chance >> 16 & 0xffff) % (2 * reach + 1)) - reach;
      int candidate = moved(best, dx, dy);
      int distance = distance(picture, x, y, candidate, least);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
      reach = Math.max(1, reach / 3);
    }
    return best;
  }

  private int moved(int place, int dx, int dy) {
    int x = Math.min(Math.max(place % style.width() + dx, 0), style.width() - 1);
    int y = Math.min(Math.max(place / style.width() + dy, 0), style.height() - 1);
    return y * style.width() + x;
  }

  private int distance(Plane picture, int x, int y, int place, int limit) {
    int stylePlace = style.at(place % style.width(), place / style.width());
    int here = picture.at(x, y) - Plane.REACH * (picture.stride() + 3);
    int there = stylePlace - Plane.REACH * (style.stride() + 3);
    int sum = 0;
    for (int row = 0; row < SIDE && sum < limit; row++) {
      for (int i = 0; i < 3 * SIDE; i++) {
        int away = (picture.values()[here + i] & 255) - (style.values()[there + i] & 255);
        sum += away * away;
      }
      here += picture.stride();
      there += style.stride();
    }
    return sum;
  }

  private void paintRow(Plane painted, int y) {
    int[] sums = new int[3];
    for (int x = 0; x < width; x++) {
      Arrays.fill(sums, 0);
      int weights = 0;
      for (int dy = -Plane.REACH; dy <= Plane.REACH; dy++) {
        for (int dx = -Plane.REACH; dx <= Plane.REACH; dx++) {
          int fromX = x + dx;
          int fromY = y + dy;
          if (fromX >= 0 && fromX < width && fromY >= 0 && fromY < height) {
            int place = places[fromY * width + fromX];
            int from = style.at(place % style.width() - dx, place / style.width() - dy);
            int weight = 16 >> (Math.abs(dx) + Math.abs(dy));
            for (int channel = 0; channel < 3; channel++) {
              sums[channel] += weight * (style.values()[from + channel] & 255);
            }
            weights += weight;
          }
        }
      }
      int to = painted.at(x, y);
      for (int channel = 0; channel < 3; channel++) {
        painted.values()[to + channel] = (byte) ((sums[channel] + weights / 2) / weights);
      }
    }
  }

  /** A fixed, well mixed number for each number: the finaliser of SplitMix64. */
  private static long random(long number) {
    long z = (number + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return (z ^ (z >>> 31)) >>> 1;
  }
}
