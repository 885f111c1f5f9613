package darkroom.studio.operation;

import darkroom.action.Action;
import darkroom.action.ResultField;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.bytedeco.opencv.opencv_core.Mat;

/** The answer of an action whose result is one number, in the field and range it declares. */
final class Score {
  /** Finer steps than this are below what any of the measures can tell. */
  private static final int DECIMALS = 4;

  private Score() {}

  /** The photo a scoring action was given. */
  static Mat photo(Action action, Map<String, Mat> images, Map<String, String> arguments) {
    return images.get(action.subject(arguments).name());
  }

  /** The answer for a share of the full score, from 0 to 1. */
  static Map<String, Object> answer(Action action, double share) {
    for (ResultField field : action.results()) {
      if (field.type() instanceof ResultField.Score range) {
        double value = range.min() + Math.min(Math.max(share, 0), 1) * (range.max() - range.min());
        return Map.of(field.name(), rounded(value));
      }
    }
    throw new IllegalArgumentException("Expected a score among the results of " + action);
  }

  private static double rounded(double value) {
    return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP).doubleValue();
  }
}
