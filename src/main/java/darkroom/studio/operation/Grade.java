package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.Arrays;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * How a display-referred photo gains contrast and colour: a tone curve through its own black,
 * middle and white, and a saturation that is raised most where it is low.
 *
 * <p>The curve is the sigmoid of G. J. Braun, M. D. Fairchild, "Image Lightness Rescaling Using
 * Sigmoidal Contrast Enhancement Functions", Journal of Electronic Imaging 8 (4), 1999, over the
 * range that the photo uses. Each pixel keeps its hue and stays within the range of the display:
 * its colour is scaled about its luma, no further than its strongest channel allows, as in S. K.
 * Naik, C. A. Murthy, "Hue-Preserving Color Image Enhancement Without Gamut Problem", IEEE
 * Transactions on Image Processing 12 (12), 2003.
 */
final class Grade {
  private static final double STEEPNESS = 3.2;

  /** How much of the way to the curve a photo goes. */
  private static final double STRENGTH = 0.65;

  /** The share of pixels that may lie outside what is taken for the photo's range. */
  private static final double OUTLIERS = 0.004;

  /** How much of its unused range a photo is stretched over, so that a fog stays a light fog. */
  private static final double STRETCH = 0.6;

  private static final double SATURATION = 0.3;

  /** What the colours of skin gain of that. */
  private static final double SKIN_SHARE = 0.35;

  /** Hues of skin, as the share of green between blue and red, and how far about. */
  private static final double SKIN_HUE = 0.4;

  private static final double SKIN_WIDTH = 0.25;

  /** How near black and white a channel may be brought that was not there. */
  private static final double HEADROOM = 1.5 / 255;

  private final double black;
  private final double white;
  private final double middle;

  private Grade(double black, double middle, double white) {
    this.black = black;
    this.middle = middle;
    this.white = white;
  }

  /** The grade that suits a photo. */
  static Grade of(Mat photo) {
    Mat grey = Pixels.grey(photo);
    double scale = Math.min(1, 512.0 / Math.max(grey.cols(), grey.rows()));
    int width = Math.max(1, (int) (grey.cols() * scale));
    int height = Math.max(1, (int) (grey.rows() * scale));
    Mat small = new Mat();
    resize(grey, small, new Size(width, height), 0, 0, INTER_AREA);
    int[] tones = new int[width * height];
    try (UByteIndexer pixels = small.createIndexer()) {
      for (int i = 0; i < tones.length; i++) {
        tones[i] = pixels.get(i / width, i % width);
      }
    }
    Arrays.sort(tones);
    double low = tones[(int) (OUTLIERS * (tones.length - 1))] / 255.0;
    double high = tones[(int) ((1 - OUTLIERS) * (tones.length - 1))] / 255.0;
    double black = STRETCH * low;
    double white = 1 - STRETCH * (1 - high);
    double median = tones[tones.length / 2] / 255.0;
    double middle = (median - black) / Math.max(white - black, 1.0 / 255);
    return new Grade(black, Math.max(0.25, Math.min(middle, 0.75)), Math.max(white, black + 0.1));
  }

  /** A colour graded: blue, green, red, 0 to 1. */
  double[] apply(double[] colour) {
    double luma = 0.114 * colour[0] + 0.587 * colour[1] + 0.299 * colour[2];
    double most = Math.max(colour[0], Math.max(colour[1], colour[2]));
    double least = Math.min(colour[0], Math.min(colour[1], colour[2]));
    double tone = tone(luma);
    double gain = most > least ? gain(colour, most, least) : 1;
    double top = most >= 1 - HEADROOM ? 1 : 1 - HEADROOM;
    double bottom = least <= HEADROOM ? 0 : HEADROOM;
    tone = Math.max(bottom, Math.min(tone, top));
    if (most > luma) {
      gain = Math.min(gain, (top - tone) / (most - luma));
    }
    if (luma > least) {
      gain = Math.min(gain, (tone - bottom) / (luma - least));
    }
    double[] graded = new double[3];
    for (int channel = 0; channel < 3; channel++) {
      graded[channel] = tone + gain * (colour[channel] - luma);
    }
    return graded;
  }

  /** Where a luma is brought. */
  private double tone(double luma) {
    double share = Math.max(0, Math.min((luma - black) / (white - black), 1));
    double from = sigmoid(0);
    double curve = (sigmoid(share) - from) / (sigmoid(1) - from);
    return share + STRENGTH * (curve - share);
  }

  private double sigmoid(double share) {
    return 1 / (1 + Math.exp(STEEPNESS * (middle - share)));
  }

  private static double gain(double[] colour, double most, double least) {
    double saturation = (most - least) / most;
    double warm = colour[2] >= colour[1] && colour[1] >= colour[0] ? 1 : 0;
    double away = ((colour[1] - least) / (most - least) - SKIN_HUE) / SKIN_WIDTH;
    double skin = warm * Math.exp(-away * away);
    return 1 + SATURATION * (1 - 0.6 * saturation) * (1 - (1 - SKIN_SHARE) * skin);
  }
}
