package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.KMEANS_PP_CENTERS;
import static org.bytedeco.opencv.global.opencv_core.NORM_MINMAX;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.kmeans;
import static org.bytedeco.opencv.global.opencv_core.magnitude;
import static org.bytedeco.opencv.global.opencv_core.meanStdDev;
import static org.bytedeco.opencv.global.opencv_core.merge;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_core.norm;
import static org.bytedeco.opencv.global.opencv_core.normalize;
import static org.bytedeco.opencv.global.opencv_core.split;
import static org.bytedeco.opencv.global.opencv_core.theRNG;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2BGRA;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2Lab;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_Lab2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.Sobel;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.filter2D;
import static org.bytedeco.opencv.global.opencv_imgproc.getGaborKernel;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_core.TermCriteria;

/** Figures for how far pictures agree in colours, light, structure and texture. */
final class StyleFigures {
  private static final int SIDE = 128;

  private StyleFigures() {}

  static Mat decoded(Object picture) {
    byte[] bytes = ((Picture) picture).bytes();
    return imdecode(new Mat(1, bytes.length, CV_8UC1, new BytePointer(bytes)), IMREAD_UNCHANGED);
  }

  static byte[] bytes(Mat picture) {
    byte[] bytes = new byte[picture.rows() * picture.cols() * picture.channels()];
    picture.data().get(bytes);
    return bytes;
  }

  /** Lab values, row by row. */
  static float[] lab(Mat picture) {
    return Pixels.values(labMat(picture));
  }

  static LabColour colour(float[] lab, int place) {
    return new LabColour(lab[3 * place], lab[3 * place + 1], lab[3 * place + 2]);
  }

  /** The mean CIEDE2000 between two pictures of one size, seen small. */
  static double difference(Mat one, Mat other) {
    float[] first = lab(small(one));
    float[] second = lab(small(other));
    double sum = 0;
    for (int i = 0; i < first.length / 3; i++) {
      sum += colour(first, i).difference(colour(second, i));
    }
    return sum / (first.length / 3.0);
  }

  /** The dominant colours, by OpenCV's k-means. */
  static List<LabColour> dominant(Mat picture, int count) {
    Mat lab = labMat(small(picture));
    Mat labels = new Mat();
    Mat centres = new Mat();
    theRNG().state(7);
    kmeans(
        lab.reshape(1, SIDE * SIDE),
        count,
        labels,
        new TermCriteria(TermCriteria.COUNT + TermCriteria.EPS, 60, 0.01),
        5,
        KMEANS_PP_CENTERS,
        centres);
    float[] values = Pixels.values(centres);
    return IntStream.range(0, count).mapToObj(i -> colour(values, i)).toList();
  }

  /** Those of the dominant colours that are the nearest for at least this share of the pixels. */
  static List<LabColour> dominant(Mat picture, int count, double least) {
    List<LabColour> colours = dominant(picture, count);
    float[] lab = lab(small(picture));
    double[] shares = new double[count];
    for (int i = 0; i < lab.length / 3; i++) {
      LabColour pixel = colour(lab, i);
      int nearest =
          IntStream.range(0, count)
              .reduce(
                  (a, b) ->
                      colours.get(b).squaredDistance(pixel) < colours.get(a).squaredDistance(pixel)
                          ? b
                          : a)
              .getAsInt();
      shares[nearest] += 3.0 / lab.length;
    }
    return IntStream.range(0, count)
        .filter(i -> shares[i] >= least)
        .mapToObj(colours::get)
        .toList();
  }

  /** The share of pairs of pixels, clearly different in lightness, that have changed places. */
  static double turnedPairs(Mat before, Mat after) {
    float[] first = lab(before);
    float[] second = lab(after);
    Random random = new Random(1);
    int turned = 0;
    int pairs = 0;
    for (int i = 0; i < 20_000; i++) {
      int one = 3 * random.nextInt(first.length / 3);
      int other = 3 * random.nextInt(first.length / 3);
      if (first[one] > first[other] + 2) {
        pairs++;
        turned += second[one] < second[other] - 1 ? 1 : 0;
      }
    }
    return (double) turned / Math.max(1, pairs);
  }

  /** Sliced Wasserstein distance of the colours in Lab: how far palettes and light are apart. */
  static double colours(Mat one, Mat other) {
    float[] first = lab(small(one));
    float[] second = lab(small(other));
    int directions = 24;
    double sum = 0;
    for (int direction = 0; direction < directions; direction++) {
      double z = 1 - 2 * (direction + 0.5) / directions;
      double radius = Math.sqrt(1 - z * z);
      double turn = direction * 2.399963;
      double[] axis = {z, radius * Math.cos(turn), radius * Math.sin(turn)};
      double[] p = along(first, axis);
      double[] q = along(second, axis);
      for (int i = 0; i < p.length; i++) {
        sum += Math.abs(p[i] - q[i]) / p.length / directions;
      }
    }
    return sum;
  }

  private static double[] along(float[] lab, double[] axis) {
    double[] along = new double[lab.length / 3];
    Arrays.setAll(
        along, i -> axis[0] * lab[3 * i] + axis[1] * lab[3 * i + 1] + axis[2] * lab[3 * i + 2]);
    Arrays.sort(along);
    return along;
  }

  /**
   * The named alternative: E. Reinhard, M. Ashikhmin, B. Gooch, P. Shirley, "Color Transfer between
   * Images", IEEE CG&A 21 (5), 2001: means and deviations, in Lab.
   */
  static Mat reinhard(Mat picture, Mat style) {
    Mat lab = labMat(picture);
    double[][] own = meansAndDeviations(lab);
    double[][] wanted = meansAndDeviations(labMat(style));
    MatVector channels = new MatVector();
    split(lab, channels);
    for (int channel = 0; channel < 3; channel++) {
      double gain = own[1][channel] < 1e-3 ? 0 : wanted[1][channel] / own[1][channel];
      double shift = wanted[0][channel] - gain * own[0][channel];
      channels.get(channel).convertTo(channels.get(channel), CV_32F, gain, shift);
    }
    merge(channels, lab);
    Mat shares = new Mat();
    cvtColor(lab, shares, COLOR_Lab2BGR);
    Mat result = new Mat();
    shares.convertTo(result, CV_8U, 255, 0);
    return result;
  }

  private static double[][] meansAndDeviations(Mat lab) {
    Mat means = new Mat();
    Mat deviations = new Mat();
    meanStdDev(lab, means, deviations);
    double[][] both = new double[2][3];
    new DoublePointer(means.data()).get(both[0]);
    new DoublePointer(deviations.data()).get(both[1]);
    return both;
  }

  /**
   * The structure term of the SSIM of lumas: Z. Wang, A. C. Bovik, H. R. Sheikh, E. P. Simoncelli,
   * "Image Quality Assessment", IEEE Transactions on Image Processing 13 (4), 2004.
   */
  static double structure(Mat one, Mat other) {
    return similarity(tones(one), tones(other), true);
  }

  /** The SSIM of the strengths of edges. */
  static double edges(Mat one, Mat other) {
    return similarity(gradient(one), gradient(other), false);
  }

  private static double similarity(Mat x, Mat y, boolean structureOnly) {
    float[] meanX = Pixels.values(window(x));
    float[] meanY = Pixels.values(window(y));
    float[] xx = Pixels.values(window(product(x, x)));
    float[] yy = Pixels.values(window(product(y, y)));
    float[] xy = Pixels.values(window(product(x, y)));
    double c1 = 6.5025;
    double c2 = 58.5225;
    double sum = 0;
    for (int i = 0; i < xy.length; i++) {
      double vx = Math.max(0, xx[i] - meanX[i] * meanX[i]);
      double vy = Math.max(0, yy[i] - meanY[i] * meanY[i]);
      double common = xy[i] - meanX[i] * meanY[i];
      double structure = (common + c2 / 2) / (Math.sqrt(vx * vy) + c2 / 2);
      double light =
          (2 * meanX[i] * meanY[i] + c1) / (meanX[i] * meanX[i] + meanY[i] * meanY[i] + c1);
      sum += structureOnly ? structure : light * (2 * common + c2) / (vx + vy + c2);
    }
    return sum / xy.length;
  }

  /** How far textures are apart: the mean log ratio of the strength of Gabor responses. */
  static double textures(Mat one, Mat other) {
    double sum = 0;
    int filters = 0;
    for (int length : new int[] {4, 8, 16}) {
      for (int direction = 0; direction < 4; direction++) {
        Mat gabor =
            getGaborKernel(
                new Size(31, 31),
                length / 2.0,
                direction * Math.PI / 4,
                length,
                1,
                Math.PI / 2,
                CV_32F);
        sum += Math.abs(Math.log(strength(one, gabor) / strength(other, gabor)));
        filters++;
      }
    }
    return sum / filters;
  }

  private static double strength(Mat picture, Mat filter) {
    Mat response = new Mat();
    filter2D(tones(picture), response, CV_32F, filter);
    return norm(response) / Math.sqrt(response.total()) + 1;
  }

  private static Mat gradient(Mat picture) {
    Mat tones = tones(picture);
    Mat dx = new Mat();
    Mat dy = new Mat();
    Sobel(tones, dx, CV_32F, 1, 0);
    Sobel(tones, dy, CV_32F, 0, 1);
    Mat gradient = new Mat();
    magnitude(dx, dy, gradient);
    normalize(gradient, gradient, 0, 255, NORM_MINMAX, -1, new Mat());
    return gradient;
  }

  private static Mat window(Mat values) {
    Mat window = new Mat();
    GaussianBlur(values, window, new Size(11, 11), 1.5);
    return window;
  }

  private static Mat product(Mat one, Mat other) {
    Mat product = new Mat();
    multiply(one, other, product);
    return product;
  }

  private static Mat tones(Mat picture) {
    Mat tones = new Mat();
    Pixels.grey(picture).convertTo(tones, CV_32F);
    return tones;
  }

  private static Mat small(Mat picture) {
    Mat small = new Mat();
    resize(Pixels.colour(picture), small, new Size(SIDE, SIDE), 0, 0, INTER_AREA);
    return small;
  }

  private static Mat labMat(Mat picture) {
    Mat shares = new Mat();
    Pixels.colour(picture).convertTo(shares, CV_32F, 1 / 255.0, 0);
    Mat lab = new Mat();
    cvtColor(shares, lab, COLOR_BGR2Lab);
    return lab;
  }

  /** A picture with an alpha channel: left half seen, right half not. */
  static Mat halfTransparent(Mat bgr) {
    Mat picture = new Mat();
    cvtColor(bgr, picture, COLOR_BGR2BGRA);
    Mat right =
        new Mat(picture, new Rect(bgr.cols() / 2, 0, bgr.cols() - bgr.cols() / 2, bgr.rows()));
    right.put(Scalar.all(0));
    return picture;
  }

  static byte[] alpha(Mat picture) {
    Mat alpha = new Mat();
    extractChannel(picture, alpha, 3);
    return bytes(alpha);
  }
}
