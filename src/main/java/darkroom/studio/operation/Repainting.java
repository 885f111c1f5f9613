package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.addWeighted;
import static org.bytedeco.opencv.global.opencv_core.magnitude;
import static org.bytedeco.opencv.global.opencv_core.max;
import static org.bytedeco.opencv.global.opencv_core.mean;
import static org.bytedeco.opencv.global.opencv_core.min;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_RECT;
import static org.bytedeco.opencv.global.opencv_imgproc.Sobel;
import static org.bytedeco.opencv.global.opencv_imgproc.blendLinear;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;
import static org.bytedeco.opencv.global.opencv_imgproc.erode;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Paints a picture anew with patches of another, from the coarse to the fine.
 *
 * <p>M. Elad, P. Milanfar, "Style Transfer via Texture Synthesis", IEEE Transactions on Image
 * Processing 26 (5), 2017: at each scale patches of the style nearest to the estimate are laid over
 * each other, and the content is mixed back in, more where it has edges.
 */
final class Repainting {
  /** No side of the coarsest scale is smaller, so that it still shows what the picture is of. */
  private static final int COARSEST = 48;

  private static final int MOST_SCALES = 4;

  /** What of the content is mixed in where it is plain, and where it has edges. */
  private static final double PLAIN = 0.4;

  private static final double EDGE = 0.9;

  /** An edge so many times the mean gradient is kept half. */
  private static final double STRONG = 2;

  /** What of the coarser estimate guides the finer. */
  private static final double CARRIED = 0.6;

  /** How far about a pixel the content tells what is a speck, and how much texture may add. */
  private static final int ABOUT = 7;

  private static final double TEXTURE = 12;

  private Repainting() {}

  /**
   * Paints.
   *
   * @param content 8-bit BGR, in the style's colours already
   */
  static Mat of(Mat content, Mat style) {
    List<Mat> contents = scales(content);
    List<Mat> styles = new ArrayList<>(List.of(style));
    while (styles.size() < contents.size()) {
      styles.add(half(styles.get(styles.size() - 1)));
    }
    int coarsest = contents.size() - 1;
    Plane texture = Plane.of(styles.get(coarsest));
    Mat small = contents.get(coarsest);
    PatchField field = PatchField.random(texture, small.cols(), small.rows());
    Mat estimate = small;
    for (int scale = coarsest; scale >= 0; scale--) {
      Mat seen = contents.get(scale);
      if (scale < coarsest) {
        texture = Plane.of(styles.get(scale));
        field = field.enlarged(texture, seen.cols(), seen.rows());
        estimate = mixed(enlarged(estimate, seen.size()), seen, CARRIED);
      }
      int step = scale == 0 ? 2 : 8;
      for (int round = scale == coarsest ? 2 : 1; round > 0; round--) {
        for (int jump = step; jump > 0; jump /= 2) {
          field.improve(Plane.of(estimate), jump, scale == 0 ? 1 : 4);
        }
      }
      estimate = keepingEdges(withoutSpecks(field.painted().picture(), seen), seen);
    }
    return estimate;
  }

  private static List<Mat> scales(Mat picture) {
    List<Mat> scales = new ArrayList<>(List.of(picture));
    Mat last = picture;
    while (scales.size() < MOST_SCALES && Math.min(last.cols(), last.rows()) >= 2 * COARSEST) {
      last = half(last);
      scales.add(last);
    }
    return scales;
  }

  private static Mat half(Mat picture) {
    Mat half = new Mat();
    int width = (picture.cols() + 1) / 2;
    int height = (picture.rows() + 1) / 2;
    resize(picture, half, new Size(width, height), 0, 0, INTER_AREA);
    return half;
  }

  private static Mat enlarged(Mat picture, Size size) {
    Mat enlarged = new Mat();
    resize(picture, enlarged, size, 0, 0, INTER_LINEAR);
    return enlarged;
  }

  private static Mat mixed(Mat one, Mat other, double share) {
    Mat mixed = new Mat();
    addWeighted(one, share, other, 1 - share, 0, mixed);
    return mixed;
  }

  /** No lighter and no darker, by more than texture is, than the content about each pixel. */
  private static Mat withoutSpecks(Mat painted, Mat content) {
    Mat about = getStructuringElement(MORPH_RECT, new Size(ABOUT, ABOUT));
    Mat margin = new Mat(content.size(), content.type(), Scalar.all(TEXTURE));
    Mat most = new Mat();
    dilate(content, most, about);
    add(most, margin, most);
    Mat least = new Mat();
    erode(content, least, about);
    subtract(least, margin, least);
    Mat within = new Mat();
    min(painted, most, within);
    max(within, least, within);
    return within;
  }

  private static Mat keepingEdges(Mat painted, Mat content) {
    Mat tones = new Mat();
    Pixels.grey(content).convertTo(tones, CV_32F);
    Mat dx = new Mat();
    Mat dy = new Mat();
    Sobel(tones, dx, CV_32F, 1, 0);
    Sobel(tones, dy, CV_32F, 0, 1);
    Mat gradient = new Mat();
    magnitude(dx, dy, gradient);
    Mat smooth = Pixels.smooth(gradient, 1.5);
    double half = Math.max(1, STRONG * mean(smooth).get(0));
    float[] shares = Pixels.values(smooth);
    for (int i = 0; i < shares.length; i++) {
      double strength = shares[i] * shares[i] / (shares[i] * shares[i] + half * half);
      shares[i] = (float) (PLAIN + (EDGE - PLAIN) * strength);
    }
    Mat kept = new Mat(shares).reshape(1, content.rows()).clone();
    Mat rest = new Mat();
    subtract(new Mat(kept.size(), kept.type(), Scalar.all(1)), kept, rest);
    Mat result = new Mat();
    blendLinear(content, painted, kept, rest, result);
    return result;
  }
}
