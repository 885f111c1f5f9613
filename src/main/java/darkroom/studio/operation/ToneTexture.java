package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.multiply;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * What can be told of each place of a small grey picture: its tone, the texture about it at several
 * sizes, and where in the picture it lies. Equal distances are about equally telling.
 */
final class ToneTexture {
  static final int TRAITS = 10;

  /** Texture counts by ratio: twice as rough is as telling on a wall as on a lawn. */
  private static final double ROUGHNESS_SCALE = 0.35;

  private static final double LEAST_ROUGHNESS = 0.01;

  private final int width;
  private final int height;
  private final float[][] tones;
  private final float[][] textures;
  private final double mean;
  private final double deviation;

  /** Reads an 8-bit grey picture. */
  ToneTexture(Mat grey) {
    Mat shares = new Mat();
    grey.convertTo(shares, CV_32F, 1 / 255.0, 0);
    this.width = grey.cols();
    this.height = grey.rows();
    this.tones = new float[][] {mean(shares, 0.7), mean(shares, 3), mean(shares, 10)};
    this.textures =
        new float[][] {roughness(shares, 1.2), roughness(shares, 4), roughness(shares, 12)};
    double sum = 0;
    double squares = 0;
    for (float tone : tones[0]) {
      sum += tone;
      squares += tone * tone;
    }
    this.mean = sum / tones[0].length;
    this.deviation = Math.sqrt(Math.max(0, squares / tones[0].length - mean * mean));
  }

  /** How many places there are, counted row by row. */
  int places() {
    return width * height;
  }

  float[] traits(int place) {
    double x = (place % width + 0.5) / width;
    double y = (place / width + 0.5) / height;
    return new float[] {
      2 * tones[0][place],
      1.5f * tones[1][place],
      1.5f * tones[2][place],
      textures[0][place],
      textures[1][place],
      textures[2][place],
      (float) y,
      (float) (0.7 * Math.abs(x - 0.5)),
      (float) mean,
      (float) deviation
    };
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
}
