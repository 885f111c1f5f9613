package darkroom.pipeline;

import darkroom.action.Parameter;
import darkroom.action.Parameter.Extent;
import darkroom.job.EditStep;
import darkroom.job.Resolution;
import darkroom.job.Step;
import darkroom.pipeline.ImageArguments.Inspected;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The arguments that a step will have for a photo.
 *
 * @param given without the photo
 * @param named the same, with images by their content
 * @param usable whether the step can be called with them
 */
record StepArguments(
    SortedMap<String, String> given, SortedMap<String, String> named, Certainty usable) {

  /**
   * A step's arguments for a photo.
   *
   * @param images what the image at a location is
   */
  static StepArguments of(Step step, Foreseen way, Function<String, Inspected> images) {
    if (!(step instanceof EditStep edit)) {
      return new StepArguments(new TreeMap<>(), new TreeMap<>(), Certainty.SURE);
    }
    if (!(edit.resolve(way.entry().fields()) instanceof Resolution.Resolved resolved)) {
      return new StepArguments(new TreeMap<>(), new TreeMap<>(), Certainty.NO);
    }
    Map<Parameter, Inspected> inspected = new LinkedHashMap<>();
    Beside.locations(edit, way.entry(), resolved.arguments())
        .forEach((parameter, location) -> inspected.put(parameter, images.apply(location)));
    Beside beside = new Beside(edit, inspected);
    return new StepArguments(
        resolved.arguments(),
        CallKeys.named(resolved.arguments(), beside.usable()),
        usable(beside, way));
  }

  private static Certainty usable(Beside beside, Foreseen way) {
    if (way.picture().isPresent()) {
      return beside.flaw(way.picture().get()).isPresent() ? Certainty.NO : Certainty.SURE;
    }
    if (beside.ownFlaw().isPresent()) {
      return Certainty.NO;
    }
    return beside.images().keySet().stream().allMatch(p -> p.extent() == Extent.ANY)
        ? Certainty.SURE
        : Certainty.MAYBE;
  }
}
