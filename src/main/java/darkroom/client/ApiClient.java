package darkroom.client;

import darkroom.action.Action;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Calls the API without blocking: each action at its own even pace, signed, retried within a
 * deadline and a budget.
 */
public final class ApiClient implements AutoCloseable {
  private final ClientSettings settings;
  private final Timing timing;
  private final Exchange exchange;
  private final RetryBudget budget;
  private final ConcurrentMap<String, ActionQueue> queues = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private ApiClient(ClientSettings settings, Exchange exchange, Timing timing) {
    this.settings = settings;
    this.timing = timing;
    this.exchange = exchange;
    this.budget = RetryBudget.of(settings.retry().budget());
  }

  public static ApiClient of(ClientSettings settings, CredentialsSource credentials) {
    return of(settings, credentials, Timing.real());
  }

  static ApiClient of(ClientSettings settings, CredentialsSource credentials, Timing timing) {
    return over(new HttpExchange(settings, credentials, timing), settings, timing);
  }

  static ApiClient over(Exchange exchange, ClientSettings settings, Timing timing) {
    return new ApiClient(settings, exchange, timing);
  }

  /**
   * Calls an action when its turn comes. Whatever becomes of the call is a {@link CallResult}; an
   * exceptional completion is a bug. What is chained to the future without an executor of its own
   * runs on the client's few threads and must not block.
   *
   * @param arguments in their form on the wire; empty ones are not sent
   */
  public CompletableFuture<CallResult> call(Action action, SortedMap<String, String> arguments) {
    ActionQueue queue =
        queues.computeIfAbsent(
            action.name(), name -> new ActionQueue(action, settings, budget, exchange, timing));
    if (closed) {
      // A queue that was made while the client closed was not seen by close.
      queue.close();
    }
    return queue.add(arguments);
  }

  /** What this action's calls came to so far; safe to ask for at any time, from any thread. */
  public CallCounts counts(Action action) {
    return Optional.ofNullable(queues.get(action.name()))
        .map(ActionQueue::counts)
        .orElse(CallCounts.NONE);
  }

  /** Ends all calls that have no result yet as {@link ClientCodes#CLIENT_CLOSED}. */
  @Override
  public void close() {
    closed = true;
    queues.values().forEach(ActionQueue::close);
    exchange.close();
    timing.close();
  }
}
