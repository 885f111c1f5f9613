package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.addWeighted;
import static org.bytedeco.opencv.global.opencv_core.max;
import static org.bytedeco.opencv.global.opencv_core.min;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_RECT;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_TOZERO;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;
import static org.bytedeco.opencv.global.opencv_imgproc.erode;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Makes edges steeper without halos: detail is raised as by an unsharp mask, but no pixel goes
 * beyond the darkest and lightest of those about it, so what would be a halo becomes steepness.
 *
 * <p>Held to the local extremes, sharpening acts like the shock filters of S. Osher, L. I. Rudin,
 * "Feature-Oriented Image Enhancement Using Shock Filters", SIAM Journal on Numerical Analysis 27
 * (4), 1990. Detail no stronger than the noise is left alone, by the soft threshold of D. L.
 * Donoho, "De-Noising by Soft-Thresholding", IEEE Transactions on Information Theory 41 (3), 1995.
 *
 * @param deviation of the Gaussian that tells detail, in pixels
 * @param amount how much of the detail is added
 * @param noise what is not taken for detail, in the units of the picture
 * @param reach how far off the extremes are sought, in pixels
 */
record Sharpening(double deviation, double amount, double noise, int reach) {
  /** A picture of lightness, sharpened; floats. */
  Mat apply(Mat lightness) {
    Mat smooth = Pixels.smooth(lightness, deviation);
    Mat sharp = new Mat();
    addWeighted(lightness, 1, strong(lightness, smooth), amount, 0, sharp);
    addWeighted(sharp, 1, strong(smooth, lightness), -amount, 0, sharp);
    Mat window = getStructuringElement(MORPH_RECT, new Size(2 * reach + 1, 2 * reach + 1));
    Mat extreme = new Mat();
    erode(lightness, extreme, window);
    max(sharp, extreme, sharp);
    dilate(lightness, extreme, window);
    min(sharp, extreme, sharp);
    return sharp;
  }

  /** By how much one is over the other, less the noise. */
  private Mat strong(Mat one, Mat other) {
    Mat over = new Mat();
    subtract(one, other, over);
    Mat strong = new Mat();
    addWeighted(over, 1, over, 0, -noise, strong);
    threshold(strong, strong, 0, 0, THRESH_TOZERO);
    return strong;
  }
}
