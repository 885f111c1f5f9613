package darkroom.pipeline;

import darkroom.action.ApiError.Remedy;
import darkroom.action.ByteSize;
import darkroom.pipeline.Outcome.Status;
import darkroom.report.Progress;
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
    /**
     * Walks a photo to its end without blocking.
     *
     * @param bytesFreed run as soon as its bytes are no longer held in memory; perhaps again later
     */
    CompletableFuture<Outcome> walk(InspectedPhoto photo, Runnable bytesFreed);
  }

  private final Way way;
  private final int mostPhotos;
  private final ByteSize mostBytes;
  private final Progress progress;
  private final Clock clock;
  private final BlockingQueue<Runnable> messages = new LinkedBlockingQueue<>();

  private int photosInFlight;
  private long bytesInFlight;
  private Optional<Failure> stopped = Optional.empty();

  /**
   * A lane that holds so much at once.
   *
   * @param mostPhotos walking at the same time
   * @param mostBytes of files held in memory at the same time; one larger photo walks alone
   */
  Lane(Way way, int mostPhotos, ByteSize mostBytes, Progress progress, Clock clock) {
    this.way = way;
    this.mostPhotos = mostPhotos;
    this.mostBytes = mostBytes;
    this.progress = progress;
    this.clock = clock;
  }

  /** Walks all photos; each ends in one outcome, given on the calling thread. */
  void walk(Iterator<InspectedPhoto> photos, Consumer<Outcome> out) throws InterruptedException {
    Optional<InspectedPhoto> next = Optional.empty();
    while (true) {
      if (next.isEmpty() && photos.hasNext()) {
        next = Optional.of(photos.next());
      }
      if (next.isPresent() && hasRoomFor(next.get())) {
        start(next.get(), out);
        next = Optional.empty();
      } else if (photosInFlight > 0) {
        messages.take().run();
      } else {
        return;
      }
    }
  }

  private boolean hasRoomFor(InspectedPhoto photo) {
    return photosInFlight == 0
        || (photosInFlight < mostPhotos
            && bytesInFlight + photo.bytes().bytes() <= mostBytes.bytes());
  }

  private void start(InspectedPhoto photo, Consumer<Outcome> out) {
    if (stopped.isPresent()) {
      emit(Outcome.ofInspected(photo, Status.DEFERRED, stopped.get(), clock.instant()), out);
      return;
    }
    Hold hold = new Hold(photo.bytes().bytes());
    photosInFlight++;
    way.walk(photo, () -> messages.add(hold::free))
        .whenComplete((outcome, problem) -> messages.add(() -> end(photo, outcome, problem, out)));
  }

  private void end(
      InspectedPhoto photo, Outcome outcome, Throwable problem, Consumer<Outcome> out) {
    if (problem != null) {
      throw new IllegalStateException(
          "Expected an outcome for " + photo.photo().uri() + " but got none", problem);
    }
    photosInFlight--;
    stopIfNeeded(outcome);
    emit(outcome, out);
  }

  /** The bytes of one photo in memory; used on the lane's thread alone. */
  private final class Hold {
    private long bytes;

    Hold(long bytes) {
      this.bytes = bytes;
      bytesInFlight += bytes;
    }

    void free() {
      bytesInFlight -= bytes;
      bytes = 0;
    }
  }

  /**
   * What only a person can mend ends the calls of this lane; what is in flight comes to its end.
   */
  private void stopIfNeeded(Outcome outcome) {
    if (stopped.isEmpty()) {
      stopped =
          outcome.failures().stream()
              .filter(f -> f.remedy() == Remedy.STOP)
              .findFirst()
              .map(f -> Failure.unpaid(f.step(), f.code(), f.message(), Remedy.STOP));
      stopped.ifPresent(f -> progress.stop(f.message()));
    }
  }

  private void emit(Outcome outcome, Consumer<Outcome> out) {
    LiveCount.count(progress, outcome);
    out.accept(outcome);
  }
}
