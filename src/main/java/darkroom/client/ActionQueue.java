package darkroom.client;

import darkroom.action.Action;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The way of one action's calls: wait for a slot, be sent, and be settled or wait again.
 *
 * <p>Calls are sent from the timer's thread, one at a time, so that nothing can make a burst.
 * Results are handed out without the lock, because what follows them may call again.
 */
final class ActionQueue {
  private final Action action;
  private final RetryPolicy policy;
  private final RetryBudget budget;
  private final Purse purse;
  private final Exchange exchange;
  private final Timing timing;
  private final Pacer pacer;
  private final Tally tally = new Tally();
  private final Deque<PendingCall> waiting = new ArrayDeque<>();
  private final Set<PendingCall> unsettled = new HashSet<>();
  private Timing.Timer timer = Timing.Timer.NONE;
  private boolean timerSet;
  private boolean withdrawn;
  private boolean closed;

  ActionQueue(
      Action action,
      ClientSettings settings,
      RetryBudget budget,
      Purse purse,
      Exchange exchange,
      Timing timing) {
    this.action = action;
    this.policy = settings.retry();
    this.budget = budget;
    this.purse = purse;
    this.exchange = exchange;
    this.timing = timing;
    this.pacer = Pacer.of(settings.rateOf(action.name()), timing::nanos);
  }

  CallCounts counts() {
    return tally.counts();
  }

  CompletableFuture<CallResult> add(Map<String, String> arguments, PendingCall.Tries tries) {
    PendingCall call = new PendingCall(arguments, tries);
    synchronized (this) {
      if (closed) {
        return CompletableFuture.completedFuture(call.closed(action.name()));
      }
      if (withdrawn) {
        return CompletableFuture.completedFuture(call.withdrawn(action.name()));
      }
      if (!affords(call)) {
        return CompletableFuture.completedFuture(budgetSpent(call));
      }
      unsettled.add(call);
      waiting.addLast(call);
      setTimer();
    }
    return call.result();
  }

  /** Settles all calls; those added later are settled at once. */
  void close() {
    List<PendingCall> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(unsettled);
      unsettled.clear();
      waiting.clear();
    }
    left.forEach(
        call -> {
          if (call.isOnTheWay()) {
            tally.answerLost();
          }
          end(call, call.closed(action.name()));
        });
  }

  /** Settles all calls that were never sent; those added later are settled at once. */
  void withdraw() {
    List<PendingCall> unsent;
    synchronized (this) {
      withdrawn = true;
      unsent = waiting.stream().filter(PendingCall::isNew).toList();
      waiting.removeAll(unsent);
      unsent.forEach(unsettled::remove);
    }
    unsent.forEach(call -> end(call, call.withdrawn(action.name())));
  }

  private void setTimer() {
    if (!timerSet && !waiting.isEmpty()) {
      timerSet = true;
      timer.cancel();
      timer = timing.after(pacer.untilNextSlot(), this::slotIsDue);
    }
  }

  private void slotIsDue() {
    Optional<PendingCall> next;
    Duration timeout = policy.callTimeout();
    synchronized (this) {
      timerSet = false;
      next = takeNext();
      if (next.isPresent()) {
        Duration left = next.get().untilDeadline(timing.nanos());
        timeout = left.compareTo(timeout) < 0 ? left : timeout;
      }
      setTimer();
    }
    if (next.isPresent()) {
      send(next.get(), timeout);
    }
  }

  /** The first call in the queue, if there is one and a slot is due. */
  private Optional<PendingCall> takeNext() {
    while (!waiting.isEmpty() && waiting.peekFirst().isOver(timing.nanos())) {
      PendingCall over = waiting.removeFirst();
      if (over.result().isDone() && unsettled.remove(over)) {
        giveBack(over.unspent());
      }
    }
    if (waiting.isEmpty() || !pacer.tryTake()) {
      return Optional.empty();
    }
    PendingCall call = waiting.removeFirst();
    if (call.isNew() && call.mayBeRetried()) {
      budget.earn();
    }
    call.dispatched(timing.nanos(), policy.deadline());
    tally.sent();
    return Optional.of(call);
  }

  private void send(PendingCall call, Duration timeout) {
    // The first stage also catches what send throws itself.
    CompletableFuture.completedFuture(call.arguments())
        .thenCompose(arguments -> exchange.send(action, arguments, timeout, () -> left(call)))
        .thenAccept(answer -> answered(call, answer))
        .exceptionally(
            bug -> {
              left(call);
              broke(call);
              call.result().completeExceptionally(bug);
              return null;
            });
  }

  /** A bug ended the call, and nobody knows whether it was billed. */
  private synchronized void broke(PendingCall call) {
    if (unsettled.remove(call)) {
      giveBack(Math.max(0, call.unspent() - 1));
    }
  }

  /** Gives back what was not billed, so that what follows the result may spend it. */
  private void end(PendingCall call, CallResult result) {
    giveBack(call.unspent(result));
    call.result().complete(result);
  }

  private void giveBack(int prices) {
    for (int i = 0; i < prices; i++) {
      purse.giveBack(action);
    }
  }

  /** Takes the price of the call's next send, unless it is taken already. */
  private boolean affords(PendingCall call) {
    if (call.isPaid()) {
      return true;
    }
    boolean taken = purse.tryTake(action);
    if (taken) {
      call.paid();
    }
    return taken;
  }

  private synchronized void left(PendingCall call) {
    if (call.leaves()) {
      pacer.left();
    }
  }

  private void answered(PendingCall call, Answer answer) {
    left(call);
    Optional<CallResult> result;
    synchronized (this) {
      if (!unsettled.contains(call)) {
        return;
      }
      if (pacer.answered()) {
        timerSet = false;
      }
      result = judge(call, answer);
      setTimer();
      if (result.isPresent()) {
        unsettled.remove(call);
      }
    }
    result.ifPresent(r -> end(call, r));
  }

  /** The call's result, or nothing where it waits again. */
  private Optional<CallResult> judge(PendingCall call, Answer answer) {
    if (answer instanceof Answer.Result done) {
      succeeded();
      return Optional.of(call.completed(done));
    }
    if (answer instanceof Answer.Job job) {
      succeeded();
      return Optional.of(call.submitted(job));
    }
    Answer.Problem problem = (Answer.Problem) answer;
    call.failed(problem);
    if (problem.billing() == Answer.Billing.POSSIBLE) {
      tally.answerLost();
    }
    problem.retryAfter().ifPresent(pacer::hold);
    return switch (problem.remedy()) {
      case SLOW_DOWN -> throttled(call, problem);
      case RETRY -> retried(call, problem);
      case REFUSED, STOP -> Optional.of(call.failedFor(problem));
    };
  }

  private void succeeded() {
    tally.completed();
    pacer.recover();
  }

  private Optional<CallResult> throttled(PendingCall call, Answer.Problem problem) {
    tally.throttled();
    call.throttled();
    pacer.slowDown();
    if (!fits(call, problem.retryAfter().orElse(Duration.ZERO))) {
      return Optional.of(deadlineExceeded(call));
    }
    expireInTime(call);
    waiting.addFirst(call);
    return Optional.empty();
  }

  private Optional<CallResult> retried(PendingCall call, Answer.Problem problem) {
    if (!budget.allowsAny() || !call.mayBeRetried()) {
      return Optional.of(call.failedFor(problem));
    }
    Duration backoff = policy.backoff(call.attempts(), timing.random());
    Duration asked = problem.retryAfter().orElse(Duration.ZERO);
    Duration pause = asked.compareTo(backoff) > 0 ? asked : backoff;
    if (!fits(call, pause)) {
      return Optional.of(deadlineExceeded(call));
    }
    if (!budget.trySpend()) {
      return Optional.of(
          call.givenUp(
              ClientCodes.RETRY_BUDGET_SPENT,
              "Expected that retries are enough for the share of calls that need one (%s) at %s"
                  .formatted(policy.budget(), action.name())));
    }
    if (!affords(call)) {
      return Optional.of(budgetSpent(call));
    }
    expireInTime(call);
    timing.after(pause, () -> goAgain(call));
    return Optional.empty();
  }

  private synchronized void goAgain(PendingCall call) {
    if (unsettled.contains(call)) {
      tally.retried();
      waiting.addFirst(call);
      setTimer();
    }
  }

  private boolean fits(PendingCall call, Duration pause) {
    return pause.compareTo(call.untilDeadline(timing.nanos())) < 0;
  }

  private void expireInTime(PendingCall call) {
    call.expires(timing.after(call.untilDeadline(timing.nanos()), () -> expire(call)));
  }

  private void expire(PendingCall call) {
    CallResult result;
    synchronized (this) {
      if (call.isOnTheWay() || !unsettled.remove(call)) {
        return;
      }
      result = deadlineExceeded(call);
    }
    end(call, result);
  }

  private CallResult budgetSpent(PendingCall call) {
    return call.unaffordable(
        "Expected %s in the budget for %s but was less"
            .formatted(action.price().list(), action.name()));
  }

  private CallResult deadlineExceeded(PendingCall call) {
    return call.givenUp(
        ClientCodes.DEADLINE_EXCEEDED,
        "Expected a result of %s within %d ms"
            .formatted(action.name(), policy.deadline().toMillis()));
  }
}
