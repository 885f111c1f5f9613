package darkroom.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PriceTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "100, 0, 0",
    "101, 0, 0.2",
    "1, 99, 0",
    "1, 100, 0.2",
    "100, 50, 10",
    "50, 5000, 10",
    "0, 5000, 0",
  })
  void countsFreeCallsOverTheMonth(long calls, long before, String cny) {
    assertThat(Actions.COLORIZE_IMAGE.price().of(calls, before)).isEqualTo(Money.cny(cny));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 0.002",
    "10000, 0, 20",
    "10001, 0, 20.0018",
    "1, 9999, 0.002",
    "1, 10000, 0.0018",
    "2, 9999, 0.0038",
    "1, 4999999, 0.0018",
    "1, 5000000, 0.0016",
    "2, 4999999, 0.0034",
    "5000001, 0, 9002.0016",
    "10, 6000000, 0.016",
  })
  void pricesEachCallByTheTierItFallsInto(long calls, long before, String cny) {
    assertThat(Actions.ASSESS_SHARPNESS.price().of(calls, before)).isEqualTo(Money.cny(cny));
  }

  @ParameterizedTest
  @MethodSource("darkroom.action.Actions#all")
  void addsUpToTheSameHoweverTheCallsAreSplit(Action action) {
    Price price = action.price();
    for (long split : new long[] {0, 1, 99, 100, 101, 9_999, 10_000, 10_001, 12_000}) {
      assertThat(price.of(split, 0).plus(price.of(12_000 - split, split)))
          .isEqualTo(price.of(12_000, 0));
    }
  }

  @Test
  void listsThePriceBeforeAnyDiscount() {
    assertThat(Actions.ASSESS_SHARPNESS.price().list()).isEqualTo(Money.cny("0.002"));
    assertThat(Actions.COLORIZE_IMAGE.price().list()).isEqualTo(Money.cny("0.2"));
  }

  @Test
  void rejectsTiersThatDoNotRiseOrHaveAnEnd() {
    assertThatThrownBy(() -> Price.tiered(Price.upTo(10, "1"), Price.upTo(10, "2")))
        .hasMessageStartingWith("Expected rising price tiers but was ");
    assertThatThrownBy(() -> Price.tiered(Price.upTo(10, "1")))
        .hasMessageStartingWith("Expected a last price tier without an end but was ");
    assertThatThrownBy(() -> Price.each(-1, "1"))
        .hasMessage("Expected at least 0 free calls but was -1");
    assertThatThrownBy(() -> Actions.COLORIZE_IMAGE.price().of(-1, 3))
        .hasMessage("Expected at least 0 calls but was -1 after 3");
  }
}
