package darkroom.pipeline;

import darkroom.action.Actions;
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
 * @param possiblyBilledTwice calls whose answer was lost
 */
record Tally(
    Map<Status, Long> photos,
    SortedMap<String, Long> calls,
    SortedMap<String, Long> billed,
    long possiblyBilledTwice,
    Money cost)
    implements Serializable {
  static final Tally NONE = new Tally(Map.of(), new TreeMap<>(), new TreeMap<>(), 0, Money.ZERO);

  Tally {
    photos = Collections.unmodifiableMap(new TreeMap<>(photos));
    calls = Collections.unmodifiableSortedMap(new TreeMap<>(calls));
    billed = Collections.unmodifiableSortedMap(new TreeMap<>(billed));
  }

  static Tally of(Outcome outcome) {
    SortedMap<String, Long> calls = new TreeMap<>();
    SortedMap<String, Long> billed = new TreeMap<>();
    long lost = 0;
    for (Scored score : outcome.scores()) {
      calls.merge(score.actionName(), (long) score.calls(), Long::sum);
      billed.merge(score.actionName(), 1L, Long::sum);
      lost += score.lostAnswers();
    }
    for (Failure failure : outcome.failures()) {
      if (Actions.named(failure.step()).isPresent()) {
        calls.merge(failure.step(), (long) failure.attempts(), Long::sum);
      }
      lost += failure.lostAnswers();
    }
    return new Tally(Map.of(outcome.status(), 1L), calls, billed, lost, outcome.cost());
  }

  Tally plus(Tally other) {
    Map<Status, Long> sum = new EnumMap<>(Status.class);
    sum.putAll(photos);
    other.photos.forEach((status, count) -> sum.merge(status, count, Long::sum));
    return new Tally(
        sum,
        plus(calls, other.calls),
        plus(billed, other.billed),
        possiblyBilledTwice + other.possiblyBilledTwice,
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
