package darkroom.client;

import darkroom.action.Action;
import darkroom.action.Rate;
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
  private final Purse purse;
  private final ConcurrentMap<String, ActionQueue> queues = new ConcurrentHashMap<>();
  private volatile boolean withdrawn;
  private volatile boolean closed;

  private ApiClient(ClientSettings settings, Exchange exchange, Purse purse, Timing timing) {
    this.settings = settings;
    this.timing = timing;
    this.exchange = exchange;
    this.purse = purse;
    this.budget = RetryBudget.of(settings.retry().budget());
  }

  public static ApiClient of(ClientSettings settings, CredentialsSource credentials) {
    return of(settings, credentials, Purse.unlimited());
  }

  /** The same, spending no more than the purse holds. */
  public static ApiClient of(ClientSettings settings, CredentialsSource credentials, Purse purse) {
    Timing timing = Timing.real();
    return over(new HttpExchange(settings, credentials, timing), settings, purse, timing);
  }

  static ApiClient over(Exchange exchange, ClientSettings settings, Timing timing) {
    return over(exchange, settings, Purse.unlimited(), timing);
  }

  static ApiClient over(Exchange exchange, ClientSettings settings, Purse purse, Timing timing) {
    return new ApiClient(settings, exchange, purse, timing);
  }

  /**
   * Calls an action when its turn comes. Whatever becomes of the call is a {@link CallResult}; an
   * exceptional completion is a bug. What is chained to the future without an executor of its own
   * runs on the client's few threads and must not block.
   *
   * @param arguments in their form on the wire; empty ones are not sent
   */
  public CompletableFuture<CallResult> call(Action action, SortedMap<String, String> arguments) {
    return queue(action).add(arguments, PendingCall.Tries.AS_THE_POLICY_SAYS);
  }

  /** The same with one attempt only: its caller knows better when to try again. */
  CompletableFuture<CallResult> callOnce(Action action, SortedMap<String, String> arguments) {
    return queue(action).add(arguments, PendingCall.Tries.ONE);
  }

  Rate rateOf(Action action) {
    return settings.rateOf(action.name());
  }

  private ActionQueue queue(Action action) {
    // To ask for a result is free.
    Purse paying = action.group() == Action.Group.QUERY ? Purse.unlimited() : purse;
    ActionQueue queue =
        queues.computeIfAbsent(
            action.name(),
            name -> new ActionQueue(action, settings, budget, paying, exchange, timing));
    if (closed) {
      // A queue that was made while the client closed was not seen by close.
      queue.close();
    } else if (withdrawn) {
      queue.withdraw();
    }
    return queue;
  }

  /**
   * Sends no call any more that was not sent yet, now or later: each ends as {@link
   * ClientCodes#CALL_WITHDRAWN}. What is on its way, or is being retried, comes to its end.
   */
  public void withdraw() {
    withdrawn = true;
    queues.values().forEach(ActionQueue::withdraw);
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
