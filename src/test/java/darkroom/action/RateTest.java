package darkroom.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 100_001, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesARateThatIsNone(double rate) {
    assertThatThrownBy(() -> Rate.perSecond(rate))
        .hasMessage("Expected above 0 and at most 100000 calls per second but was " + rate);
  }

  @Test
  void intervalIsTheTimeFromCallToCall() {
    assertThat(Rate.perSecond(50).interval()).isEqualTo(Duration.ofMillis(20));
    assertThat(Rate.perSecond(0.5).interval()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void isSplitOverLanes() {
    assertThat(Rate.perSecond(50).dividedBy(4)).isEqualTo(Rate.perSecond(12.5));
  }

  @Test
  void knowsSchemesByTheirNamesInFiles() {
    assertThat(SignatureScheme.byName())
        .containsOnlyKeys("ACS3-HMAC-SHA256", "HMAC-SHA1")
        .containsEntry("HMAC-SHA1", SignatureScheme.RPC_V1);
  }
}
