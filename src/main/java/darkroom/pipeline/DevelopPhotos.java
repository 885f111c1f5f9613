package darkroom.pipeline;

import darkroom.job.Images;
import darkroom.job.OutputTemplate;
import java.util.Optional;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PDone;

/** The way of a photo, from the manifest to its outcome. */
public final class DevelopPhotos extends PTransform<PBegin, PDone> {
  private static final long serialVersionUID = 1;

  private final RunSettings settings;

  private DevelopPhotos(RunSettings settings) {
    this.settings = settings;
  }

  public static DevelopPhotos of(RunSettings settings) {
    return new DevelopPhotos(settings);
  }

  @Override
  public PDone expand(PBegin begin) {
    String runId = settings.runId();
    ReadManifest.Result manifest = begin.apply("ReadManifest", reading());
    InspectPhotos.Result photos =
        manifest
            .photos()
            .apply("ExpectPhotos", Observe.each(runId, (progress, photo) -> progress.expect(1)))
            .apply("InspectPhotos", InspectPhotos.of(settings));
    PCollection<Outcome> worked =
        photos
            .admitted()
            .apply("RecallCalls", RecallCalls.from(settings.job().output().ledger()))
            .apply("AssignLanes", AssignLanes.over(settings.conf().lanes().lanes()))
            .apply("RunRecipe", RunRecipe.of(settings));
    PCollection<Outcome> badLines =
        manifest
            .ended()
            .apply("ExpectLines", Observe.each(runId, (progress, line) -> progress.expect(1)));
    PCollection<Outcome> ended =
        PCollectionList.of(badLines)
            .and(photos.ended())
            .apply("Ended", Flatten.pCollections())
            .apply("CountEnded", Observe.each(runId, LiveCount::count));
    return PCollectionList.of(worked)
        .and(ended)
        .apply("AllOutcomes", Flatten.pCollections())
        .apply("WriteOutcomes", WriteOutcomes.of(settings));
  }

  /** Two photos must not have images of the same name; the second is told of before it costs. */
  private ReadManifest reading() {
    ReadManifest reading = ReadManifest.of(settings.job());
    Optional<OutputTemplate> template = settings.job().output().images().map(Images::template);
    if (template.isEmpty() || template.get().uses("sha")) {
      return reading;
    }
    ImageNames names = ImageNames.of(settings, template.get());
    return reading.withOutputName(names::stem);
  }
}
