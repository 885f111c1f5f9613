package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_imgproc.Sobel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * What can be told of each place of a small grey picture: its tone and the texture about it at
 * several sizes, what lies around, above and below it, where in the picture it lies, and last, what
 * picture that is.
 */
final class ToneTexture {
  /** How many of the last traits are of the whole picture. */
  static final int OF_PICTURE = 17;

  static final int TRAITS = 44 + OF_PICTURE;

  private static final double[] TONES = {0.7, 2, 5, 12, 28};
  private static final double[] TEXTURES = {1.2, 3, 8, 20};
  private static final double[] EDGES = {2.5, 10};

  /** How far from a place its surroundings are looked at, each at the next coarser size. */
  private static final int[] AWAY = {6, 16, 40};

  private static final double[] SHARES = {0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98};

  private static final int BANDS = 4;

  /** Texture counts by ratio: twice as rough is as telling on a wall as on a lawn. */
  private static final double ROUGHNESS_SCALE = 0.35;

  private static final double LEAST_ROUGHNESS = 0.01;

  private final int width;
  private final int height;
  private final List<float[]> ofPlaces = new ArrayList<>();
  private final float[] ofPicture;

  /** Reads an 8-bit grey picture. */
  ToneTexture(Mat grey) {
    Mat shares = new Mat();
    grey.convertTo(shares, CV_32F, 1 / 255.0, 0);
    this.width = grey.cols();
    this.height = grey.rows();
    List<float[]> tones = Arrays.stream(TONES).mapToObj(reach -> mean(shares, reach)).toList();
    List<float[]> textures =
        Arrays.stream(TEXTURES).mapToObj(reach -> roughness(shares, reach)).toList();
    ofPlaces.addAll(tones);
    ofPlaces.addAll(textures);
    for (double reach : EDGES) {
      ofPlaces.add(steepness(shares, 1, 0, reach));
      ofPlaces.add(steepness(shares, 0, 1, reach));
    }
    ofPlaces.add(ranks(tones.get(0)));
    for (int i = 0; i < AWAY.length; i++) {
      int away = AWAY[i];
      for (int[] step : new int[][] {{0, -away}, {0, away}, {-away, 0}, {away, 0}}) {
        ofPlaces.add(seenFrom(tones.get(i + 1), step[0], step[1]));
        ofPlaces.add(seenFrom(textures.get(i + 1), step[0], step[1]));
      }
    }
    for (float[] plane : List.of(tones.get(2), textures.get(1))) {
      ofPlaces.add(above(plane));
      ofPlaces.add(turned(above(turned(plane))));
    }
    float[] down = new float[places()];
    float[] aside = new float[places()];
    for (int place = 0; place < places(); place++) {
      down[place] = (place / width + 0.5f) / height;
      aside[place] = Math.abs((place % width + 0.5f) / width - 0.5f);
    }
    ofPlaces.add(down);
    ofPlaces.add(aside);
    this.ofPicture = ofPicture(tones.get(0), textures.get(1));
  }

  /** How many places there are, counted row by row. */
  int places() {
    return width * height;
  }

  float[] traits(int place) {
    float[] traits = new float[TRAITS];
    for (int i = 0; i < ofPlaces.size(); i++) {
      traits[i] = ofPlaces.get(i)[place];
    }
    System.arraycopy(ofPicture, 0, traits, ofPlaces.size(), OF_PICTURE);
    return traits;
  }

  private static float[] mean(Mat shares, double reach) {
    return Pixels.values(Pixels.smooth(shares, reach));
  }

  private static float[] roughness(Mat shares, double reach) {
    Mat squared = new Mat();
    multiply(shares, shares, squared);
    float[] squares = mean(squared, reach);
    float[] means = mean(shares, reach);
    float[] roughness = new float[means.length];
    for (int i = 0; i < means.length; i++) {
      double deviation = Math.sqrt(Math.max(0, squares[i] - means[i] * means[i]));
      roughness[i] = (float) (ROUGHNESS_SCALE * Math.log(deviation + LEAST_ROUGHNESS));
    }
    return roughness;
  }

  /** The strength of edges across or down, which grass, masonry, planks and clouds differ in. */
  private static float[] steepness(Mat shares, int dx, int dy, double reach) {
    Mat slope = new Mat();
    Sobel(shares, slope, CV_32F, dx, dy, 3, 1 / 8.0, 0, BORDER_REPLICATE);
    multiply(slope, slope, slope);
    float[] steepness = mean(slope, reach);
    for (int i = 0; i < steepness.length; i++) {
      double squared = Math.max(0, steepness[i]) + LEAST_ROUGHNESS * LEAST_ROUGHNESS / 10;
      steepness[i] = (float) (ROUGHNESS_SCALE / 2 * Math.log(squared));
    }
    return steepness;
  }

  /** The share of the picture that is darker. */
  private static float[] ranks(float[] tones) {
    float[] sorted = sorted(tones);
    float[] ranks = new float[tones.length];
    for (int i = 0; i < tones.length; i++) {
      int at = Arrays.binarySearch(sorted, tones[i]);
      ranks[i] = (at + 0.5f) / tones.length;
    }
    return ranks;
  }

  private static float[] sorted(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private float[] seenFrom(float[] plane, int dx, int dy) {
    float[] seen = new float[plane.length];
    for (int place = 0; place < plane.length; place++) {
      int x = Math.min(Math.max(place % width + dx, 0), width - 1);
      int y = Math.min(Math.max(place / width + dy, 0), height - 1);
      seen[place] = plane[y * width + x];
    }
    return seen;
  }

  /** The mean of each place and those above it. */
  private float[] above(float[] plane) {
    float[] sums = plane.clone();
    for (int place = width; place < sums.length; place++) {
      sums[place] += sums[place - width];
    }
    for (int place = 0; place < sums.length; place++) {
      sums[place] /= place / width + 1;
    }
    return sums;
  }

  /** Upside down. */
  private static float[] turned(float[] plane) {
    float[] turned = new float[plane.length];
    for (int place = 0; place < plane.length; place++) {
      turned[place] = plane[plane.length - 1 - place];
    }
    return turned;
  }

  private float[] ofPicture(float[] tones, float[] textures) {
    double sum = 0;
    double squares = 0;
    for (float tone : tones) {
      sum += tone;
      squares += tone * tone;
    }
    double mean = sum / tones.length;
    float[] traits = new float[OF_PICTURE];
    int at = 0;
    traits[at++] = (float) mean;
    traits[at++] = (float) Math.sqrt(Math.max(0, squares / tones.length - mean * mean));
    float[] sorted = sorted(tones);
    for (double share : SHARES) {
      traits[at++] = sorted[(int) (share * sorted.length)];
    }
    for (float[] plane : List.of(tones, textures)) {
      for (int band = 0; band < BANDS; band++) {
        traits[at++] = bandMean(plane, band);
      }
    }
    return traits;
  }

  private float bandMean(float[] plane, int band) {
    int from = band * height / BANDS;
    int to = Math.max(from + 1, (band + 1) * height / BANDS);
    double sum = 0;
    for (int place = from * width; place < to * width; place++) {
      sum += plane[place];
    }
    return (float) (sum / ((to - from) * width));
  }
}
