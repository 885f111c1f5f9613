package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2Lab;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * How different two colours look: CIEDE2000, as in G. Sharma, W. Wu, E. N. Dalal, "The CIEDE2000
 * Color-Difference Formula: Implementation Notes, Supplementary Test Data, and Mathematical
 * Observations", Color Research and Application 30 (1), 2005.
 */
final class ColourDifference {
  private static final double POW_25_7 = Math.pow(25, 7);

  private ColourDifference() {}

  /** The mean difference of two 8-bit pictures. */
  static double mean(Mat one, Mat other) {
    float[] lab = lab(one);
    float[] otherLab = lab(other);
    double sum = 0;
    for (int i = 0; i < lab.length; i += 3) {
      sum += between(lab[i], lab[i + 1], lab[i + 2], otherLab[i], otherLab[i + 1], otherLab[i + 2]);
    }
    return sum / (lab.length / 3);
  }

  /** Lightness, a and b of each pixel. */
  static float[] lab(Mat picture) {
    Mat shares = new Mat();
    Pixels.colour(picture).convertTo(shares, CV_32F, 1 / 255.0, 0);
    Mat lab = new Mat();
    cvtColor(shares, lab, COLOR_BGR2Lab);
    return Pixels.values(lab);
  }

  static double between(double l1, double a1, double b1, double l2, double a2, double b2) {
    double chroma = Math.pow((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2, 7);
    double stretch = 1 + 0.5 * (1 - Math.sqrt(chroma / (chroma + POW_25_7)));
    double c1 = Math.hypot(stretch * a1, b1);
    double c2 = Math.hypot(stretch * a2, b2);
    double h1 = hue(stretch * a1, b1);
    double h2 = hue(stretch * a2, b2);
    double turn = c1 * c2 == 0 ? 0 : turn(h2 - h1);
    double dh = 2 * Math.sqrt(c1 * c2) * Math.sin(Math.toRadians(turn / 2));
    double meanC = (c1 + c2) / 2;
    double meanH = c1 * c2 == 0 ? h1 + h2 : meanHue(h1, h2);
    double t =
        1
            - 0.17 * cos(meanH - 30)
            + 0.24 * cos(2 * meanH)
            + 0.32 * cos(3 * meanH + 6)
            - 0.20 * cos(4 * meanH - 63);
    double light = Math.pow((l1 + l2) / 2 - 50, 2);
    double sl = 1 + 0.015 * light / Math.sqrt(20 + light);
    double sc = 1 + 0.045 * meanC;
    double sh = 1 + 0.015 * meanC * t;
    double meanC7 = Math.pow(meanC, 7);
    double angle = 30 * Math.exp(-Math.pow((meanH - 275) / 25, 2));
    double rt = -2 * Math.sqrt(meanC7 / (meanC7 + POW_25_7)) * Math.sin(Math.toRadians(2 * angle));
    double dl = (l2 - l1) / sl;
    double dc = (c2 - c1) / sc;
    double dhs = dh / sh;
    return Math.sqrt(dl * dl + dc * dc + dhs * dhs + rt * dc * dhs);
  }

  private static double hue(double a, double b) {
    double hue = Math.toDegrees(Math.atan2(b, a));
    return hue < 0 ? hue + 360 : hue;
  }

  private static double turn(double degrees) {
    return degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees;
  }

  private static double meanHue(double h1, double h2) {
    double mean = (h1 + h2) / 2;
    if (Math.abs(h1 - h2) <= 180) {
      return mean;
    }
    return mean < 180 ? mean + 180 : mean - 180;
  }

  private static double cos(double degrees) {
    return Math.cos(Math.toRadians(degrees));
  }
}
