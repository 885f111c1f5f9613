package darkroom.studio.operation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The mean square, over each block of a picture, of what kernels make of it.
 *
 * <p>Kernel after kernel is applied to one row of blocks at a time, which stays in the cache.
 */
final class BlockEnergies {
  private final Mat picture;
  private final Size blocks;
  private final int reach;

  private BlockEnergies(Mat picture, Size blocks, int reach) {
    this.picture = picture;
    this.blocks = blocks;
    this.reach = reach;
  }

  /** What a kernel takes of one pixel, so far away. */
  record Tap(int dx, int dy, float weight) {}

  /** For each kernel the energies of all blocks, row by row, in a picture of floats. */
  static float[][] of(Mat picture, Size blocks, List<List<Tap>> kernels) {
    int reach =
        kernels.stream()
            .flatMap(List::stream)
            .mapToInt(tap -> Math.max(Math.abs(tap.dx), Math.abs(tap.dy)))
            .max()
            .orElse(0);
    BlockEnergies of = new BlockEnergies(picture, blocks, reach);
    int across = blocks.width();
    int down = blocks.height();
    float[][] energies = new float[kernels.size()][across * down];
    IntStream.range(0, down)
        .parallel()
        .forEach(
            row -> {
              int top = first(row, down, picture.rows());
              float[][] lines = of.lines(top, first(row + 1, down, picture.rows()));
              for (int k = 0; k < energies.length; k++) {
                of.measure(lines, kernels.get(k), energies[k], row * across);
              }
            });
    return energies;
  }

  private static int first(int block, int blocks, int length) {
    return (int) ((long) block * length / blocks);
  }

  /** The rows from one to another, and as many around them as kernels reach, borders repeated. */
  private float[][] lines(int top, int bottom) {
    int width = picture.cols();
    float[][] lines = new float[bottom - top + 2 * reach][width + 2 * reach];
    try (PointerScope scope = new PointerScope()) {
      for (int i = 0; i < lines.length; i++) {
        int y = Math.min(Math.max(top - reach + i, 0), picture.rows() - 1);
        new FloatPointer(picture.ptr(y)).get(lines[i], reach, width);
        Arrays.fill(lines[i], 0, reach, lines[i][reach]);
        Arrays.fill(lines[i], reach + width, lines[i].length, lines[i][reach + width - 1]);
      }
    }
    return lines;
  }

  private void measure(float[][] lines, List<Tap> kernel, float[] energies, int from) {
    int width = picture.cols();
    float[] moved = new float[width];
    float[] response = new float[width];
    float[] squares = new float[width];
    for (int y = reach; y < lines.length - reach; y++) {
      Arrays.fill(response, 0);
      for (Tap tap : kernel) {
        // The loop over two arrays in step runs some values at a time; one with an offset does not.
        System.arraycopy(lines[y + tap.dy], reach + tap.dx, moved, 0, width);
        add(response, moved, tap.weight);
      }
      addSquares(squares, response);
    }
    int rows = lines.length - 2 * reach;
    for (int block = 0; block < blocks.width(); block++) {
      int left = first(block, blocks.width(), width);
      int right = first(block + 1, blocks.width(), width);
      double sum = 0;
      for (int x = left; x < right; x++) {
        sum += squares[x];
      }
      energies[from + block] = (float) (sum / (right - left) / rows);
    }
  }

  private static void add(float[] to, float[] values, float weight) {
    for (int i = 0; i < to.length; i++) {
      to[i] += weight * values[i];
    }
  }

  private static void addSquares(float[] to, float[] values) {
    for (int i = 0; i < to.length; i++) {
      to[i] += values[i] * values[i];
    }
  }
}
