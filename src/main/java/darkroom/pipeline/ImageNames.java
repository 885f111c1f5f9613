package darkroom.pipeline;

import darkroom.job.OutputTemplate;
import darkroom.pipeline.Walked.Source;

/** What a job's images are called: by the photo, the step and nothing else. */
final class ImageNames {
  private final OutputTemplate template;
  private final darkroom.job.OutputNames names;

  ImageNames(OutputTemplate template, darkroom.job.OutputNames names) {
    this.template = template;
    this.names = names;
  }

  String of(Journey journey, Source source, String extension) {
    OutputTemplate.Values values =
        names.values(
            journey.entry().location(),
            journey.entry().id(),
            journey.original().identity().digest(),
            source.step(),
            extension);
    return source.ordinal() == 0
        ? template.name(values)
        : template.name(values, source.ordinal());
  }
}
