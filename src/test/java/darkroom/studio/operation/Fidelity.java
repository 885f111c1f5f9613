package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.PSNR;
import static org.bytedeco.opencv.global.opencv_core.mean;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_imgproc.Laplacian;

import org.bytedeco.opencv.opencv_core.Mat;

/** How near a picture is to the original, and how much fine detail it shows. */
final class Fidelity {
  private Fidelity() {}

  /** The peak signal-to-noise ratio of two pictures' luma, in dB. */
  static double psnr(Mat original, Mat picture) {
    return PSNR(Pixels.grey(original), Pixels.grey(picture));
  }

  /**
   * The mean structural similarity of two pictures' luma: Z. Wang, A. C. Bovik, H. R. Sheikh, E. P.
   * Simoncelli, "Image Quality Assessment: From Error Visibility to Structural Similarity", IEEE
   * Transactions on Image Processing 13 (4), 2004, with its window and constants.
   */
  static double ssim(Mat original, Mat picture) {
    Mat one = floats(original);
    Mat other = floats(picture);
    float[] means = windowed(one);
    float[] otherMeans = windowed(other);
    float[] squares = windowed(product(one, one));
    float[] otherSquares = windowed(product(other, other));
    float[] products = windowed(product(one, other));
    double tone = 0.01 * 255 * 0.01 * 255;
    double contrast = 0.03 * 255 * 0.03 * 255;
    double sum = 0;
    for (int i = 0; i < means.length; i++) {
      double both = means[i] * otherMeans[i];
      double eachSquared = means[i] * means[i] + otherMeans[i] * otherMeans[i];
      double variances = squares[i] + otherSquares[i] - eachSquared;
      sum +=
          (2 * both + tone)
              * (2 * (products[i] - both) + contrast)
              / ((eachSquared + tone) * (variances + contrast));
    }
    return sum / means.length;
  }

  /** The mean square of the Laplacian: fine detail, by a measure the studio does not use. */
  static double detail(Mat picture) {
    Mat laplacian = new Mat();
    Laplacian(Pixels.grey(picture), laplacian, CV_32F);
    return mean(product(laplacian, laplacian)).get(0);
  }

  private static Mat floats(Mat picture) {
    Mat floats = new Mat();
    Pixels.grey(picture).convertTo(floats, CV_32F);
    return floats;
  }

  private static Mat product(Mat one, Mat other) {
    Mat product = new Mat();
    multiply(one, other, product);
    return product;
  }

  private static float[] windowed(Mat picture) {
    return Pixels.values(Pixels.smooth(picture, 1.5));
  }
}
