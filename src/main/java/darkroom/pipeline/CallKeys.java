package darkroom.pipeline;

import darkroom.action.Action;
import darkroom.action.FitMode;
import darkroom.action.Parameter;
import darkroom.job.CropStep;
import darkroom.job.Step;
import darkroom.ledger.CallKey;
import darkroom.photo.Admission;
import darkroom.photo.Fit;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Names the calls that steps make of a picture, as the ledger knows them. */
final class CallKeys {
  private static final String COUNT = "NumBoxes";

  private final String background;

  /**
   * Keys of a job's calls.
   *
   * @param background what is shown where a picture was transparent or is padded, as RRGGBB
   */
  CallKeys(String background) {
    this.background = background;
  }

  /**
   * What a call of these actions is about: the content, and what is done to it before it is sent.
   */
  String content(Working picture, List<Action> actions, FitMode mode) {
    String fit =
        Preparation.admit(picture, actions, mode) instanceof Admission.Fits
            ? Fit.describe(picture.header(), picture.bytes(), actions, mode, background)
            : "";
    return fit.isEmpty() ? picture.identity().value() : picture.identity().value() + " " + fit;
  }

  /**
   * The key of a call that a step makes.
   *
   * @param named the arguments without the photo, images by their content
   */
  CallKey of(Step step, Action action, SortedMap<String, String> named, Working picture) {
    return CallKey.of(content(picture, step.actions(), step.fit()), action, named);
  }

  /** Arguments with the images beside the photo named by their content. */
  static SortedMap<String, String> named(
      SortedMap<String, String> given, Map<Parameter, Working> beside) {
    SortedMap<String, String> named = new TreeMap<>(given);
    beside.forEach((parameter, image) -> named.put(parameter.name(), image.identity().value()));
    return named;
  }

  /** As many boxes as the service gives unasked, where that is enough: a step may have asked. */
  static SortedMap<String, String> cropping(CropStep step) {
    SortedMap<String, String> unasked = CropStep.action().canonical(Map.of());
    return step.best() <= Integer.parseInt(unasked.get(COUNT))
        ? unasked
        : new TreeMap<>(Map.of(COUNT, String.valueOf(step.best())));
  }
}
