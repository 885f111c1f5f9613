package darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import darkroom.job.StopRule;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailureWatchTest {
  private static final Outcome GOOD = Outcomes.done();
  private static final Outcome BAD = Outcomes.halfDone();

  private final FailureWatch watch = new FailureWatch(new StopRule(0.2, 50));

  @Test
  void saysNothingOfFewPhotos() {
    for (int i = 1; i < 20; i++) {
      assertThat(watch.verdict(BAD)).isEmpty();
    }
    assertThat(watch.verdict(BAD))
        .contains("Expected at most 20% failed photos (stop_when) but 20 of the last 20 failed");
  }

  @Test
  void bearsTheShareItMay() {
    for (int i = 0; i < 200; i++) {
      assertThat(watch.verdict(i % 5 == 4 ? BAD : GOOD)).isEmpty();
    }
    assertThat(watch.verdict(BAD))
        .contains("Expected at most 20% failed photos (stop_when) but 11 of the last 50 failed");
  }

  @Test
  void forgetsWhatIsLongAgo() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(watch.verdict(GOOD)).isEmpty();
    }
    Optional<String> verdict = Optional.empty();
    int failed = 0;
    while (verdict.isEmpty()) {
      verdict = watch.verdict(BAD);
      failed++;
    }
    assertThat(failed).isEqualTo(11);
  }

  @Test
  void countsNoPhotoThatWasNotWorkedOn() {
    for (int i = 0; i < 100; i++) {
      assertThat(watch.verdict(Outcomes.deferred())).isEmpty();
    }
    for (int i = 1; i < 20; i++) {
      assertThat(watch.verdict(BAD)).isEmpty();
    }
  }
}
