package darkroom.client;

import darkroom.action.ApiError;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A call that has no result yet; guarded by its queue's lock. */
final class PendingCall {
  private final SortedMap<String, String> arguments;
  private final Tries tries;
  private final CompletableFuture<CallResult> result = new CompletableFuture<>();
  private State state = State.NEW;
  private long deadline;
  private int attempts;
  private int lostAnswers;
  private int throttled;
  private int taken;
  private Timing.Timer expiry = Timing.Timer.NONE;
  private Optional<Answer.Problem> lastProblem = Optional.empty();

  private enum State {
    NEW,
    DISPATCHED,
    LEFT,
    WAITING_AGAIN
  }

  /** How often a call may be sent where an attempt fails. */
  enum Tries {
    AS_THE_POLICY_SAYS,
    ONE
  }

  PendingCall(Map<String, String> arguments, Tries tries) {
    this.tries = tries;
    this.arguments = Collections.unmodifiableSortedMap(new TreeMap<>(arguments));
  }

  SortedMap<String, String> arguments() {
    return arguments;
  }

  CompletableFuture<CallResult> result() {
    return result;
  }

  boolean mayBeRetried() {
    return tries == Tries.AS_THE_POLICY_SAYS;
  }

  /** The price of one send was taken. */
  void paid() {
    taken++;
  }

  /** Whether the next send's price is taken already: that of a lost answer may be gone. */
  boolean isPaid() {
    return taken > lostAnswers;
  }

  /** How many of the prices taken were certainly not billed, now that the call ends so. */
  int unspent(CallResult end) {
    int done = end instanceof CallResult.Failed ? 0 : 1;
    return taken - end.lostAnswers() - done;
  }

  /** The same where its caller left it. */
  int unspent() {
    return taken - lostAnswers;
  }

  boolean isNew() {
    return state == State.NEW;
  }

  /** Is not to be sent any more: its caller cancelled it, or its deadline came. */
  boolean isOver(long now) {
    return result.isDone() || (!isNew() && deadline - now <= 0);
  }

  boolean isOnTheWay() {
    return state == State.DISPATCHED || state == State.LEFT;
  }

  /** Is being sent; the first time, its deadline is set. */
  void dispatched(long now, Duration untilDeadline) {
    if (isNew()) {
      deadline = now + untilDeadline.toNanos();
    }
    expiry.cancel();
    state = State.DISPATCHED;
    attempts++;
  }

  /** Leaves this machine, or comes back without having left; tells whether that is news. */
  boolean leaves() {
    if (state != State.DISPATCHED) {
      return false;
    }
    state = State.LEFT;
    return true;
  }

  /** Came back without a result. */
  void failed(Answer.Problem problem) {
    state = State.WAITING_AGAIN;
    lastProblem = Optional.of(problem);
    switch (problem.billing()) {
      case POSSIBLE -> lostAnswers++;
      case NONE -> {}
    }
  }

  /** Its last send was throttled, which is no attempt. */
  void throttled() {
    attempts--;
    throttled++;
  }

  /** Is to be given up at its deadline unless it is sent before. */
  void expires(Timing.Timer timer) {
    expiry = timer;
  }

  Duration untilDeadline(long now) {
    return Duration.ofNanos(deadline - now);
  }

  int attempts() {
    return attempts;
  }

  CallResult completed(Answer.Result answer) {
    return new CallResult.Completed(
        answer.requestId(), answer.data(), attempts, lostAnswers, throttled);
  }

  CallResult submitted(Answer.Job answer) {
    return new CallResult.Submitted(answer.jobId(), attempts, lostAnswers, throttled);
  }

  CallResult failedFor(Answer.Problem problem) {
    expiry.cancel();
    return new CallResult.Failed(
        problem.code(),
        problem.message(),
        problem.requestId(),
        problem.httpStatus(),
        attempts,
        lostAnswers,
        throttled,
        problem.remedy());
  }

  /** Its next send is more than may be spent. */
  CallResult unaffordable(String message) {
    String last = lastProblem.map(p -> ", after " + p.code() + ": " + p.message()).orElse("");
    return failedFor(
        Answer.Problem.onTheWay(ClientCodes.BUDGET_SPENT, message + last, Answer.Billing.NONE));
  }

  /** A failure that the client decided, which tells the last problem too. */
  CallResult givenUp(String code, String expected) {
    String last = lastProblem.map(p -> p.code() + ": " + p.message()).orElse("no answer at all");
    return failedFor(
        new Answer.Problem(
            code,
            expected + " but was " + last,
            lastProblem.flatMap(Answer.Problem::requestId),
            lastProblem.map(Answer.Problem::httpStatus).orElse(0),
            ApiError.Remedy.RETRY,
            Optional.empty(),
            Answer.Billing.NONE));
  }

  /** The client was closed first: what is on the way may be billed. */
  CallResult closed(String action) {
    if (isOnTheWay()) {
      lostAnswers++;
    }
    return failedFor(
        Answer.Problem.onTheWay(
            ClientCodes.CLIENT_CLOSED,
            "Expected an open client for " + action + " but was a closed one",
            Answer.Billing.NONE));
  }

  /** It is not to be sent any more, and never was. */
  CallResult withdrawn(String action) {
    return failedFor(
        Answer.Problem.onTheWay(
            ClientCodes.CALL_WITHDRAWN,
            "Expected to call " + action + " but the run was stopped before",
            Answer.Billing.NONE));
  }
}
