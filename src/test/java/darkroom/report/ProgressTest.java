package darkroom.report;

import static org.assertj.core.api.Assertions.assertThat;

import darkroom.action.Money;
import darkroom.report.Progress.Cause;
import darkroom.report.Progress.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final Progress progress = Progress.of("a-run");

  @AfterEach
  void close() {
    progress.close();
  }

  @Test
  void isTheSameForEveryCallerOfARun() {
    assertThat(Progress.of("a-run")).isSameAs(progress);
    try (Progress other = Progress.of("another-run")) {
      assertThat(other).isNotSameAs(progress);
    }
  }

  @Test
  void beginsAnewOnceClosed() {
    progress.photoDone();
    progress.close();
    try (Progress next = Progress.of("a-run")) {
      progress.photoDone();
      progress.close();

      assertThat(next.snapshot().done()).isZero();
      assertThat(Progress.of("a-run")).isSameAs(next);
    }
  }

  @Test
  void knowsNoEndBeforeItIsTold() {
    assertThat(progress.snapshot().expected()).isEmpty();
    progress.expect(2);
    progress.expect(3);
    assertThat(progress.snapshot().expected()).hasValue(5);
  }

  @Test
  void countsFromManyThreadsWithoutLosingOne() throws InterruptedException, ExecutionException {
    ExecutorService lanes = Executors.newFixedThreadPool(4);
    try {
      for (Future<?> lane :
          IntStream.range(0, 4).mapToObj(i -> lanes.submit(this::work)).toList()) {
        lane.get();
      }
    } finally {
      lanes.shutdownNow();
    }

    assertThat(progress.snapshot())
        .isEqualTo(
            new Progress.Snapshot(
                OptionalLong.of(20_000),
                4000,
                4000,
                4000,
                4000,
                4000,
                8000,
                4000,
                4000,
                Money.cny("7.2")));
    assertThat(progress.snapshot().finished()).isEqualTo(20_000);
  }

  private void work() {
    for (int i = 0; i < 1000; i++) {
      progress.expect(5);
      progress.photoDone();
      progress.photoSkipped();
      progress.photoRejected();
      progress.photoFailed();
      progress.photoDeferred();
      progress.callStarted();
      progress.callEnded();
      progress.callStarted();
      progress.callsThrottled(1);
      progress.spent(Money.cny("0.0018"));
    }
  }

  @Test
  void keepsTheFirstReasonToStop() {
    assertThat(progress.stopped()).isEmpty();
    progress.stop(Cause.SETUP, "The access key is unknown.");
    progress.stop(Cause.PERSON, "Interrupted.");
    assertThat(progress.stopped()).contains(new Stop(Cause.SETUP, "The access key is unknown."));
  }

  @Test
  void tellsOnceThatTheRunIsStopped() {
    List<String> told = new ArrayList<>();
    progress.whenStopped(() -> told.add("before"));
    progress.stop(Cause.RULE, "Too many failed.");
    progress.stop(Cause.RULE, "Too many failed.");
    progress.whenStopped(() -> told.add("after"));
    assertThat(told).containsExactly("before", "after");
  }
}
