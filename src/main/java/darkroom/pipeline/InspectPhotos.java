package darkroom.pipeline;

import darkroom.action.ApiError.Remedy;
import darkroom.action.ByteSize;
import darkroom.client.DaemonThreads;
import darkroom.job.Job;
import darkroom.photo.Admission;
import darkroom.photo.HeaderReading;
import darkroom.photo.Identity;
import darkroom.photo.PhotoHeader;
import darkroom.photo.PhotoHeaders;
import darkroom.pipeline.Outcome.Status;
import darkroom.report.Progress;
import darkroom.report.Progress.Stop;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/** Reads each photo's header and identity, and rejects what no call should be paid for. */
public final class InspectPhotos extends PTransform<PCollection<Photo>, InspectPhotos.Result> {
  private static final long serialVersionUID = 1;
  static final String STEP = "InspectPhotos";
  private static final TupleTag<InspectedPhoto> ADMITTED = new TupleTag<>() {};
  private static final TupleTag<Outcome> ENDED = new TupleTag<>() {};
  private static final org.joda.time.Instant TIMELESS = BoundedWindow.TIMESTAMP_MIN_VALUE;

  private final Job job;
  private final String runId;

  private InspectPhotos(Job job, String runId) {
    this.job = job;
    this.runId = runId;
  }

  /**
   * Inspects for a run: ends what its recipe is sure to reject, whatever the scores will be, and
   * what is left when the run is stopped.
   */
  public static InspectPhotos of(RunSettings settings) {
    return new InspectPhotos(settings.job(), settings.runId());
  }

  @Override
  public Result expand(PCollection<Photo> photos) {
    PCollectionTuple inspected =
        photos.apply(
            "Inspect",
            ParDo.of(new Inspect(job, runId)).withOutputTags(ADMITTED, TupleTagList.of(ENDED)));
    return new Result(
        inspected.get(ADMITTED).setCoder(JsonCoder.of(InspectedPhoto.class)),
        inspected.get(ENDED).setCoder(JsonCoder.of(Outcome.class)));
  }

  /** What inspection gave. */
  public static final class Result implements POutput {
    private final PCollection<InspectedPhoto> admitted;
    private final PCollection<Outcome> ended;

    private Result(PCollection<InspectedPhoto> admitted, PCollection<Outcome> ended) {
      this.admitted = admitted;
      this.ended = ended;
    }

    /** The photos that go on, as they are or to be made fit. */
    public PCollection<InspectedPhoto> admitted() {
      return admitted;
    }

    /** The outcomes of those that do not. */
    public PCollection<Outcome> ended() {
      return ended;
    }

    @Override
    public Pipeline getPipeline() {
      return admitted.getPipeline();
    }

    @Override
    public Map<TupleTag<?>, PValue> expand() {
      return Map.of(ADMITTED, admitted, ENDED, ended);
    }

    @Override
    public void finishSpecifyingOutput(
        String transformName, PInput input, PTransform<?, ?> transform) {}
  }

  /** What inspection says of a photo: it goes on, or this became of it. */
  private sealed interface Verdict {
    record Admitted(InspectedPhoto photo) implements Verdict {}

    record Ended(Outcome outcome) implements Verdict {}
  }

  /** A store takes its time for each photo, so many are read at once, and given on in order. */
  private static final class Inspect extends DoFn<Photo, InspectedPhoto> {
    private static final long serialVersionUID = 1;
    private static final int AT_ONCE = 64;
    private static final ExecutorService READING =
        Executors.newFixedThreadPool(AT_ONCE, DaemonThreads.named("darkroom-inspect"));

    private final Job job;
    private final String runId;
    private transient Queue<CompletableFuture<Verdict>> verdicts;

    Inspect(Job job, String runId) {
      this.job = job;
      this.runId = runId;
    }

    @StartBundle
    public void start() {
      verdicts = new ArrayDeque<>();
    }

    @ProcessElement
    public void inspect(@Element Photo photo, MultiOutputReceiver out) {
      verdicts.add(CompletableFuture.supplyAsync(() -> verdict(photo), READING));
      if (verdicts.size() > 2 * AT_ONCE) {
        give(verdicts.remove().join(), out.get(ADMITTED)::output, out.get(ENDED)::output);
      }
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      for (CompletableFuture<Verdict> verdict : verdicts) {
        give(
            verdict.join(),
            photo -> context.output(ADMITTED, photo, TIMELESS, GlobalWindow.INSTANCE),
            outcome -> context.output(ENDED, outcome, TIMELESS, GlobalWindow.INSTANCE));
      }
    }

    private static void give(
        Verdict verdict, Consumer<InspectedPhoto> admitted, Consumer<Outcome> ended) {
      if (verdict instanceof Verdict.Ended end) {
        ended.accept(end.outcome());
      } else {
        admitted.accept(((Verdict.Admitted) verdict).photo());
      }
    }

    private Verdict verdict(Photo photo) {
      Optional<Stop> stopped = Progress.of(runId).stopped();
      if (stopped.isPresent()) {
        Failure deferred = Stops.deferred(STEP, stopped.get().reason());
        return new Verdict.Ended(Outcome.ofPhoto(photo, Status.DEFERRED, deferred, Instant.now()));
      }
      try (SeekableByteChannel file = PhotoFile.open(photo.location())) {
        ByteSize bytes = ByteSize.bytes(file.size());
        HeaderReading reading = PhotoHeaders.read(file);
        if (reading instanceof HeaderReading.Unreadable unreadable) {
          String message = unreadable.message() + " (" + photo.uri() + ")";
          return ended(photo, Status.REJECTED, unreadable.code(), message, Remedy.REFUSED);
        }
        PhotoHeader header = ((HeaderReading.Readable) reading).header();
        Identity identity = PhotoFile.identity(photo.location(), file);
        return verdict(new InspectedPhoto(photo, identity, bytes, header));
      } catch (NoSuchFileException e) {
        String message = "Expected a photo at " + photo.location() + " but there is no such file";
        return ended(photo, Status.FAILED, "NotFound", message, Remedy.REFUSED);
      } catch (IOException e) {
        String message =
            "Expected to read " + photo.location() + " but could not: " + PhotoFile.reason(e);
        return ended(photo, Status.FAILED, "NotReadable", message, Remedy.RETRY);
      }
    }

    private Verdict verdict(InspectedPhoto photo) {
      Optional<Failure> other = Steps.notAdmitted(job, photo);
      if (other.isPresent()) {
        return new Verdict.Ended(
            Outcome.ofInspected(photo, Status.SKIPPED, other.get(), Instant.now()));
      }
      Optional<Admission.Rejected> rejected = Steps.rejection(job.recipe(), photo);
      if (rejected.isPresent()) {
        Failure failure = Steps.rejected(rejected.get(), photo.photo());
        return new Verdict.Ended(
            Outcome.ofInspected(photo, Status.REJECTED, failure, Instant.now()));
      }
      return new Verdict.Admitted(photo);
    }

    private static Verdict ended(
        Photo photo, Status status, String code, String message, Remedy remedy) {
      Failure failure = Failure.unpaid(STEP, code, message, remedy);
      return new Verdict.Ended(Outcome.ofPhoto(photo, status, failure, Instant.now()));
    }
  }
}
