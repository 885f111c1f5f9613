package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.divide;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_imgproc.blur;

import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * How every colour moves, on a grid over sRGB with the moves between its points interpolated.
 *
 * <p>A photo's eight bits are steps, which a steep change would tear apart to bands. So each pixel
 * moves as the colour of its smooth surroundings does, which are told by the guided filter of K.
 * He, J. Sun, X. Tang, "Guided Image Filtering", IEEE TPAMI 35 (6), 2013: gradients get values
 * between the steps, edges stay, and fine grain is carried along as it is, never amplified.
 */
final class ColourCube {
  private static final int NODES = 33;
  private static final float NODES_PER_VALUE = (NODES - 1) / 255f;
  private static final int[] STRIDES = {3, 3 * NODES, 3 * NODES * NODES};

  private static final int BAND = 64;
  private static final int RADIUS = 8;

  /** The variance, in values squared, that is grain or rounding rather than picture. */
  private static final double GRAIN = 3;

  private final float[] moves;

  private ColourCube(float[] moves) {
    this.moves = moves;
  }

  /** A cube that changes colours so; what leaves sRGB loses chroma, not lightness. */
  static ColourCube of(UnaryOperator<LabColour> change) {
    float[] moves = new float[NODES * NODES * NODES * 3];
    IntStream.range(0, NODES * NODES * NODES)
        .parallel()
        .forEach(
            node -> {
              double[] from = {
                node % NODES / (double) NODES_PER_VALUE,
                node / NODES % NODES / (double) NODES_PER_VALUE,
                node / NODES / NODES / (double) NODES_PER_VALUE
              };
              double[] to =
                  change.apply(LabColour.ofBgr(from[0], from[1], from[2])).displayable().bgr();
              for (int channel = 0; channel < 3; channel++) {
                moves[3 * node + channel] = (float) (to[channel] - from[channel]);
              }
            });
    return new ColourCube(moves);
  }

  /** The picture with its colours moved all the way. */
  Mat applied(Mat bgr) {
    return applied(bgr, 1, Keep.NOTHING);
  }

  /**
   * The 8-bit BGR picture with its colours moved.
   *
   * @param degree how far they move, 0 to 1
   * @param keep where they stay
   */
  Mat applied(Mat bgr, double degree, Keep keep) {
    Mat result = new Mat(bgr.rows(), bgr.cols(), CV_8UC3);
    for (int top = 0; top < bgr.rows(); top += BAND) {
      int bottom = Math.min(bgr.rows(), top + BAND);
      try (PointerScope scope = new PointerScope()) {
        int from = Math.max(0, top - 2 * RADIUS);
        int to = Math.min(bgr.rows(), bottom + 2 * RADIUS);
        Mat surroundings = surroundings(new Mat(bgr, new Rect(0, from, bgr.cols(), to - from)));
        IntStream.range(top, bottom)
            .parallel()
            .forEach(
                y ->
                    moveRow(
                        bgr.ptr(y),
                        new FloatPointer(surroundings.ptr(y - from)),
                        result.ptr(y),
                        keep.row(y, bgr.size()),
                        (float) degree));
      }
    }
    return result;
  }

  private void moveRow(
      BytePointer source, FloatPointer smooth, BytePointer target, float[] kept, float degree) {
    byte[] values = new byte[3 * kept.length];
    source.get(values);
    float[] surroundings = new float[values.length];
    smooth.get(surroundings);
    float[] move = new float[3];
    for (int x = 0; x < kept.length; x++) {
      float share = degree * (1 - kept[x]);
      if (share > 0) {
        move(surroundings, 3 * x, move);
        for (int channel = 0; channel < 3; channel++) {
          float value = (values[3 * x + channel] & 255) + share * move[channel];
          values[3 * x + channel] = (byte) Math.min(255, Math.max(0, Math.round(value)));
        }
      }
    }
    target.put(values);
  }

  /** How a colour moves: the tetrahedron of grid points about it, so that greys stay in line. */
  private void move(float[] colours, int at, float[] move) {
    int node = 0;
    int first = 0;
    int last = 0;
    float[] rest = new float[3];
    for (int channel = 0; channel < 3; channel++) {
      float place = Math.min(Math.max(colours[at + channel], 0), 255) * NODES_PER_VALUE;
      int below = Math.min((int) place, NODES - 2);
      rest[channel] = place - below;
      node += below * STRIDES[channel];
      first = rest[channel] > rest[first] ? channel : first;
      last = rest[channel] <= rest[last] ? channel : last;
    }
    if (first == last) {
      last = 2 - first;
    }
    int middle = 3 - first - last;
    int second = node + STRIDES[first];
    int third = second + STRIDES[middle];
    int fourth = third + STRIDES[last];
    for (int channel = 0; channel < 3; channel++) {
      move[channel] =
          moves[node + channel] * (1 - rest[first])
              + moves[second + channel] * (rest[first] - rest[middle])
              + moves[third + channel] * (rest[middle] - rest[last])
              + moves[fourth + channel] * rest[last];
    }
  }

  private static Mat surroundings(Mat band) {
    Mat values = new Mat();
    band.convertTo(values, CV_32F);
    Mat mean = boxed(values);
    Mat square = new Mat();
    multiply(values, values, square);
    Mat variance = boxed(square);
    multiply(mean, mean, square);
    subtract(variance, square, variance);
    Mat all = new Mat();
    add(variance, new Mat(variance.size(), variance.type(), Scalar.all(GRAIN)), all);
    Mat slope = new Mat();
    divide(variance, all, slope);
    Mat level = new Mat();
    multiply(slope, mean, level);
    subtract(mean, level, level);
    Mat smooth = new Mat();
    multiply(boxed(slope), values, smooth);
    add(smooth, boxed(level), smooth);
    return smooth;
  }

  private static Mat boxed(Mat values) {
    Mat boxed = new Mat();
    int side = 2 * RADIUS + 1;
    blur(values, boxed, new Size(side, side), new Point(-1, -1), BORDER_REPLICATE);
    return boxed;
  }
}
