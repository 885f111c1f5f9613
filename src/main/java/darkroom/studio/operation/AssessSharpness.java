package darkroom.studio.operation;

import darkroom.action.Action;
import darkroom.action.Actions;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Scores how sharp a photo is where it is sharpest: 0 where there is no edge, 1 where edges are
 * crisp.
 *
 * <p>{@link EdgeBlur} tells the blur of each block's edges (Zhuo and Sim 2011). Blur is turned into
 * sharpness by a curve like that of N. D. Narvekar, L. J. Karam, "A No-Reference Image Blur Metric
 * Based on the Cumulative Probability of Blur Detection (CPBD)", IEEE Transactions on Image
 * Processing 20 (9), 2011: steepest about the blur that is just noticed. The sharpest blocks make
 * the score, since a photo with its subject in focus is sharp however soft its background: C. T.
 * Vu, T. D. Phan, D. M. Chandler, "S3: A Spectral and Spatial Measure of Local Perceived Sharpness
 * in Natural Images", IEEE Transactions on Image Processing 21 (3), 2012. That is done for each
 * direction, and the worst counts most, since a moving camera blurs along one direction only.
 */
public final class AssessSharpness implements Operation {
  /** The blur, in pixels, at which sharpness is half. */
  private static final double HALF_SHARP = 2.0;

  private static final double STEEPNESS = 3;

  /** The share of the edges, the sharpest, that makes the score. */
  private static final double SHARPEST = 0.3;

  /** How far the worst direction outweighs the others. */
  private static final double WORST_POWER = 6;

  /** The share of blocks with strong edges that is half enough to tell anything. */
  private static final double EVIDENCE = 0.005;

  /** What the edges across one direction tell, and how much there is to go by, 0 to 1. */
  private record Finding(double sharpness, double evidence) {}

  @Override
  public Action action() {
    return Actions.ASSESS_SHARPNESS;
  }

  @Override
  public Map<String, Object> apply(Map<String, Mat> images, Map<String, String> arguments) {
    try (PointerScope scope = new PointerScope()) {
      Mat grey = Pixels.grey(Score.photo(action(), images, arguments));
      return Score.answer(action(), sharpness(EdgeBlur.of(grey)));
    }
  }

  private static double sharpness(EdgeBlur blur) {
    double weights = 0;
    double sum = 0;
    double evidence = 0;
    for (EdgeDirection direction : EdgeDirection.values()) {
      Finding finding = finding(blur.across(direction), blur.blockCount());
      if (finding.sharpness > 0) {
        weights += finding.evidence;
        sum += finding.evidence * Math.pow(finding.sharpness, -WORST_POWER);
        evidence = Math.max(evidence, finding.evidence);
      }
    }
    return weights > 0 ? evidence * Math.pow(sum / weights, -1 / WORST_POWER) : 0;
  }

  private static Finding finding(List<EdgeBlur.Edges> sharpestFirst, int blocks) {
    double weight = sharpestFirst.stream().mapToDouble(EdgeBlur.Edges::weight).sum();
    if (weight <= 0) {
      return new Finding(0, 0);
    }
    double wanted = SHARPEST * weight;
    double taken = 0;
    double sum = 0;
    for (EdgeBlur.Edges edges : sharpestFirst) {
      double part = Math.min(edges.weight(), wanted - taken);
      sum += part / (1 + Math.pow(edges.blur() / HALF_SHARP, STEEPNESS));
      taken += part;
      if (taken >= wanted) {
        break;
      }
    }
    return new Finding(sum / wanted, weight / (weight + EVIDENCE * blocks));
  }
}
