package darkroom.job;

import java.io.Serializable;

/**
 * When a run ends early: too many of the last photos failed.
 *
 * @param failures the share of failed photos that is still borne, from 0 to 1
 * @param window how many photos are looked back on
 */
public record StopRule(double failures, int window) implements Serializable {
  /** Enough photos for a share to mean something. */
  static final int WINDOW = 200;

  static final int WIDEST_WINDOW = 100_000;

  public StopRule {
    if (!(failures >= 0 && failures < 1) || window < 1) {
      throw new IllegalArgumentException(
          "Expected a share below 1 of at least 1 photo but was " + failures + " of " + window);
    }
  }
}
