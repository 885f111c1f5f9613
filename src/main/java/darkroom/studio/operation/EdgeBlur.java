package darkroom.studio.operation;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;

import darkroom.studio.operation.BlockEnergies.Tap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * How blurred the edges of each block of a picture are, in each direction.
 *
 * <p>Blurring an edge again takes the less from its gradient the more blurred it was, whatever its
 * contrast: S. Zhuo, T. Sim, "Defocus Map Estimation from a Single Image", Pattern Recognition 44
 * (9), 2011. Here the gradients' energies over a block are compared, from which that of white noise
 * can be taken off: J. Immerkær, "Fast Noise Variance Estimation", Computer Vision and Image
 * Understanding 64 (2), 1996.
 */
final class EdgeBlur {
  /** A block's side in pixels, about; blocks are as many as divide the picture evenly. */
  private static final double BLOCK = 32;

  /** The smoothing, in pixels, that both gradients have. */
  private static final double GRAIN = 1;

  /** A root-mean-square gradient, in grey levels a pixel, that makes a block count by half. */
  private static final double CONTRAST = 5;

  /** A block's noise is never quite the picture's: take off a little more than expected. */
  private static final double CAUTION = 1.2;

  /** How many times over a block's gradients must exceed the noise to count by half. */
  private static final double NOISE_MARGIN = 4;

  /** Immerkær's mask, which edges and slopes leave at zero. */
  private static final List<Tap> GRAIN_ALONE =
      List.of(
          new Tap(-1, -1, 1),
          new Tap(0, -1, -2),
          new Tap(1, -1, 1),
          new Tap(-1, 0, -2),
          new Tap(0, 0, 4),
          new Tap(1, 0, -2),
          new Tap(-1, 1, 1),
          new Tap(0, 1, -2),
          new Tap(1, 1, 1));

  /** For each direction the energies of the fine gradient, then those of the coarse one. */
  private final float[][] energies;

  private final double noiseVariance;

  private EdgeBlur(float[][] energies, double noiseVariance) {
    this.energies = energies;
    this.noiseVariance = noiseVariance;
  }

  /**
   * One block's edges across a direction.
   *
   * @param blur the deviation of a Gaussian, in pixels, that would blur a perfect edge as much
   * @param weight from 0, nothing but noise, to 1, strong edges
   */
  record Edges(double blur, double weight) {}

  static EdgeBlur of(Mat grey) {
    Mat pixels = new Mat();
    grey.convertTo(pixels, CV_32F);
    Size blocks = new Size(blocks(grey.cols()), blocks(grey.rows()));
    List<List<Tap>> gradients =
        Arrays.stream(EdgeDirection.values())
            .flatMap(direction -> Stream.of(direction.fineGradient(), direction.coarseGradient()))
            .toList();
    return new EdgeBlur(
        BlockEnergies.of(Pixels.smooth(pixels, GRAIN), blocks, gradients),
        noiseVariance(pixels, blocks));
  }

  private static int blocks(int length) {
    return (int) Math.max(1, Math.round(length / BLOCK));
  }

  /** Immerkær's estimate, from the tenth of the blocks that has the least texture. */
  private static double noiseVariance(Mat pixels, Size blocks) {
    float[] energies = BlockEnergies.of(pixels, blocks, List.of(GRAIN_ALONE))[0];
    Arrays.sort(energies);
    return energies[energies.length / 10] / 36;
  }

  int blockCount() {
    return energies[0].length;
  }

  /** The blocks that have edges across this direction, the sharpest first. */
  List<Edges> across(EdgeDirection direction) {
    float[] fine = energies[2 * direction.ordinal()];
    float[] coarse = energies[2 * direction.ordinal() + 1];
    double fineVariance = GRAIN * GRAIN + direction.fineVariance();
    double coarseVariance = GRAIN * GRAIN + direction.coarseVariance();
    double fineNoise = noiseEnergy(fineVariance);
    double coarseNoise = noiseEnergy(coarseVariance);
    List<Edges> edges = new ArrayList<>();
    for (int i = 0; i < fine.length; i++) {
      double before = fine[i] - CAUTION * fineNoise;
      double after = coarse[i] - coarseNoise;
      // An edge of deviation s has energy in proportion to 1/s, and blurring adds to its square.
      double loss = before * before / (after * after) - 1;
      if (before > after && after > 0 && loss > 0) {
        double blur = Math.sqrt((coarseVariance - fineVariance) / loss);
        double doubt = CONTRAST * CONTRAST + NOISE_MARGIN * fineNoise;
        edges.add(new Edges(blur, after / (after + doubt)));
      }
    }
    edges.sort(Comparator.comparingDouble(Edges::blur));
    return edges;
  }

  /** The energy of white noise in a Gaussian gradient of this variance along, GRAIN across. */
  private double noiseEnergy(double variance) {
    return noiseVariance / (8 * Math.PI * GRAIN * Math.pow(variance, 1.5));
  }
}
