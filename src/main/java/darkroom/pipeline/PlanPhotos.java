package darkroom.pipeline;

import darkroom.storage.WholeFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * The way of a photo as far as it can be foreseen without a call, from the manifest to a plan of
 * what a run would do.
 */
public final class PlanPhotos extends PTransform<PBegin, PDone> {
  private static final long serialVersionUID = 1;
  private static final JsonCoder<Estimate> ESTIMATE = JsonCoder.of(Estimate.class);

  private final RunSettings settings;
  private final TreeMap<String, Long> usedThisMonth;

  private PlanPhotos(RunSettings settings, Map<String, Long> usedThisMonth) {
    this.settings = settings;
    this.usedThisMonth = new TreeMap<>(usedThisMonth);
  }

  /**
   * Plans a run.
   *
   * @param usedThisMonth calls that this month has seen, by action
   */
  public static PlanPhotos of(RunSettings settings, Map<String, Long> usedThisMonth) {
    return new PlanPhotos(settings, usedThisMonth);
  }

  @Override
  public PDone expand(PBegin begin) {
    ReadManifest.Result manifest = begin.apply("ReadManifest", ReadManifest.forRun(settings));
    InspectPhotos.Result photos =
        manifest.photos().apply("InspectPhotos", InspectPhotos.of(settings));
    PCollection<Estimate> estimates =
        photos
            .admitted()
            .apply("AssignLanes", AssignLanes.over(Groups.COUNT))
            .apply("EstimateCalls", EstimateCalls.of(settings.job()));
    PCollection<Estimate> ended =
        PCollectionList.of(manifest.ended())
            .and(photos.ended())
            .apply("Ended", Flatten.pCollections())
            .apply(
                "CountEnded",
                MapElements.into(TypeDescriptor.of(Estimate.class)).via(o -> Estimate.of(o)))
            .setCoder(ESTIMATE);
    PCollectionList.of(estimates)
        .and(ended)
        .apply("AllEstimates", Flatten.pCollections())
        .apply("AddUp", Combine.globally(new AddEstimates()))
        .setCoder(ESTIMATE)
        .apply("WritePlan", ParDo.of(new WritePlan(settings, usedThisMonth)));
    return PDone.in(begin.getPipeline());
  }

  private static final class WritePlan extends DoFn<Estimate, Void> {
    private static final long serialVersionUID = 1;
    private final RunSettings settings;
    private final TreeMap<String, Long> usedThisMonth;

    WritePlan(RunSettings settings, TreeMap<String, Long> usedThisMonth) {
      this.settings = settings;
      this.usedThisMonth = usedThisMonth;
    }

    @ProcessElement
    public void write(@Element Estimate estimate) throws IOException {
      String plan = Plans.of(settings, estimate, usedThisMonth).toJson();
      WholeFiles.write(
          RunSettings.planOf(settings.job()),
          plan.getBytes(StandardCharsets.UTF_8),
          "application/json");
    }
  }
}
