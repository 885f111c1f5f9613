package darkroom.pipeline;

import darkroom.action.Parameter;
import darkroom.action.ParameterType;
import darkroom.job.Argument.Given;
import darkroom.job.EditStep;
import darkroom.pipeline.ImageArguments.Inspected;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/** The images that a step takes beside the photo, by parameter. */
record Beside(EditStep step, Map<Parameter, Inspected> images) {

  /** Where they are read. */
  static Map<Parameter, String> locations(
      EditStep step, Photo entry, SortedMap<String, String> given) {
    Map<Parameter, String> locations = new LinkedHashMap<>();
    for (Parameter parameter : step.action().parameters()) {
      String location = given.get(parameter.name());
      if (parameter.type() instanceof ParameterType.ImageUrl && location != null) {
        locations.put(parameter, locate(step, entry, parameter, location));
      }
    }
    return locations;
  }

  /** A relative path is the working folder's in a job file, and the manifest's in a manifest. */
  private static String locate(EditStep step, Photo entry, Parameter parameter, String location) {
    boolean fromJob =
        step.arguments().get(parameter.name()) instanceof Given given
            && given.value().equals(location);
    return fromJob
        ? ManifestFile.inWorkingFolder(location)
        : new ManifestFile(entry.line().file()).locate(location);
  }

  /** Why the step cannot take them with this photo. */
  Optional<Failure> flaw(Working photo) {
    return flaw(image -> photo);
  }

  /** Why the step cannot take them with any photo. */
  Optional<Failure> ownFlaw() {
    // Each fits a photo that is as large as itself.
    return flaw(image -> image);
  }

  private Optional<Failure> flaw(UnaryOperator<Working> photoOf) {
    for (Map.Entry<Parameter, Inspected> image : images.entrySet()) {
      Optional<Failure> flaw =
          image.getValue() instanceof Inspected.Usable usable
              ? ImageArguments.flaw(
                  step.action(), image.getKey(), usable.image(), photoOf.apply(usable.image()))
              : Optional.of(((Inspected.Unusable) image.getValue()).failure());
      if (flaw.isPresent()) {
        return flaw.map(f -> f.at(step.label()).of(step.action()));
      }
    }
    return Optional.empty();
  }

  /** Those that can be used. */
  Map<Parameter, Working> usable() {
    Map<Parameter, Working> usable = new LinkedHashMap<>();
    images.forEach(
        (parameter, image) -> {
          if (image instanceof Inspected.Usable fit) {
            usable.put(parameter, fit.image());
          }
        });
    return usable;
  }
}
