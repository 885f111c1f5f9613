package darkroom.action;

import java.util.List;
import java.util.OptionalLong;

/**
 * What successful calls of an action cost; failed calls are free.
 *
 * @param freePerMonth calls an account and calendar month that cost nothing
 * @param tiers marginal prices by calls in the month, in order, the last without an end
 */
public record Price(long freePerMonth, List<Tier> tiers) {
  /**
   * One price level.
   *
   * @param upTo the last call in the month at this price, or empty for all that follow
   */
  public record Tier(OptionalLong upTo, Money each) {}

  public Price {
    tiers = List.copyOf(tiers);
    long last = 0;
    for (Tier tier : tiers) {
      long end = tier.upTo().orElse(Long.MAX_VALUE);
      if (end <= last) {
        throw new IllegalArgumentException("Expected rising price tiers but was " + tiers);
      }
      last = end;
    }
    if (last != Long.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Expected a last price tier without an end but was " + tiers);
    }
    if (freePerMonth < 0) {
      throw new IllegalArgumentException("Expected at least 0 free calls but was " + freePerMonth);
    }
  }

  static Price free() {
    return each(0, "0");
  }

  static Price each(long freePerMonth, String cny) {
    return new Price(freePerMonth, List.of(new Tier(OptionalLong.empty(), Money.cny(cny))));
  }

  static Price tiered(Tier... tiers) {
    return new Price(0, List.of(tiers));
  }

  static Tier upTo(long calls, String cny) {
    return new Tier(OptionalLong.of(calls), Money.cny(cny));
  }

  static Tier beyond(String cny) {
    return new Tier(OptionalLong.empty(), Money.cny(cny));
  }

  /** The price of a call outside the free ones and below every discount. */
  public Money list() {
    return tiers.get(0).each();
  }

  /** What {@code calls} cost in a month that has seen {@code before} calls already. */
  public Money of(long calls, long before) {
    if (calls < 0 || before < 0) {
      throw new IllegalArgumentException(
          "Expected at least 0 calls but was " + calls + " after " + before);
    }
    long from = Math.max(before, freePerMonth);
    long to = Math.max(before + calls, from);
    Money sum = Money.ZERO;
    for (Tier tier : tiers) {
      long end = Math.min(to, tier.upTo().orElse(Long.MAX_VALUE));
      if (end > from) {
        sum = sum.plus(tier.each().times(end - from));
        from = end;
      }
    }
    return sum;
  }
}
