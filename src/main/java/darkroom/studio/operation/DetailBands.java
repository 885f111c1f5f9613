package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.meanStdDev;
import static org.bytedeco.opencv.global.opencv_core.scaleAdd;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Gives a picture's detail of each size the strength it has in another, as D. J. Heeger, J. R.
 * Bergen, "Pyramid-Based Texture Analysis/Synthesis", SIGGRAPH 1995, match the bands of a pyramid;
 * strength is matched alone, so that no detail moves.
 */
final class DetailBands {
  private static final double[] DEVIATIONS = {1, 2, 4, 8};
  private static final double LEAST_GAIN = 0.4;
  private static final double MOST_GAIN = 1.6;

  private DetailBands() {}

  /** The 8-bit BGR picture with the other's strength of detail in its luma. */
  static Mat matched(Mat picture, Mat other) {
    Mat level = tones(picture);
    Mat otherLevel = tones(other);
    Mat change = new Mat(level.size(), level.type(), Scalar.all(0));
    for (double deviation : DEVIATIONS) {
      Mat smooth = Pixels.smooth(level, deviation);
      Mat otherSmooth = Pixels.smooth(otherLevel, deviation);
      Mat band = new Mat();
      subtract(level, smooth, band);
      Mat otherBand = new Mat();
      subtract(otherLevel, otherSmooth, otherBand);
      double gain = strength(otherBand) / Math.max(1e-3, strength(band));
      scaleAdd(band, Math.min(Math.max(gain, LEAST_GAIN), MOST_GAIN) - 1, change, change);
      level = smooth;
      otherLevel = otherSmooth;
    }
    Mat changes = new Mat();
    cvtColor(change, changes, COLOR_GRAY2BGR);
    Mat values = new Mat();
    picture.convertTo(values, CV_32FC3);
    add(values, changes, values);
    Mat matched = new Mat();
    values.convertTo(matched, CV_8U);
    return matched;
  }

  private static Mat tones(Mat picture) {
    Mat tones = new Mat();
    Pixels.grey(picture).convertTo(tones, CV_32F);
    return tones;
  }

  private static double strength(Mat band) {
    Mat mean = new Mat();
    Mat deviation = new Mat();
    meanStdDev(band, mean, deviation);
    return new DoublePointer(deviation.data()).get();
  }
}
