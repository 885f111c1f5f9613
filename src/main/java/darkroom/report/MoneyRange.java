package darkroom.report;

import darkroom.action.Money;

/** An amount that is known to lie between two, both included. */
public record MoneyRange(Money min, Money max) {
  public static final MoneyRange NONE = new MoneyRange(Money.ZERO, Money.ZERO);

  public MoneyRange {
    if (min.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          "Expected no less than the first amount but was " + min + " to " + max);
    }
  }

  public MoneyRange plus(MoneyRange other) {
    return new MoneyRange(min.plus(other.min), max.plus(other.max));
  }

  public boolean contains(Money amount) {
    return min.compareTo(amount) <= 0 && amount.compareTo(max) <= 0;
  }

  /** Such as {@code 0.3 CNY} and {@code 0.1..0.3 CNY}. */
  @Override
  public String toString() {
    return min.equals(max) ? min.toString() : min.cny().toPlainString() + ".." + max;
  }
}
