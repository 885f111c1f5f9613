package darkroom.job;

import darkroom.action.Action;
import darkroom.action.FitMode;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** One step of a recipe: what is done to a photo, when, and what if it cannot be. */
public sealed interface Step extends Serializable permits ScoreStep, EditStep, CropStep {
  /**
   * What the step is called in tables and file names, unique in its recipe, such as {@code score}
   * or, the second time, {@code ColorizeImage-2}.
   */
  String label();

  /** The actions that it calls. */
  List<Action> actions();

  /** What happens to a photo outside the actions' limits. */
  FitMode fit();

  /** The photos it is for; empty where it is for all. */
  Optional<When> when();

  OnFailure onFailure();

  /** Whether another photo goes on from it; if not, the photo goes on as it came. */
  boolean changesPhoto();

  /**
   * What {@code {step}} stands for in the names of the images and videos that it gives beside the
   * photo that goes on; empty where it gives none.
   */
  List<String> byproductLabels();

  /** What it does, in one line that tells it from every other step. */
  String describe();
}
