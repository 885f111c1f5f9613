package darkroom.job;

import darkroom.action.Action;
import darkroom.action.Money;
import darkroom.action.Price;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What calls cost the account.
 *
 * @param each what a call of an action costs instead of its list price, by the action's name
 * @param used calls that the account has made in this calendar month, by the action's name
 */
public record PriceConf(Map<String, Money> each, Map<String, Long> used) implements Serializable {
  public PriceConf {
    each = Map.copyOf(each);
    used = Map.copyOf(used);
  }

  static PriceConf standard() {
    return new PriceConf(Map.of(), Map.of());
  }

  /** The price of an action; the free calls of a month stay free at any price. */
  public Price of(Action action) {
    Price list = action.price();
    Money own = each.get(action.name());
    return own == null
        ? list
        : new Price(list.freePerMonth(), List.of(new Price.Tier(OptionalLong.empty(), own)));
  }

  /** The calls of an action that this month has seen before the run, for free calls and tiers. */
  public long usedThisMonth(Action action) {
    return used.getOrDefault(action.name(), 0L);
  }
}
