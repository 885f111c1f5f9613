package darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import darkroom.action.ApiError.Remedy;
import darkroom.action.ByteSize;
import darkroom.action.Channels;
import darkroom.action.ImageFormat;
import darkroom.ledger.Recalled;
import darkroom.photo.Frames;
import darkroom.photo.Identity;
import darkroom.photo.Orientation;
import darkroom.photo.PhotoHeader;
import darkroom.pipeline.Outcome.Status;
import darkroom.report.Progress;
import darkroom.report.Progress.Cause;
import darkroom.report.Progress.Stop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

  private final Progress progress = Progress.of("lane-test");
  private final List<Outcome> outcomes = new ArrayList<>();
  private final Walks walks = new Walks();

  @AfterEach
  void closeProgress() {
    progress.close();
  }

  @Test
  void endsEachPhotoOnce() throws InterruptedException {
    walks.endWhenMoreThan = 3;

    lane(10).walk(photos(100), outcomes::add);

    assertThat(ids(outcomes)).containsExactlyInAnyOrderElementsOf(ids(0, 100));
    assertThat(progress.snapshot().done()).isEqualTo(100);
  }

  @Test
  void keepsAsManyInFlightAsItMayAndNoMore() throws InterruptedException {
    walks.endWhenMoreThan = 9;

    lane(10).walk(photos(50), outcomes::add);

    assertThat(walks.most).isEqualTo(10);
  }

  @Test
  void neverDrainsBetweenTwoPhotos() throws InterruptedException {
    walks.endWhenMoreThan = 9;

    lane(10).walk(photos(50), outcomes::add);

    assertThat(walks.atEachStart.subList(10, 49)).containsOnly(9);
  }

  @Test
  void readsNoFurtherAheadThanItWorks() throws InterruptedException {
    List<Integer> ahead = new ArrayList<>();
    Iterator<RecalledPhoto> photos = photos(50);
    Iterator<RecalledPhoto> watched =
        new Iterator<>() {
          private int read;

          @Override
          public boolean hasNext() {
            return photos.hasNext();
          }

          @Override
          public RecalledPhoto next() {
            read++;
            ahead.add(read - outcomes.size());
            return photos.next();
          }
        };
    walks.endWhenMoreThan = 4;

    lane(5).walk(watched, outcomes::add);

    assertThat(ahead).allMatch(count -> count <= 6);
  }

  @Test
  void defersAllThatFollowsWhatOnlyAPersonCanMend() throws InterruptedException {
    walks.endWhenMoreThan = 2;
    walks.refusedFrom = 5;

    lane(3).walk(photos(20), outcomes::add);

    assertThat(ids(outcomes)).containsExactlyInAnyOrderElementsOf(ids(0, 20));
    assertThat(walks.atEachStart.size()).isLessThanOrEqualTo(8);
    assertThat(outcomes.stream().filter(o -> o.status() == Status.DONE)).hasSize(5);
    assertThat(outcomes.stream().filter(o -> o.status() == Status.DEFERRED)).hasSize(15);
    assertThat(outcomes)
        .filteredOn(o -> o.photo().id().equals("19.jpg"))
        .flatExtracting(Outcome::failures)
        .containsExactly(
            Failure.unpaid("AssessSharpness", "AuthFailed", "not allowed", Remedy.STOP));
    assertThat(progress.stopped()).contains(new Stop(Cause.SETUP, "not allowed"));
  }

  @Test
  void startsNothingOnceTheRunIsStopped() throws InterruptedException {
    progress.stop(Cause.PERSON, "by hand");

    lane(3).walk(photos(5), outcomes::add);

    assertThat(walks.started).isZero();
    assertThat(outcomes).hasSize(5).allMatch(o -> o.status() == Status.DEFERRED);
    assertThat(outcomes.get(0).failures())
        .containsExactly(Stops.deferred(RunRecipe.STEP, "by hand"));
  }

  @Test
  void aWalkThatBreaksBreaksTheLane() {
    walks.broken = true;

    assertThatThrownBy(() -> lane(3).walk(photos(5), outcomes::add))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Expected an outcome for 0.jpg but got none");
  }

  @Test
  void whatIsInFlightEndsBeforeWhatBreaksTheLane() {
    Lane.Way slow =
        photo ->
            CompletableFuture.supplyAsync(
                () -> Walks.done(photo.photo()),
                CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS));
    Iterator<RecalledPhoto> photos =
        Stream.concat(
                IntStream.range(0, 2).mapToObj(LaneTest::photo),
                Stream.generate(
                    () -> {
                      throw new UncheckedIOException(new IOException("no ledger"));
                    }))
            .iterator();
    Lane lane = new Lane(slow, 3, Optional.empty(), progress, NOON);

    assertThatThrownBy(() -> lane.walk(photos, outcomes::add))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("no ledger");
    assertThat(ids(outcomes)).containsExactlyInAnyOrderElementsOf(ids(0, 2));
  }

  private Lane lane(int mostPhotos) {
    return new Lane(walks, mostPhotos, Optional.empty(), progress, NOON);
  }

  private Iterator<RecalledPhoto> photos(int count) {
    walks.count = count;
    return IntStream.range(0, count).mapToObj(LaneTest::photo).iterator();
  }

  private static RecalledPhoto photo(int number) {
    String uri = number + ".jpg";
    return new RecalledPhoto(
        new InspectedPhoto(
            Photo.of(uri, uri, "/" + uri, new Line("photos.jsonl", number + 1L)),
            new Identity("sha256:" + number),
            ByteSize.bytes(1_000),
            new PhotoHeader(
                ImageFormat.JPEG, 100, 100, Channels.RGB, 8, Orientation.UPRIGHT, Frames.ONE)),
        Recalled.NOTHING);
  }

  private static List<String> ids(List<Outcome> outcomes) {
    return outcomes.stream().map(o -> o.photo().id()).toList();
  }

  private static List<String> ids(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> i + ".jpg").toList();
  }

  /** Walks that end when so many are under way, the oldest first, and the rest at the end. */
  private static final class Walks implements Lane.Way {
    private final Deque<Runnable> underWay = new ArrayDeque<>();
    private final List<Integer> atEachStart = new ArrayList<>();
    private int count;
    private int endWhenMoreThan;
    private int refusedFrom = Integer.MAX_VALUE;
    private boolean broken;
    private int most;
    private int started;

    @Override
    public CompletableFuture<Outcome> walk(RecalledPhoto photo) {
      atEachStart.add(underWay.size());
      CompletableFuture<Outcome> outcome = new CompletableFuture<>();
      boolean refused = started++ >= refusedFrom;
      underWay.add(
          () -> {
            if (broken) {
              outcome.completeExceptionally(new IllegalArgumentException("a bug"));
            } else {
              outcome.complete(refused ? refused(photo.photo()) : done(photo.photo()));
            }
          });
      most = Math.max(most, underWay.size());
      boolean last = photo.photo().photo().line().number() == count;
      while (!underWay.isEmpty() && (last || refused || underWay.size() > endWhenMoreThan)) {
        underWay.remove().run();
      }
      return outcome;
    }

    private static Outcome done(InspectedPhoto photo) {
      return new Outcome(
          photo.photo(),
          Optional.of(photo),
          Status.DONE,
          Optional.empty(),
          List.of(),
          List.of(),
          List.of(),
          NOON.instant());
    }

    private static Outcome refused(InspectedPhoto photo) {
      Failure failure = Failure.unpaid("AssessSharpness", "AuthFailed", "not allowed", Remedy.STOP);
      return Outcome.ofInspected(photo, Status.DEFERRED, failure, NOON.instant());
    }
  }
}
