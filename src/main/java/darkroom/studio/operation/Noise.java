package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.absdiff;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.filter2D;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Tells how noisy a grey picture is.
 *
 * <p>The mask, which edges and slopes leave at zero, is that of J. Immerkær, "Fast Noise Variance
 * Estimation", Computer Vision and Image Understanding 64 (2), 1996. It takes texture for noise, so
 * only the quietest blocks are asked, as in D.-H. Shin, R.-H. Park, S. Yang, J.-H. Jung,
 * "Block-Based Noise Estimation Using Adaptive Gaussian Filtering", IEEE Transactions on Consumer
 * Electronics 51 (1), 2005; those that are clipped to black or white hide theirs.
 */
final class Noise {
  private static final int BLOCK = 16;

  /** The share of the blocks, the quietest, of which the noisiest tells. */
  private static final double QUIET = 0.1;

  private static final double DARK = 6;
  private static final double BRIGHT = 249;

  /** The mean response of the mask to noise of deviation 1. */
  private static final double RESPONSE = 6 * Math.sqrt(2 / Math.PI);

  private Noise() {}

  /** The deviation of an 8-bit grey picture's noise, of 255; 0 where too little is seen. */
  static double deviation(Mat grey) {
    int across = grey.cols() / BLOCK;
    int down = grey.rows() / BLOCK;
    if (across == 0 || down == 0) {
      return 0;
    }
    Mat whole = new Mat(grey, new Rect(0, 0, across * BLOCK, down * BLOCK));
    Mat mask = new Mat(1f, -2f, 1f, -2f, 4f, -2f, 1f, -2f, 1f).reshape(1, 3);
    Mat response = new Mat();
    filter2D(whole, response, CV_32F, mask, new Point(-1, -1), 0, BORDER_REFLECT_101);
    absdiff(response, new Mat(response.size(), CV_32F, Scalar.all(0)), response);
    Mat blocks = new Mat();
    resize(response, blocks, new Size(across, down), 0, 0, INTER_AREA);
    Mat tones = new Mat();
    resize(whole, tones, new Size(across, down), 0, 0, INTER_AREA);
    Mat means = new Mat();
    tones.convertTo(means, CV_32F);
    float[] tone = Pixels.values(means);
    float[] responses = Pixels.values(blocks);
    double[] told = new double[responses.length];
    int count = 0;
    for (int block = 0; block < responses.length; block++) {
      if (tone[block] > DARK && tone[block] < BRIGHT) {
        told[count++] = responses[block];
      }
    }
    Arrays.sort(told, 0, count);
    return count == 0 ? 0 : told[(int) (QUIET * count)] / RESPONSE;
  }
}
