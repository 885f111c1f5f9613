package darkroom.pipeline;

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
    ReadManifest.Result manifest = begin.apply("ReadManifest", ReadManifest.forRun(settings));
    InspectPhotos.Result photos =
        manifest
            .photos()
            .apply("ExpectPhotos", Observe.each(runId, (progress, photo) -> progress.expect(1)))
            .apply("InspectPhotos", InspectPhotos.of(settings));
    PCollection<Outcome> worked =
        photos
            .admitted()
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
        .apply("WriteOutcomes", WriteOutcomes.of(settings))
        .apply("CompactLedger", CompactLedger.in(settings.job().output().ledger()));
  }
}
