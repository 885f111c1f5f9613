package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.DIST_L2;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.distanceTransform;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.IntPredicate;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Finds sky and hair: for each pixel how freely it may move, 0 where it must be still.
 *
 * <p>Sky is what is smooth, blue or neutral and connected to the upper border, the cues of J. Luo,
 * S. Etz, "A Physical Model-based Approach to Detecting Sky in Photographic Images", IEEE
 * Transactions on Image Processing 11 (3), 2002; a warm evening sky is not told from a wall. Hair
 * is what has the colour found above a face and is connected to it.
 */
final class MovingRegion {
  private static final int SIDE = 320;

  /** How steep sky may be, in grey levels a pixel, so that clouds are in and branches are not. */
  private static final int STEEP = 20;

  /** The least part of the photo that is worth moving. */
  private static final double LEAST_SKY = 0.03;

  private static final double LEAST_HAIR = 0.002;

  /** How far from hair's mean colour hair may be, in grey levels of each channel. */
  private static final int HAIR_COLOURS = 42;

  /** How far inside its border a region moves freely, in pixels of the small picture. */
  private static final double FEATHER = 6;

  private final int width;
  private final int height;
  private final int[][] colours;

  private MovingRegion(Mat photo) {
    Mat small = Pixels.within(photo, SIDE);
    this.width = small.cols();
    this.height = small.rows();
    this.colours = new int[width * height][3];
    try (UByteIndexer pixels = small.createIndexer()) {
      for (int place = 0; place < colours.length; place++) {
        for (int c = 0; c < 3; c++) {
          colours[place][c] = pixels.get(place / width, place % width, c);
        }
      }
    }
  }

  static float[] sky(Mat photo) {
    MovingRegion small = new MovingRegion(photo);
    int[] top = new int[small.width];
    Arrays.setAll(top, x -> x);
    return small.shares(small.connected(top, small::isSky), LEAST_SKY, photo);
  }

  static float[] hair(Mat photo) {
    MovingRegion small = new MovingRegion(photo);
    Frame bounds = new Frame(0, 0, small.width, small.height);
    double scale = (double) small.width / photo.cols();
    boolean[] hair = new boolean[small.colours.length];
    for (Frame face : FaceFrames.in(photo)) {
      Frame here = face.scaled(scale, (double) small.height / photo.rows(), bounds);
      boolean[] one = small.hairOf(here);
      for (int place = 0; place < hair.length; place++) {
        hair[place] |= one[place];
      }
    }
    return small.shares(hair, LEAST_HAIR, photo);
  }

  private boolean isSky(int place) {
    int blue = colours[place][0];
    int green = colours[place][1];
    int red = colours[place][2];
    int light = (blue + green + red) / 3;
    boolean coloured = blue >= red + 12 && blue >= green - 4 && light > 24;
    boolean neutral = light > 150 && Math.abs(blue - red) < 12 && blue >= red - 1;
    return (coloured || neutral) && steepness(place) < STEEP;
  }

  private int steepness(int place) {
    int x = place % width;
    int y = place / width;
    int left = light(Math.max(0, x - 1), y);
    int right = light(Math.min(width - 1, x + 1), y);
    int above = light(x, Math.max(0, y - 1));
    int below = light(x, Math.min(height - 1, y + 1));
    return Math.max(Math.abs(left - right), Math.abs(above - below));
  }

  private int light(int x, int y) {
    int[] colour = colours[y * width + x];
    return (colour[0] + colour[1] + colour[2]) / 3;
  }

  /** What has the colour that is just above the forehead, about the head but not on the face. */
  private boolean[] hairOf(Frame face) {
    int middle = face.x() + face.width() / 2;
    int reach = Math.max(1, face.width() / 6);
    int first = Math.max(0, (int) (face.y() - 0.12 * face.height()));
    int last = Math.max(first + 1, (int) (face.y() + 0.06 * face.height()));
    int[] mean = new int[3];
    int[] seeds = new int[(last - first) * 2 * reach];
    for (int i = 0; i < seeds.length; i++) {
      int x = Math.min(width - 1, Math.max(0, middle - reach + i % (2 * reach)));
      seeds[i] = Math.min(height - 1, first + i / (2 * reach)) * width + x;
      for (int c = 0; c < 3; c++) {
        mean[c] += colours[seeds[i]][c];
      }
    }
    return connected(
        seeds, place -> isAboutHead(place, face) && likeness(colours[place], mean, seeds.length));
  }

  private static boolean likeness(int[] colour, int[] sum, int count) {
    for (int c = 0; c < 3; c++) {
      if (Math.abs(colour[c] - sum[c] / count) > HAIR_COLOURS) {
        return false;
      }
    }
    return true;
  }

  private boolean isAboutHead(int place, Frame face) {
    double x = (place % width + 0.5 - face.x()) / face.width() - 0.5;
    double y = (place / width + 0.5 - face.y()) / face.height() - 0.55;
    boolean onFace = Math.hypot(x / 0.42, y / 0.55) < 1;
    return !onFace && Math.abs(x) < 0.95 && y > -1.1 && y < 0.8;
  }

  private boolean[] connected(int[] seeds, IntPredicate belongs) {
    boolean[] region = new boolean[colours.length];
    Deque<Integer> open = new ArrayDeque<>();
    for (int seed : seeds) {
      if (!region[seed] && belongs.test(seed)) {
        region[seed] = true;
        open.add(seed);
      }
    }
    while (!open.isEmpty()) {
      int place = open.remove();
      for (int next : new int[] {place - width, place + width, place - 1, place + 1}) {
        boolean inside =
            next >= 0 && next < region.length && Math.abs(next % width - place % width) <= 1;
        if (inside && !region[next] && belongs.test(next)) {
          region[next] = true;
          open.add(next);
        }
      }
    }
    return region;
  }

  /** The region at the photo's size, fading to its border; nothing where it is too small. */
  private float[] shares(boolean[] region, double least, Mat photo) {
    Mat mask = new Mat(height + 2, width + 2, CV_8UC1, Scalar.all(0));
    int count = 0;
    try (UByteIndexer pixels = mask.createIndexer()) {
      // The picture's own border is no border of the region, so the mask goes on one pixel out.
      for (int y = 0; y < height + 2; y++) {
        for (int x = 0; x < width + 2; x++) {
          int inX = Math.min(width - 1, Math.max(0, x - 1));
          int inY = Math.min(height - 1, Math.max(0, y - 1));
          pixels.put(y, x, region[inY * width + inX] ? 255 : 0);
        }
      }
    }
    for (boolean here : region) {
      count += here ? 1 : 0;
    }
    float[] shares = new float[photo.cols() * photo.rows()];
    if (count < least * region.length || count == region.length) {
      return shares;
    }
    Mat depth = new Mat();
    distanceTransform(mask, depth, DIST_L2, 3);
    Mat inner = new Frame(1, 1, width, height).of(depth).clone();
    Mat large = new Mat();
    resize(inner, large, photo.size(), 0, 0, INTER_LINEAR);
    float[] depths = Pixels.values(large);
    for (int place = 0; place < shares.length; place++) {
      // The outermost pixels are half something else.
      shares[place] = (float) Math.min(1, Math.max(0, (depths[place] - 1.5) / FEATHER));
    }
    return shares;
  }
}
