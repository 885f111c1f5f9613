package darkroom.pipeline;

import darkroom.action.ApiError.Remedy;
import darkroom.action.Channels;
import darkroom.job.Job;
import darkroom.job.Step;
import darkroom.job.Truth;
import darkroom.job.When;
import darkroom.photo.Admission;
import darkroom.photo.Monochrome;
import darkroom.pipeline.Failure.Consequence;
import darkroom.pipeline.Outcome.Status;
import darkroom.pipeline.Preparation.Loaded;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/** The way of one photo through the recipe, from its admission to its last image. */
final class PhotoWalk implements Lane.Way {
  static final String ADMISSION = "admit";

  private final Job job;
  private final List<Stage> stages;
  private final Preparation preparation;
  private final Supplier<Stock> stocks;
  private final Optional<Outputs> outputs;
  private final Room room;
  private final Executor looking;
  private final Clock clock;

  /** A step, and how it is done. */
  private record Stage(Step step, StepWork work) {}

  /**
   * The way of a job's photos.
   *
   * @param works how a step is done
   * @param stocks an empty stock of pictures for each photo
   * @param outputs where images are written; empty where the recipe makes none
   * @param looking computes what is asked about pixels
   */
  PhotoWalk(
      Job job,
      Function<Step, StepWork> works,
      Preparation preparation,
      Supplier<Stock> stocks,
      Optional<Outputs> outputs,
      Room room,
      Executor looking,
      Clock clock) {
    this.job = job;
    this.stages = job.recipe().stream().map(s -> new Stage(s, works.apply(s))).toList();
    this.preparation = preparation;
    this.stocks = stocks;
    this.outputs = outputs;
    this.room = room;
    this.looking = looking;
    this.clock = clock;
  }

  @Override
  public CompletableFuture<Outcome> walk(RecalledPhoto photo) {
    Journey journey = new Journey(photo, stocks.get());
    CompletableFuture<Walked> way = admitted(journey, Walked.start(journey.original()));
    for (Stage stage : stages) {
      way = way.thenCompose(walked -> walked.ended() ? done(walked) : take(stage, journey, walked));
    }
    return way.thenCompose(walked -> walked.ended() ? done(walked) : write(journey, walked))
        .thenApply(walked -> outcome(photo.photo(), walked));
  }

  private CompletableFuture<Walked> admitted(Journey journey, Walked walked) {
    if (job.admit().isEmpty()) {
      return done(walked);
    }
    When admit = job.admit().get();
    return holds(admit, journey, walked)
        .thenApply(
            truth -> truth == Truth.TRUE ? walked : walked.with(notAdmitted(admit, journey)));
  }

  static Failure notAdmitted(When admit, Journey journey) {
    return notAdmitted(admit, journey.entry());
  }

  static Failure notAdmitted(When admit, Photo photo) {
    return Failure.unpaid(
        ADMISSION,
        "NotAdmitted",
        "Expected %s for a photo of this job but it is not so (%s)".formatted(admit, photo.uri()),
        Remedy.REFUSED);
  }

  /** A step that it is not known to be for is not taken: it would cost money. */
  private CompletableFuture<Walked> take(Stage stage, Journey journey, Walked walked) {
    Optional<When> when = stage.step().when();
    CompletableFuture<Truth> holds =
        when.isPresent() ? holds(when.get(), journey, walked) : done(Truth.TRUE);
    return holds.thenCompose(
        truth -> truth == Truth.TRUE ? admit(stage, journey, walked) : done(walked));
  }

  private CompletableFuture<Walked> admit(Stage stage, Journey journey, Walked walked) {
    Step step = stage.step();
    Admission admission = Preparation.admit(walked.now(), step.actions(), step.fit());
    if (admission instanceof Admission.Rejected rejected) {
      String message = rejected.message() + " (" + journey.entry().uri() + ")";
      Failure failure =
          Failure.unpaid(step.label(), rejected.code(), message, Remedy.REFUSED)
              .of(step.actions().get(0));
      return done(walked.with(StepWork.consequence(step, failure)));
    }
    return admission instanceof Admission.Skipped
        ? done(walked)
        : stage.work().take(journey, walked);
  }

  private CompletableFuture<Truth> holds(When when, Journey journey, Walked walked) {
    Working picture = walked.now();
    PhotoFacts facts = PhotoFacts.of(picture, journey.entry(), walked.made());
    Truth known = when.evaluate(facts);
    if (known != Truth.UNKNOWN || !when.names().contains(PhotoFacts.MONOCHROME)) {
      return done(known);
    }
    Channels channels = picture.header().channels();
    if (channels == Channels.GRAY || channels == Channels.GRAY_ALPHA) {
      return done(when.evaluate(facts.with(true)));
    }
    return room.with(
        picture.bytes(),
        () ->
            preparation
                .bytesOf(picture)
                .thenApplyAsync(
                    loaded ->
                        loaded instanceof Loaded.Bytes file
                            ? when.evaluate(
                                facts.with(Monochrome.of(file.bytes(), picture.header())))
                            : Truth.UNKNOWN,
                    looking));
  }

  /** The picture that the recipe has made of the photo; where no step changed it, none. */
  private CompletableFuture<Walked> write(Journey journey, Walked walked) {
    boolean written =
        walked.source().isEmpty()
            || outputs.isEmpty()
            || walked.images().stream()
                .anyMatch(i -> i.made().equals(walked.now().identity().value()));
    return written
        ? done(walked)
        : outputs
            .get()
            .write(journey, walked, walked.now(), walked.source().get(), walked.actions());
  }

  private Outcome outcome(InspectedPhoto photo, Walked walked) {
    List<Failure> failures = new ArrayList<>(walked.failures());
    return new Outcome(
        photo.photo(),
        Optional.of(photo),
        status(walked, failures),
        walked.scoredSize(),
        walked.made(),
        walked.images(),
        failures,
        clock.instant());
  }

  private static Status status(Walked walked, List<Failure> failures) {
    if (!walked.ended()) {
      return Status.DONE;
    }
    if (failures.stream().anyMatch(f -> f.step().equals(ADMISSION))) {
      return Status.SKIPPED;
    }
    // Where something ended its way for good, a later run will find that again.
    return failures.stream().anyMatch(f -> f.consequence() == Consequence.ENDS)
        ? Status.FAILED
        : Status.DEFERRED;
  }

  private static <T> CompletableFuture<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }
}
