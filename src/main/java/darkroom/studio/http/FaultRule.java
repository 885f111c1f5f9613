package darkroom.studio.http;

import java.util.function.Predicate;

/**
 * Which requests a fault befalls.
 *
 * @param matching those it may befall
 * @param every of those, each so-many-th
 * @param times how often at most
 */
public record FaultRule(Predicate<Request> matching, long every, long times, Fault fault) {
  public FaultRule {
    if (every < 1 || times < 0) {
      throw new IllegalArgumentException(
          "Expected every >= 1 and times >= 0 for a fault but was " + every + " and " + times);
    }
  }

  /** The next {@code times} requests. */
  public static FaultRule next(long times, Fault fault) {
    return new FaultRule(request -> true, 1, times, fault);
  }

  /** Each {@code every}-th request, for good. */
  public static FaultRule every(long every, Fault fault) {
    return new FaultRule(request -> true, every, Long.MAX_VALUE, fault);
  }

  /** The same for these requests only; others are not counted. */
  public FaultRule on(Predicate<Request> requests) {
    return new FaultRule(requests, every, times, fault);
  }
}
