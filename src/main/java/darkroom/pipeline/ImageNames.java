package darkroom.pipeline;

import darkroom.job.OutputNames;
import darkroom.job.OutputTemplate;
import darkroom.pipeline.Walked.Source;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What a job's images are called: by the photo, the step and nothing else but the run's day. */
final class ImageNames implements Serializable {
  private static final long serialVersionUID = 1;

  private final OutputTemplate template;
  private final OutputNames names;
  private final LocalDate day;

  private ImageNames(OutputTemplate template, OutputNames names, LocalDate day) {
    this.template = template;
    this.names = names;
    this.day = day;
  }

  static ImageNames of(RunSettings settings, OutputTemplate template) {
    return new ImageNames(
        template,
        OutputNames.of(settings.job().manifest()),
        LocalDate.ofInstant(settings.started(), ZoneOffset.UTC));
  }

  /** What a photo's images are told from another photo's by, where that is not the content. */
  String stem(Photo photo) {
    return template.name(names.values(photo.location(), photo.id(), "", "", "", day));
  }

  String of(Journey journey, Source source, String extension) {
    OutputTemplate.Values values =
        names.values(
            journey.entry().location(),
            journey.entry().id(),
            journey.original().identity().digest(),
            source.step(),
            extension,
            day);
    return source.ordinal() == 0 ? template.name(values) : template.name(values, source.ordinal());
  }
}
