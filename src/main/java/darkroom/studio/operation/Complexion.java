package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.LUT;
import static org.bytedeco.opencv.global.opencv_core.merge;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.blendLinear;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_ximgproc.fastGlobalSmootherFilter;
import static org.bytedeco.opencv.global.opencv_ximgproc.guidedFilter;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * The skin of faces that look out of a grey picture, and its colour.
 *
 * <p>In a face, places of its usual tone are surely skin; about it, they may be. Both spread to
 * places of like tone by the filter of D. Min et al., "Fast Global Image Smoothing Based on
 * Weighted Least Squares", IEEE Transactions on Image Processing 23 (12), 2014.
 */
final class Complexion {
  /** The size at which skin is told from what is none. */
  private static final int SIDE = 640;

  /**
   * The skin that S.-H. Chen et al., "The Effect of Chromatic and Lightness Components for
   * Preferred Skin Color Reproduction on a Display", Journal of Imaging Science and Technology 57
   * (3), 2013, found preferred.
   */
  private static final LabColour PREFERRED = LabColour.ofHue(65, 25.4, Math.toRadians(50.5));

  /** The half of a face, in sides of its box. */
  private static final double HALF_WIDTH = 0.45;

  private static final double HALF_HEIGHT = 0.65;

  /** The share of those within which all is skin, eyes, or mouth. */
  private static final double INNER = 0.55;

  /** Ears and neck are as far to the sides and below the middle of a face. */
  private static final double HALF_NECK = 0.52;

  private static final double NECK = 0.9;

  /** How much a guess weighs against a place of usual tone inside a face. */
  private static final float GUESS = 0.1f;

  /** Noise alone spreads tones so far. */
  private static final double LEAST_SPREAD = 15;

  /** From the median of the differences to the median to how far tones of skin differ. */
  private static final double SPREAD = 2.2;

  /** How far what is known of places spreads, and the step of tone that stops it. */
  private static final double REACH = 300;

  private static final double STEP = 6;

  /** How surely a place must be skin to get a touch of its colour, and all of it. */
  private static final float POSSIBLE = 0.4f;

  private static final float SURE = 0.7f;

  /** The square of a step of tone, 0 to 1, that is an edge of skin. */
  private static final double EDGE = 0.001;

  private Complexion() {}

  /**
   * The colours of an 8-bit grey picture with those of skin where its faces are.
   *
   * @param colours the a and b of CIE Lab
   * @param tones the grey picture in shares of white
   */
  static Mat over(Mat colours, Mat grey, Mat tones) {
    Mat small = Pixels.within(grey, SIDE);
    List<Frame> faces = FaceFrames.in(small);
    if (faces.isEmpty()) {
      return colours;
    }
    Mat large = new Mat();
    resize(mask(small, faces), large, grey.size(), 0, 0, INTER_LINEAR);
    Mat share = new Mat();
    int radius = (int) Math.ceil(2.0 * grey.cols() / small.cols());
    guidedFilter(tones, large, share, radius, EDGE);
    Mat rest = new Mat();
    share.convertTo(rest, CV_32F, -1, 1);
    Mat blended = new Mat();
    blendLinear(skin(grey), colours, share, rest, blended);
    return blended;
  }

  /** The a and b of skin in each place of a grey picture. */
  private static Mat skin(Mat grey) {
    float[] as = new float[256];
    float[] bs = new float[256];
    for (int tone = 0; tone < 256; tone++) {
      double lightness = LabColour.ofBgr(tone, tone, tone).l();
      double chroma = chroma(lightness);
      as[tone] = (float) (chroma * PREFERRED.a());
      bs[tone] = (float) (chroma * PREFERRED.b());
    }
    MatVector planes = new MatVector();
    for (float[] table : new float[][] {as, bs}) {
      Mat plane = new Mat();
      LUT(grey, new Mat(table).reshape(1, 1), plane);
      planes.push_back(plane);
    }
    Mat skin = new Mat();
    merge(planes, skin);
    return skin;
  }

  /**
   * The chroma of skin of a lightness, in that of the preferred. What is darker is the same in less
   * light, by which a, b and L + 16 shrink alike; what is lighter gleams, and pales up to white.
   */
  private static double chroma(double lightness) {
    return Math.min(
        (lightness + 16) / (PREFERRED.l() + 16), (100 - lightness) / (100 - PREFERRED.l()));
  }

  /** How surely each place of a grey picture is skin, 0 to 1. */
  private static Mat mask(Mat grey, List<Frame> faces) {
    int width = grey.cols();
    byte[] tones = Pixels.bytes(grey);
    float[] skin = new float[tones.length];
    float[] known = new float[tones.length];
    Arrays.fill(known, GUESS);
    for (Frame face : faces) {
      Tones usual = middle(grey, face);
      double spread = Math.max(LEAST_SPREAD, SPREAD * usual.spread());
      for (int at = 0; at < tones.length; at++) {
        double across = (at % width + 0.5 - face.x()) / face.width() - 0.5;
        double down = (at / width + 0.5 - face.y()) / face.height() - 0.5;
        double away = Math.hypot(across / HALF_WIDTH, down / HALF_HEIGHT);
        boolean below = down > 0 && down < NECK && Math.abs(across) < HALF_NECK;
        if (away < 1 || below) {
          double steps = ((tones[at] & 255) - usual.median()) / spread;
          float like = (float) Math.exp(-steps * steps / 2);
          known[at] = away < INNER ? Math.max(GUESS, like) : GUESS;
          skin[at] = away < INNER ? known[at] : GUESS * like;
        }
      }
    }
    float[] shares = spread(grey, skin);
    float[] sums = spread(grey, known);
    for (int i = 0; i < shares.length; i++) {
      float share = (shares[i] / sums[i] - POSSIBLE) / (SURE - POSSIBLE);
      shares[i] = Math.min(Math.max(share, 0), 1);
    }
    return plane(shares, grey);
  }

  /** The tones of the middle of a face. */
  private static Tones middle(Mat grey, Frame face) {
    Frame middle =
        new Frame(
            face.x() + face.width() / 4,
            face.y() + face.height() / 4,
            face.width() / 2,
            face.height() / 2);
    Mat part = middle.of(grey);
    return Tones.of(part, new Mat(part.size(), CV_8UC1, Scalar.all(1)));
  }

  private static float[] spread(Mat grey, float[] values) {
    Mat spread = new Mat();
    fastGlobalSmootherFilter(grey, plane(values, grey), spread, REACH, STEP);
    return Pixels.values(spread);
  }

  private static Mat plane(float[] values, Mat grey) {
    Mat plane = new Mat(grey.rows(), grey.cols(), CV_32F);
    new FloatPointer(plane.ptr()).put(values);
    return plane;
  }
}
