package darkroom.pipeline;

import darkroom.action.Action;
import darkroom.action.FitMode;
import darkroom.pipeline.Prepared.Ready;
import darkroom.pipeline.Prepared.Route;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pictures that were made ready, so that several calls can share one: read, fitted and staged once,
 * as long as the link to it lives.
 */
final class Stock {
  private final Preparation preparation;
  private final Duration linkLife;
  private final Clock clock;
  private final Map<String, Item> items = new ConcurrentHashMap<>();

  private record Item(CompletableFuture<Prepared> prepared, Instant until) {
    boolean isUsable(Instant now) {
      boolean failed =
          prepared.isDone()
              && (prepared.isCompletedExceptionally()
                  || !(prepared.join() instanceof Ready ready)
                  || ready.route() == Route.RESULT_LINK);
      return !failed && now.isBefore(until);
    }
  }

  /**
   * An empty stock.
   *
   * @param linkLife how long a link to a staged picture works; it is handed out for half of it
   */
  Stock(Preparation preparation, Duration linkLife, Clock clock) {
    this.preparation = preparation;
    this.linkLife = linkLife;
    this.clock = clock;
  }

  CompletableFuture<Prepared> prepare(Working picture, List<Action> actions, FitMode mode) {
    Instant now = clock.instant();
    return items
        .compute(
            preparation.content(picture, actions, mode),
            (content, item) ->
                item != null && item.isUsable(now)
                    ? item
                    : new Item(
                        preparation.prepare(picture, actions, mode),
                        now.plus(linkLife.dividedBy(2))))
        .prepared();
  }
}
