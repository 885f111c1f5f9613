package darkroom.pipeline;

import darkroom.job.Job;
import darkroom.ledger.Ledger;
import darkroom.photo.Monochrome;
import darkroom.pipeline.ImageArguments.Inspected;
import darkroom.storage.WholeFiles;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/** Foresees what photos will ask for, those with the same content together; no call is made. */
final class EstimateCalls
    extends PTransform<PCollection<KV<Integer, Iterable<byte[]>>>, PCollection<Estimate>> {
  private static final long serialVersionUID = 1;

  private final Job job;

  private EstimateCalls(Job job) {
    this.job = job;
  }

  static EstimateCalls of(Job job) {
    return new EstimateCalls(job);
  }

  @Override
  public PCollection<Estimate> expand(PCollection<KV<Integer, Iterable<byte[]>>> lanes) {
    return lanes
        .apply("EstimateLane", ParDo.of(new EstimateLane(job)))
        .setCoder(JsonCoder.of(Estimate.class));
  }

  private static final class EstimateLane extends DoFn<KV<Integer, Iterable<byte[]>>, Estimate> {
    private static final long serialVersionUID = 1;
    private final Job job;
    private transient Map<String, Inspected> images;

    EstimateLane(Job job) {
      this.job = job;
    }

    @Setup
    public void forgetImages() {
      images = new ConcurrentHashMap<>();
    }

    @ProcessElement
    public void estimate(
        @Element KV<Integer, Iterable<byte[]>> lane, OutputReceiver<Estimate> out) {
      Estimator estimator =
          new Estimator(
              job,
              location -> images.computeIfAbsent(location, ImageArguments::read),
              EstimateLane::isMonochrome);
      Ledger ledger = Ledger.in(job.output().ledger());
      RecallCalls.from(ledger, lane.getValue()).forEachRemaining(estimator::add);
      out.output(estimator.sum());
    }

    private static Optional<Boolean> isMonochrome(Working picture) {
      try {
        byte[] file = WholeFiles.read(picture.location());
        return Optional.of(Monochrome.of(file, picture.header()));
      } catch (IOException e) {
        // A run does not take a photo there either.
        return Optional.empty();
      }
    }
  }
}
