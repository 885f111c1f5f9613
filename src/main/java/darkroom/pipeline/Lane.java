package darkroom.pipeline;

import darkroom.action.ApiError.Remedy;
import darkroom.pipeline.Outcome.Status;
import darkroom.report.Progress;
import darkroom.report.Progress.Cause;
import java.time.Clock;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * A share of the quota, worked by one thread of control: it starts photos while there is room, and
 * all that comes back from other threads reaches it as a message, so that it shares no state.
 */
final class Lane {

  /** How one photo is walked. */
  interface Way {
    /** Walks a photo to its end without blocking. */
    CompletableFuture<Outcome> walk(RecalledPhoto photo);
  }

  private final Way way;
  private final int mostPhotos;
  private final Optional<FailureWatch> watch;
  private final Progress progress;
  private final Clock clock;
  private final BlockingQueue<Runnable> messages = new LinkedBlockingQueue<>();

  private int photosInFlight;
  private Optional<Failure> stopped = Optional.empty();

  /**
   * A lane that walks so many photos at the same time.
   *
   * @param watch ends the run where too many photos fail
   */
  Lane(Way way, int mostPhotos, Optional<FailureWatch> watch, Progress progress, Clock clock) {
    this.way = way;
    this.mostPhotos = mostPhotos;
    this.watch = watch;
    this.progress = progress;
    this.clock = clock;
  }

  /**
   * Walks all photos; each ends in one outcome, given on the calling thread. Where that fails, as
   * where the photos cannot be read on, what is in flight comes to its end first.
   */
  void walk(Iterator<RecalledPhoto> photos, Consumer<Outcome> out) throws InterruptedException {
    try {
      while (photos.hasNext()) {
        if (photosInFlight < mostPhotos) {
          start(photos.next(), out);
        } else {
          messages.take().run();
        }
      }
      while (photosInFlight > 0) {
        messages.take().run();
      }
    } catch (RuntimeException e) {
      letEnd(e);
      throw e;
    }
  }

  private void letEnd(RuntimeException broken) throws InterruptedException {
    while (photosInFlight > 0) {
      try {
        messages.take().run();
      } catch (RuntimeException e) {
        broken.addSuppressed(e);
      }
    }
  }

  private void start(RecalledPhoto photo, Consumer<Outcome> out) {
    if (stopped.isEmpty()) {
      stopped = progress.stopped().map(stop -> Stops.deferred(RunRecipe.STEP, stop.reason()));
    }
    if (stopped.isPresent()) {
      emit(
          Outcome.ofInspected(photo.photo(), Status.DEFERRED, stopped.get(), clock.instant()), out);
      return;
    }
    CompletableFuture<Outcome> walking = way.walk(photo);
    photosInFlight++;
    walking.whenComplete(
        (outcome, problem) -> messages.add(() -> end(photo.photo(), outcome, problem, out)));
  }

  private void end(
      InspectedPhoto photo, Outcome outcome, Throwable problem, Consumer<Outcome> out) {
    photosInFlight--;
    if (problem != null) {
      throw new IllegalStateException(
          "Expected an outcome for " + photo.photo().uri() + " but got none", problem);
    }
    stopIfNeeded(outcome);
    emit(outcome, out);
  }

  /**
   * What only a person can mend ends the calls of this lane; what is in flight comes to its end.
   */
  private void stopIfNeeded(Outcome outcome) {
    if (stopped.isPresent()) {
      return;
    }
    stopped =
        outcome.failures().stream()
            .filter(f -> f.remedy() == Remedy.STOP)
            .findFirst()
            .map(f -> Failure.unpaid(f.step(), f.code(), f.message(), Remedy.STOP));
    stopped.ifPresent(f -> progress.stop(Cause.SETUP, f.message()));
    watch.flatMap(w -> w.verdict(outcome)).ifPresent(reason -> progress.stop(Cause.RULE, reason));
  }

  private void emit(Outcome outcome, Consumer<Outcome> out) {
    LiveCount.count(progress, outcome);
    out.accept(outcome);
  }
}
