package darkroom.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NoncesTest {
  private static final Instant START = Instant.parse("2026-11-22T12:00:30Z");

  private final MovableClock clock = new MovableClock(START);
  private final Nonces nonces = new Nonces(clock, Duration.ofMinutes(15));

  @Test
  void knowsNonceAgain() {
    assertThat(nonces.tryUse("key", "n", START)).isTrue();
    assertThat(nonces.tryUse("key", "n", START)).isFalse();
    assertThat(nonces.tryUse("key", "n", START.plusSeconds(300))).isFalse();
    assertThat(nonces.tryUse("other", "n", START)).isTrue();
  }

  @Test
  void remembersAsLongAsTimestampIsAccepted() {
    Instant ahead = START.plus(Duration.ofMinutes(15));
    nonces.tryUse("key", "n", ahead);
    clock.advance(Duration.ofMinutes(30));

    assertThat(nonces.tryUse("key", "n", ahead)).isFalse();
  }

  @Test
  void forgetsWhatIsTooOldToBeAccepted() {
    for (int i = 0; i < 100; i++) {
      clock.advance(Duration.ofMinutes(1));
      nonces.tryUse("key", "n" + i, clock.instant());
    }

    assertThat(nonces.size()).isEqualTo(16);
  }
}
