package darkroom.report;

import java.io.Serializable;

/**
 * What a step is going to do with photos; each is in exactly one of the counts.
 *
 * @param asTheyAre sent as they are
 * @param fitted sent as a copy that fits
 * @param left not sent, and go on as they are: it is not for them, or they do not fit
 * @param refused not sent, and not done
 * @param open not known before other calls are answered
 */
public record PlannedStep(long asTheyAre, long fitted, long left, long refused, long open)
    implements Serializable {
  public static final PlannedStep NONE = new PlannedStep(0, 0, 0, 0, 0);
  public static final PlannedStep AS_IT_IS = new PlannedStep(1, 0, 0, 0, 0);
  public static final PlannedStep FITTED = new PlannedStep(0, 1, 0, 0, 0);
  public static final PlannedStep LEFT = new PlannedStep(0, 0, 1, 0, 0);
  public static final PlannedStep REFUSED = new PlannedStep(0, 0, 0, 1, 0);
  public static final PlannedStep OPEN = new PlannedStep(0, 0, 0, 0, 1);

  public PlannedStep plus(PlannedStep other) {
    return new PlannedStep(
        asTheyAre + other.asTheyAre,
        fitted + other.fitted,
        left + other.left,
        refused + other.refused,
        open + other.open);
  }
}
