package darkroom.client;

import darkroom.action.Rate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * Hands out one action's dispatch slots evenly: never more in any second than the rate allows, and
 * fewer while the service throttles.
 *
 * <p>The service counts the calls in a second and refuses the one that is too many, so there are no
 * bursts, and a pause is not made up for. Two rules hold at once. Slots lie {@link #HEADROOM}
 * further apart than the rate asks, so that as many of them as the rate plus one span a second and
 * 15 ms; of these, a dispatch may be late by {@link #CATCH_UP} and the next still be on time. And
 * as what is dispatched may leave later, while a connection is made or the machine is busy, the
 * calls that left are counted as the service counts them, in a window longer by {@link #JITTER}.
 * The first call goes alone until its answer, or for one window: it finds both sides cold, and
 * those sent while it is held up would reach the service all at once.
 *
 * <p>The methods are of three kinds: {@link #untilNextSlot} only looks; {@link #tryTake} takes a
 * slot or tells that none is due, and never waits, and each slot taken is followed by one {@link
 * #left}; {@link #slowDown}, {@link #hold} and {@link #recover} change where the following slots
 * lie. Not safe for use by several threads at once.
 */
final class Pacer {
  /** The share of the rate that is left unused. */
  static final double HEADROOM = 0.015;

  /** How much of a dispatch's delay the following ones may make up for. */
  static final Duration CATCH_UP = Duration.ofMillis(8);

  /** How much less time than at the client there may be between calls at the service. */
  static final Duration JITTER = Duration.ofMillis(7);

  /** The time in which the service counts calls; throttling within one slows down once. */
  static final Duration WINDOW = Duration.ofSeconds(1);

  /** What throttling leaves of the pace when it comes out of the blue: a call that was jolted. */
  static final double EASED_TO = 0.95;

  /** What it leaves when it comes again within {@link #RELAPSE}: the quota is less than told. */
  static final double SLOWED_TO = 0.8;

  /** How long a throttled call makes the next one a sign rather than an accident. */
  static final Duration RELAPSE = Duration.ofSeconds(5);

  /** The share of the full pace that is never gone below. */
  static final double LOWEST_SHARE = 0.05;

  /** The share of the full pace that a second of successful calls gives back. */
  static final double RECOVERED_PER_SECOND = 0.1;

  private static final double NANOS_PER_SECOND = 1e9;

  private static final long COUNTED = WINDOW.plus(JITTER).toNanos();

  private final double fullPace;
  private final int mostInWindow;
  private final LongSupplier nanos;
  private final Deque<Long> leftInWindow = new ArrayDeque<>();
  private int toLeave;
  private boolean open;
  private long nextSlot;
  private long slowedAt;
  private double share = 1;

  private Pacer(Rate rate, LongSupplier nanos) {
    this.fullPace = rate.perSecond() * (1 - HEADROOM);
    this.mostInWindow = (int) Math.max(1, Math.min(rate.perSecond(), Integer.MAX_VALUE));
    this.nanos = nanos;
    this.nextSlot = nanos.getAsLong();
    this.slowedAt = nextSlot - RELAPSE.toNanos();
  }

  /**
   * @param nanos a clock that is never set, in nanoseconds
   */
  static Pacer of(Rate rate, LongSupplier nanos) {
    return new Pacer(rate, nanos);
  }

  /** How long it is until a slot may be taken; zero where one is due. */
  Duration untilNextSlot() {
    long now = nanos.getAsLong();
    return Duration.ofNanos(Math.max(0, Math.max(nextSlot - now, untilWindowHasRoom(now))));
  }

  private long untilWindowHasRoom(long now) {
    while (!leftInWindow.isEmpty() && now - leftInWindow.peekFirst() >= COUNTED) {
      leftInWindow.removeFirst();
      open = true;
    }
    if (toLeave + leftInWindow.size() < (open ? mostInWindow : 1)) {
      return 0;
    }
    // Where none has left yet nobody knows when one will: look again a slot later.
    return leftInWindow.isEmpty() ? interval() : leftInWindow.peekFirst() + COUNTED - now;
  }

  /** Takes the next slot if it is due. */
  boolean tryTake() {
    long now = nanos.getAsLong();
    long late = now - nextSlot;
    if (late < 0 || untilWindowHasRoom(now) > 0) {
      return false;
    }
    toLeave++;
    nextSlot += Math.max(0, late - CATCH_UP.toNanos()) + interval();
    return true;
  }

  /** The call of a slot taken before left this machine now, or never will. */
  void left() {
    toLeave--;
    leftInWindow.addLast(nanos.getAsLong());
  }

  /** A call was answered; tells whether slots may be due earlier than was said before. */
  boolean answered() {
    boolean opens = !open;
    open = true;
    return opens;
  }

  /** A call was throttled: widens the slots, once for all calls throttled in one window. */
  void slowDown() {
    long now = nanos.getAsLong();
    long sinceLast = now - slowedAt;
    if (sinceLast >= WINDOW.toNanos()) {
      slowedAt = now;
      double left = sinceLast < RELAPSE.toNanos() ? SLOWED_TO : EASED_TO;
      share = Math.max(LOWEST_SHARE, share * left);
      postponeTo(now + interval());
    }
  }

  /** A call succeeded: narrows the slots a little, until the full pace is reached again. */
  void recover() {
    share = Math.min(1, share + RECOVERED_PER_SECOND * interval() / NANOS_PER_SECOND);
  }

  /** No slot is due for this long. */
  void hold(Duration pause) {
    postponeTo(nanos.getAsLong() + pause.toNanos());
  }

  /** The present pace, as a share of the full one. */
  double share() {
    return share;
  }

  private void postponeTo(long earliest) {
    nextSlot += Math.max(0, earliest - nextSlot);
  }

  private long interval() {
    return (long) Math.ceil(NANOS_PER_SECOND / (fullPace * share));
  }
}
