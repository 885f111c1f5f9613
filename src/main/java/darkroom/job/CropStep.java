package darkroom.job;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.FitMode;
import java.util.List;
import java.util.Optional;

/**
 * Cuts the best boxes that {@code IntelligentComposition} finds out of a photo. The best of them is
 * the photo that goes on; the others are results beside it.
 *
 * @param best how many boxes
 * @param keep whether the image is written though the recipe goes on
 */
public record CropStep(
    String label, int best, FitMode fit, Optional<When> when, OnFailure onFailure, boolean keep)
    implements Step {
  public CropStep {
    if (best < 1) {
      throw new IllegalArgumentException("Expected at least 1 box but was " + best);
    }
  }

  /** The action that finds the boxes. */
  public static Action action() {
    return Actions.INTELLIGENT_COMPOSITION;
  }

  @Override
  public List<Action> actions() {
    return List.of(action());
  }

  @Override
  public boolean changesPhoto() {
    return true;
  }

  @Override
  public List<String> byproductLabels() {
    return best > 1 ? List.of(label) : List.of();
  }

  @Override
  public String describe() {
    return "crop(best=" + best + ")";
  }

  private Object writeReplace() {
    return Packed.of(this);
  }
}
