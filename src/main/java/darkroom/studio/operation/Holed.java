package darkroom.studio.operation;

import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * A picture with a hole in it, at one scale; pixels are counted row by row.
 *
 * <p>What lies in the hole is unknown until filled. What is barred is known, but must not be
 * copied.
 */
final class Holed {
  private final int width;
  private final int height;
  private final int channels;
  private final float[] values;
  private final boolean[] hole;
  private final boolean[] barred;

  private Holed(
      int width, int height, int channels, float[] values, boolean[] hole, boolean[] barred) {
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.values = values;
    this.hole = hole;
    this.barred = barred;
  }

  /** The part of a picture within a frame; where a mask is not 0, it is hole, or barred. */
  static Holed of(Mat picture, Mat hole, Mat barred, Rect frame) {
    int width = frame.width();
    int height = frame.height();
    int channels = picture.channels();
    float[] values = new float[width * height * channels];
    byte[] row = new byte[width * channels];
    for (int y = 0; y < height; y++) {
      new BytePointer(picture.ptr(frame.y() + y, frame.x())).get(row);
      for (int i = 0; i < row.length; i++) {
        values[y * row.length + i] = row[i] & 0xff;
      }
    }
    return new Holed(width, height, channels, values, marked(hole, frame), marked(barred, frame));
  }

  private static boolean[] marked(Mat mask, Rect frame) {
    boolean[] marked = new boolean[frame.width() * frame.height()];
    byte[] row = new byte[frame.width()];
    for (int y = 0; y < frame.height(); y++) {
      new BytePointer(mask.ptr(frame.y() + y, frame.x())).get(row);
      for (int x = 0; x < row.length; x++) {
        marked[y * row.length + x] = row[x] != 0;
      }
    }
    return marked;
  }

  /** Writes what fills the hole into a picture; touches nothing else. */
  void writeTo(Mat picture, Rect frame) {
    byte[] row = new byte[width * channels];
    for (int y = 0; y < height; y++) {
      BytePointer pixels = new BytePointer(picture.ptr(frame.y() + y, frame.x()));
      pixels.get(row);
      for (int i = 0; i < row.length; i++) {
        if (hole[y * width + i / channels]) {
          row[i] = (byte) Math.round(Math.min(Math.max(values[y * row.length + i], 0), 255));
        }
      }
      pixels.put(row);
    }
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  int channels() {
    return channels;
  }

  /** All channels of all pixels; shared, so that filling is seen. */
  float[] values() {
    return values;
  }

  /** The pixels that are in the hole, in order. */
  int[] holePixels() {
    int count = 0;
    for (boolean in : hole) {
      count += in ? 1 : 0;
    }
    int[] pixels = new int[count];
    int at = 0;
    for (int i = 0; i < hole.length; i++) {
      if (hole[i]) {
        pixels[at++] = i;
      }
    }
    return pixels;
  }

  /** The picture at half the size: each pixel the mean of what is known, in the hole if any is. */
  Holed halved() {
    return halved(1);
  }

  /** The picture at half the size: each pixel the mean of what is known, in the hole if all are. */
  Holed halvedOpen() {
    return halved(4);
  }

  private Holed halved(int unknownForHole) {
    int across = (width + 1) / 2;
    int down = (height + 1) / 2;
    boolean[] halfBarred = new boolean[across * down];
    int[] unknown = new int[across * down];
    int[] known = new int[across * down];
    float[] half = new float[across * down * channels];
    for (int i = 0; i < hole.length; i++) {
      int to = i / width / 2 * across + i % width / 2;
      halfBarred[to] |= barred[i];
      if (hole[i]) {
        unknown[to]++;
      } else {
        known[to]++;
        for (int c = 0; c < channels; c++) {
          half[to * channels + c] += values[i * channels + c];
        }
      }
    }
    boolean[] halfHole = new boolean[across * down];
    for (int i = 0; i < halfHole.length; i++) {
      halfHole[i] = known[i] == 0 || unknown[i] >= unknownForHole;
      for (int c = 0; c < channels; c++) {
        half[i * channels + c] /= Math.max(1, known[i]);
      }
    }
    return new Holed(across, down, channels, half, halfHole, halfBarred);
  }

  /** Which squares of this radius may be copied, by their middle: whole, known, not barred. */
  boolean[] sources(int radius) {
    boolean[] bad = new boolean[hole.length];
    for (int i = 0; i < bad.length; i++) {
      bad[i] = hole[i] || barred[i];
    }
    boolean[] near = grown(bad, radius);
    boolean[] sources = new boolean[bad.length];
    for (int y = radius; y < height - radius; y++) {
      for (int x = radius; x < width - radius; x++) {
        sources[y * width + x] = !near[y * width + x];
      }
    }
    return sources;
  }

  /** The middles of all squares of this radius that are whole and reach into the hole. */
  int[] targets(int radius) {
    boolean[] near = grown(hole, radius);
    int[] targets = new int[hole.length];
    int count = 0;
    for (int y = radius; y < height - radius; y++) {
      for (int x = radius; x < width - radius; x++) {
        if (near[y * width + x]) {
          targets[count++] = y * width + x;
        }
      }
    }
    return Arrays.copyOf(targets, count);
  }

  private boolean[] grown(boolean[] area, int radius) {
    return spread(spread(area, radius, 1, width, height), radius, width, height, width);
  }

  /** Grows along lines: {@code step} from pixel to pixel, as many as {@code length}. */
  private boolean[] spread(boolean[] area, int radius, int step, int length, int lines) {
    boolean[] wide = new boolean[area.length];
    int lineStep = step == 1 ? width : 1;
    for (int line = 0; line < lines; line++) {
      int start = line * lineStep;
      int reach = 0;
      for (int i = 0; i < length + radius; i++) {
        reach = i < length && area[start + i * step] ? 2 * radius + 1 : reach - 1;
        if (reach > 0 && i >= radius) {
          wide[start + (i - radius) * step] = true;
        }
      }
    }
    return wide;
  }

  /** How far each pixel of the hole is from what is known, in steps; 0 outside. */
  int[] depths() {
    int[] depths = new int[hole.length];
    int far = width + height;
    for (int i = 0; i < depths.length; i++) {
      depths[i] = hole[i] ? far : 0;
    }
    for (int i = 0; i < depths.length; i++) {
      shorten(depths, i, i % width > 0 ? i - 1 : i);
      shorten(depths, i, i >= width ? i - width : i);
    }
    for (int i = depths.length - 1; i >= 0; i--) {
      shorten(depths, i, i % width < width - 1 ? i + 1 : i);
      shorten(depths, i, i < depths.length - width ? i + width : i);
    }
    return depths;
  }

  private static void shorten(int[] depths, int pixel, int neighbour) {
    depths[pixel] = Math.min(depths[pixel], depths[neighbour] + (pixel == neighbour ? 0 : 1));
  }
}
