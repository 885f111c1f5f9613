package darkroom.job;

import java.io.Serializable;

/** Calls per second. */
public record Rate(double perSecond) implements Serializable {
  static final int HIGHEST = 100_000;

  public Rate {
    if (!isPossible(perSecond)) {
      throw new IllegalArgumentException(
          "Expected above 0 and at most " + HIGHEST + " calls per second but was " + perSecond);
    }
  }

  static boolean isPossible(double perSecond) {
    return perSecond > 0 && perSecond <= HIGHEST;
  }

  /** One lane's part of this rate. */
  public Rate dividedBy(int lanes) {
    return new Rate(perSecond / lanes);
  }
}
