package darkroom.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MoneyTest {
  @Test
  void isEqualWhateverTheZerosBehindIt() {
    assertThat(Money.cny("0.20")).isEqualTo(Money.cny("0.2"));
    assertThat(Money.cny("0.000")).isEqualTo(Money.ZERO);
    assertThat(new Money(new BigDecimal("1E+2"))).isEqualTo(Money.cny("100"));
  }

  @Test
  void addsAndMultipliesExactly() {
    assertThat(Money.cny("0.1").plus(Money.cny("0.2"))).isEqualTo(Money.cny("0.3"));
    assertThat(Money.cny("0.0018").times(1_000_000)).isEqualTo(Money.cny("1800"));
  }

  @Test
  void ordersByAmount() {
    assertThat(Money.cny("9")).isLessThan(Money.cny("10"));
    assertThat(Money.cny("0.10")).isEqualByComparingTo(Money.cny("0.1"));
  }

  @Test
  void tellsPlainDigitsAndTheCurrency() {
    assertThat(new Money(new BigDecimal("1E+2"))).hasToString("100 CNY");
    assertThat(Money.cny("0.0016")).hasToString("0.0016 CNY");
    assertThat(Money.ZERO).hasToString("0 CNY");
  }
}
