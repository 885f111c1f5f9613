package darkroom.action;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** An amount in yuan (CNY), exact. */
public record Money(BigDecimal cny) implements Comparable<Money>, Serializable {
  public static final Money ZERO = new Money(BigDecimal.ZERO);

  public Money {
    cny = cny.signum() == 0 ? BigDecimal.ZERO : cny.stripTrailingZeros();
  }

  public static Money cny(String amount) {
    return new Money(new BigDecimal(amount));
  }

  public Money plus(Money other) {
    return new Money(cny.add(other.cny));
  }

  public Money times(long count) {
    return new Money(cny.multiply(BigDecimal.valueOf(count)));
  }

  /** An even part of it, rounded down to a millionth. */
  public Money dividedBy(int parts) {
    return new Money(cny.divide(BigDecimal.valueOf(parts), 6, RoundingMode.DOWN));
  }

  @Override
  public int compareTo(Money other) {
    return cny.compareTo(other.cny);
  }

  @Override
  public String toString() {
    return cny.toPlainString() + " CNY";
  }
}
