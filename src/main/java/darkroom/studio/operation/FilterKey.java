package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_imgproc.filter2D;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;

/**
 * Which of the learned filters suits each place of a picture of lightness, and how the place must
 * be turned for it: by the direction, strength and coherence of the gradients about it, and by
 * whether it lies on a slope or on a bend.
 *
 * <p>The key is that of Y. Romano, J. Isidoro, P. Milanfar, "RAISR: Rapid and Accurate Image Super
 * Resolution", IEEE Transactions on Computational Imaging 3 (1), 2017; bends are added here. A
 * place is flipped and transposed until its gradient points between 0 and 45 degrees, so that one
 * filter serves four directions and learns from all of them.
 */
final class FilterKey {
  static final int DIRECTIONS = 6;
  static final int COHERENCES = 3;
  static final int STRENGTHS = 6;
  static final int SHAPES = 2;
  static final int COUNT = DIRECTIONS * COHERENCES * STRENGTHS * SHAPES;

  /** The ways a place is turned: bit 0 flips it upside down, bit 1 then swaps rows and columns. */
  static final int TURNS = 4;

  /** The deviation, in pixels, of the window in which gradients are gathered. */
  private static final double WINDOW = 1.2;

  private static final float[] COHERENCE_STEPS = {0.25f, 0.5f};

  /** Changes of lightness per pixel, of 255. */
  private static final float[] STRENGTH_STEPS = {1.5f, 4, 8, 14, 24};

  /** How many times the change per pixel a bend must be to make a line or a dot of an edge. */
  private static final float BENT = 2;

  private final int width;
  private final float[] alongX;
  private final float[] alongY;
  private final float[] across;
  private final float[] bend;

  private FilterKey(int width, float[] alongX, float[] alongY, float[] across, float[] bend) {
    this.width = width;
    this.alongX = alongX;
    this.alongY = alongY;
    this.across = across;
    this.bend = bend;
  }

  /** The keys of all places of a picture of lightness as floats, 0 to 255. */
  static FilterKey of(Mat lightness) {
    Mat x = slope(lightness, 1);
    Mat y = slope(lightness, 3);
    return new FilterKey(
        lightness.cols(), gathered(x, x), gathered(y, y), gathered(x, y), bend(lightness));
  }

  /** The number of the filter for a place, below {@link #COUNT}. */
  int filter(int row, int column) {
    int place = row * width + column;
    float difference = Math.abs(alongX[place] - alongY[place]);
    float twice = Math.abs(2 * across[place]);
    float sum = alongX[place] + alongY[place];
    float root = (float) Math.sqrt(difference * difference + twice * twice);
    float most = (float) Math.sqrt(Math.max(0, (sum + root) / 2));
    float least = (float) Math.sqrt(Math.max(0, (sum - root) / 2));
    float coherence = most > 0 ? (most - least) / (most + least) : 0;
    int direction = (int) (Math.atan2(twice, difference) / (Math.PI / 2) * DIRECTIONS);
    return (Math.min(direction, DIRECTIONS - 1) * COHERENCES + step(coherence, COHERENCE_STEPS))
            * STRENGTHS
            * SHAPES
        + step(most, STRENGTH_STEPS) * SHAPES
        + (Math.abs(bend[place]) > BENT * most ? 1 : 0);
  }

  /** How a place is turned for its filter, below {@link #TURNS}. */
  int turn(int row, int column) {
    int place = row * width + column;
    return (across[place] < 0 ? 1 : 0) + (alongX[place] < alongY[place] ? 2 : 0);
  }

  /**
   * Where each cell of a turned square is found in the square as it stands, row by row.
   *
   * @param side the side of the square
   */
  static int[][] turned(int side) {
    int[][] cells = new int[TURNS][side * side];
    for (int turn = 0; turn < TURNS; turn++) {
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          int down = (turn & 2) == 0 ? row : column;
          int right = (turn & 2) == 0 ? column : row;
          int upright = (turn & 1) == 0 ? down : side - 1 - down;
          cells[turn][row * side + column] = upright * side + right;
        }
      }
    }
    return cells;
  }

  private static int step(float value, float[] steps) {
    int step = 0;
    while (step < steps.length && value >= steps[step]) {
      step++;
    }
    return step;
  }

  /** How much lighter or darker each pixel is than those about it. */
  private static float[] bend(Mat lightness) {
    Mat kernel =
        new Mat(-0.25f, -0.5f, -0.25f, -0.5f, 3, -0.5f, -0.25f, -0.5f, -0.25f).reshape(1, 3);
    Mat bend = new Mat();
    filter2D(lightness, bend, CV_32F, kernel, new Point(-1, -1), 0, BORDER_REPLICATE);
    return Pixels.values(bend);
  }

  private static Mat slope(Mat lightness, int height) {
    Mat kernel = new Mat(-0.5f, 0, 0.5f).reshape(1, height);
    Mat slope = new Mat();
    filter2D(lightness, slope, CV_32F, kernel, new Point(-1, -1), 0, BORDER_REPLICATE);
    return slope;
  }

  private static float[] gathered(Mat one, Mat other) {
    Mat product = new Mat();
    multiply(one, other, product);
    return Pixels.values(Pixels.smooth(product, WINDOW));
  }
}
