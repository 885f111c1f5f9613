package darkroom.pipeline;

import darkroom.action.Money;
import darkroom.pipeline.Outcome.Status;
import java.io.Serializable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What many outcomes come to.
 *
 * @param photos by how they ended
 * @param calls sent, by action
 * @param billed calls that were paid for, by action
 * @param saved results that needed no call: paid for before, or for another photo of the same
 *     content
 * @param possiblyBilledTwice calls whose answer was lost
 */
record Tally(
    Map<Status, Long> photos,
    SortedMap<String, Long> calls,
    SortedMap<String, Long> billed,
    long saved,
    long possiblyBilledTwice,
    long images,
    Money cost)
    implements Serializable {
  static final Tally NONE =
      new Tally(Map.of(), new TreeMap<>(), new TreeMap<>(), 0, 0, 0, Money.ZERO);

  Tally {
    photos = Collections.unmodifiableMap(new TreeMap<>(photos));
    calls = Collections.unmodifiableSortedMap(new TreeMap<>(calls));
    billed = Collections.unmodifiableSortedMap(new TreeMap<>(billed));
  }

  static Tally of(Outcome outcome) {
    SortedMap<String, Long> calls = new TreeMap<>();
    SortedMap<String, Long> billed = new TreeMap<>();
    long lost = 0;
    long saved = 0;
    for (Made made : outcome.made()) {
      if (made.origin() == Made.Origin.CALLED) {
        calls.merge(made.actionName(), (long) made.calls(), Long::sum);
        billed.merge(made.actionName(), 1L, Long::sum);
        lost += made.lostAnswers();
      } else {
        saved++;
      }
    }
    for (Failure failure : outcome.failures()) {
      long attempts = failure.attempts();
      failure
          .actionName()
          .filter(a -> attempts > 0)
          .ifPresent(a -> calls.merge(a, attempts, Long::sum));
      failure
          .actionName()
          .filter(a -> failure.billed() == Failure.Billed.YES)
          .ifPresent(a -> billed.merge(a, 1L, Long::sum));
      lost += failure.lostAnswers();
    }
    return new Tally(
        Map.of(outcome.status(), 1L),
        calls,
        billed,
        saved,
        lost,
        outcome.images().size(),
        outcome.cost());
  }

  Tally plus(Tally other) {
    Map<Status, Long> sum = new EnumMap<>(Status.class);
    sum.putAll(photos);
    other.photos.forEach((status, count) -> sum.merge(status, count, Long::sum));
    return new Tally(
        sum,
        plus(calls, other.calls),
        plus(billed, other.billed),
        saved + other.saved,
        possiblyBilledTwice + other.possiblyBilledTwice,
        images + other.images,
        cost.plus(other.cost));
  }

  long photos(Status status) {
    return photos.getOrDefault(status, 0L);
  }

  private static SortedMap<String, Long> plus(
      SortedMap<String, Long> first, SortedMap<String, Long> second) {
    SortedMap<String, Long> sum = new TreeMap<>(first);
    second.forEach((action, count) -> sum.merge(action, count, Long::sum));
    return sum;
  }
}
