package darkroom.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuotaTest {
  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T12:00:00.900Z"));
  private final Quota quota =
      new Quota(clock, new CallsPerSecond(2), Map.of("Query", new CallsPerSecond(3)));

  @Test
  void refusesCallOverQuotaWithinAnySecond() {
    assertThat(quota.tryBegin("A")).isTrue();
    assertThat(quota.tryBegin("A")).isTrue();
    // The clock's second is another one; the last 999 ms are not.
    clock.advance(Duration.ofMillis(999));
    assertThat(quota.tryBegin("A")).isFalse();
  }

  @Test
  void admitsAgainFullSecondAfter() {
    quota.tryBegin("A");
    clock.advance(Duration.ofMillis(500));
    quota.tryBegin("A");
    clock.advance(Duration.ofMillis(500));

    assertThat(quota.tryBegin("A")).isTrue();
    assertThat(quota.tryBegin("A")).isFalse();
  }

  @Test
  void carriesNothingOver() {
    clock.advance(Duration.ofSeconds(60));

    assertThat(quota.tryBegin("A")).isTrue();
    assertThat(quota.tryBegin("A")).isTrue();
    assertThat(quota.tryBegin("A")).isFalse();
  }

  @Test
  void refusedCallsTakeNoRoom() {
    quota.tryBegin("A");
    quota.tryBegin("A");
    clock.advance(Duration.ofMillis(900));
    quota.tryBegin("A");
    quota.tryBegin("A");
    clock.advance(Duration.ofMillis(100));

    assertThat(quota.tryBegin("A")).isTrue();
  }

  @Test
  void countsEachActionByItself() {
    quota.tryBegin("A");
    quota.tryBegin("A");

    assertThat(quota.tryBegin("B")).isTrue();
    assertThat(quota.tryBegin("Query")).isTrue();
    assertThat(quota.tryBegin("Query")).isTrue();
    assertThat(quota.tryBegin("Query")).isTrue();
    assertThat(quota.tryBegin("Query")).isFalse();
  }

  @Test
  void remembersPeakWithCallsOverQuota() {
    for (int i = 0; i < 3; i++) {
      quota.tryBegin("A");
      clock.advance(Duration.ofMillis(300));
    }
    clock.advance(Duration.ofSeconds(2));
    quota.tryBegin("A");
    quota.tryBegin("B");

    assertThat(quota.peaks()).isEqualTo(Map.of("A", 3, "B", 1));
  }

  @Test
  void refusesQuotaOfNothing() {
    assertThatThrownBy(() -> new CallsPerSecond(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected at least 1 call a second but was 0");
  }
}
