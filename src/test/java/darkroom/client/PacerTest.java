package darkroom.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import darkroom.action.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacerTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MILLISECOND = 1_000_000L;

  private long now;

  /** Takes slots as soon as a timer of this lateness lets it, given a random number. */
  private List<Long> dispatches(Pacer pacer, int count, long seed, DoubleUnaryOperator lateness) {
    Random random = new Random(seed);
    List<Long> dispatched = new ArrayList<>();
    while (dispatched.size() < count) {
      now += pacer.untilNextSlot().toNanos() + (long) lateness.applyAsDouble(random.nextDouble());
      assertThat(pacer.tryTake()).isTrue();
      pacer.left();
      pacer.answered();
      dispatched.add(now);
    }
    return dispatched;
  }

  /** The shortest time that so many dispatches plus one took. */
  private static long shortestSpan(List<Long> dispatched, int calls) {
    long shortest = Long.MAX_VALUE;
    for (int i = 0; i + calls < dispatched.size(); i++) {
      shortest = Math.min(shortest, dispatched.get(i + calls) - dispatched.get(i));
    }
    return shortest;
  }

  @ParameterizedTest(name = "{0} a second, timers up to {1} ms late")
  @CsvSource({
    "2,0",
    "2,1",
    "2,7",
    "2,400",
    "2,3000",
    "5,0",
    "5,1",
    "5,7",
    "5,150",
    "5,3000",
    "50,0",
    "50,1",
    "50,7",
    "50,40",
    "50,3000",
    "200,0",
    "200,1",
    "200,7",
    "200,40",
    "200,3000"
  })
  void neverDispatchesMoreThanTheRateInAnySecond(int rate, int latestMillis) {
    for (long seed = 0; seed < 20; seed++) {
      Pacer pacer = Pacer.of(Rate.perSecond(rate), () -> now);

      List<Long> dispatched =
          dispatches(pacer, 20 * rate, seed, random -> random * latestMillis * MILLISECOND);

      // What is over a second is left for the jitter of the network.
      assertThat(shortestSpan(dispatched, rate)).isGreaterThan(SECOND + 6 * MILLISECOND);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 50, 200})
  void countsCallsWhenTheyLeaveWhereThatTakesTime(int rate) {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      Pacer pacer = Pacer.of(Rate.perSecond(rate), () -> now);
      PriorityQueue<Long> toLeave = new PriorityQueue<>();
      List<Long> left = new ArrayList<>();
      long start = now;

      while (left.size() < 20 * rate) {
        long slot = now + pacer.untilNextSlot().toNanos();
        if (!toLeave.isEmpty() && toLeave.peek() <= slot) {
          now = Math.max(now, toLeave.remove());
          left.add(now);
          pacer.left();
        } else {
          now = slot;
          if (pacer.tryTake()) {
            // Connections are made in the first second, and now and then.
            boolean connects = now - start < SECOND || random.nextDouble() < 0.01;
            toLeave.add(now + (long) (random.nextDouble() * (connects ? 400 : 1) * MILLISECOND));
          }
        }
      }

      assertThat(shortestSpan(left, rate)).isGreaterThan(SECOND + 6 * MILLISECOND);
      assertThat((double) left.size() * SECOND / (now - start) / rate).isGreaterThan(0.9);
    }
  }

  @Test
  void usesWholeCallsOnlyOfABrokenRate() {
    Pacer pacer = Pacer.of(Rate.perSecond(2.5), () -> now);

    List<Long> dispatched = dispatches(pacer, 100, 1, random -> 0);

    assertThat(shortestSpan(dispatched, 2)).isGreaterThan(SECOND + 6 * MILLISECOND);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 50, 200})
  void makesNoBurstAfterPauses(int rate) {
    for (long seed = 0; seed < 20; seed++) {
      Pacer pacer = Pacer.of(Rate.perSecond(rate), () -> now);

      List<Long> dispatched =
          dispatches(
              pacer,
              20 * rate,
              seed,
              random -> random < 0.05 ? 100 * random * SECOND : random * MILLISECOND);

      assertThat(shortestSpan(dispatched, rate)).isGreaterThan(SECOND + 6 * MILLISECOND);
    }
  }

  @ParameterizedTest(name = "{0} a second, timers up to {1} ms late")
  @CsvSource({"2,1", "5,1", "50,1", "200,1", "2,5", "5,5", "50,5", "200,5"})
  void usesAtLeast97PercentOfTheRateWhileWorkWaits(int rate, int latestMillis) {
    Pacer pacer = Pacer.of(Rate.perSecond(rate), () -> now);
    int seconds = 60;

    List<Long> dispatched =
        dispatches(pacer, seconds * rate, 1, random -> random * latestMillis * MILLISECOND);

    double taken = (double) (dispatched.get(dispatched.size() - 1) - dispatched.get(0)) / SECOND;
    assertThat((dispatched.size() - 1) / taken / rate).isBetween(0.97, 0.99);
  }

  @Test
  void spacesSlotsEvenly() {
    Pacer pacer = Pacer.of(Rate.perSecond(50), () -> now);

    List<Long> dispatched = dispatches(pacer, 4, 1, random -> 0);

    assertThat(dispatched).containsExactly(0L, 20_304_569L, 40_609_138L, 60_913_707L);
  }

  @Test
  void firstCallGoesAloneUntilItsAnswer() {
    Pacer pacer = Pacer.of(Rate.perSecond(50), () -> now);
    assertThat(pacer.tryTake()).isTrue();
    now += 100 * MILLISECOND;
    pacer.left();
    now += 300 * MILLISECOND;

    assertThat(pacer.tryTake()).isFalse();
    assertThat(pacer.untilNextSlot()).isEqualTo(Duration.ofMillis(1007 - 300));

    assertThat(pacer.answered()).isTrue();
    assertThat(pacer.untilNextSlot()).isZero();
    assertThat(pacer.tryTake()).isTrue();
    assertThat(pacer.answered()).isFalse();
  }

  @Test
  void firstCallGoesAloneForOneWindowAtMost() {
    Pacer pacer = Pacer.of(Rate.perSecond(50), () -> now);
    assertThat(pacer.tryTake()).isTrue();
    pacer.left();

    now += 1007 * MILLISECOND;
    assertThat(pacer.tryTake()).isTrue();
    pacer.left();
    now += 21 * MILLISECOND;

    assertThat(pacer.tryTake()).isTrue();
  }

  @Test
  void givesNoSlotBeforeItIsDue() {
    Pacer pacer = Pacer.of(Rate.perSecond(2), () -> now);
    assertThat(pacer.tryTake()).isTrue();
    pacer.answered();

    now += pacer.untilNextSlot().toNanos() - 1;

    assertThat(pacer.tryTake()).isFalse();
    assertThat(pacer.untilNextSlot()).isEqualTo(Duration.ofNanos(1));
  }

  @Test
  void worksWhereTheClockOverflows() {
    now = Long.MAX_VALUE - SECOND;
    Pacer pacer = Pacer.of(Rate.perSecond(5), () -> now);

    List<Long> dispatched = dispatches(pacer, 20, 1, random -> 0);

    assertThat(dispatched.get(19)).isNegative();
    assertThat(dispatched.get(19) - dispatched.get(0)).isEqualTo(19 * 203_045_686L);
  }

  @Test
  void slowsDownOnceForAllCallsThrottledInOneWindow() {
    Pacer pacer = Pacer.of(Rate.perSecond(50), () -> now);

    pacer.slowDown();
    now += 900 * MILLISECOND;
    pacer.slowDown();
    assertThat(pacer.share()).isEqualTo(0.95);

    now += 100 * MILLISECOND;
    pacer.slowDown();
    assertThat(pacer.share()).isCloseTo(0.95 * 0.8, within(1e-9));
  }

  @Test
  void takesThrottlingAfterAQuietWhileForAnAccident() {
    Pacer pacer = Pacer.of(Rate.perSecond(50), () -> now);

    pacer.slowDown();
    now += 5 * SECOND;
    pacer.slowDown();

    assertThat(pacer.share()).isCloseTo(0.95 * 0.95, within(1e-9));
  }

  @Test
  void slowedSlotsLieFurtherApart() {
    Pacer pacer = Pacer.of(Rate.perSecond(50), () -> now);
    pacer.slowDown();

    List<Long> dispatched = dispatches(pacer, 3, 1, random -> 0);

    assertThat(dispatched).containsExactly(21_373_231L, 42_746_462L, 64_119_693L);
  }

  @Test
  void neverStandsStillHoweverOftenItIsThrottled() {
    Pacer pacer = Pacer.of(Rate.perSecond(50), () -> now);

    for (int i = 0; i < 100; i++) {
      pacer.slowDown();
      now += SECOND;
    }

    assertThat(pacer.share()).isEqualTo(Pacer.LOWEST_SHARE);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 50})
  void recoversAdditivelyWhileCallsSucceed(int rate) {
    Pacer pacer = Pacer.of(Rate.perSecond(rate), () -> now);
    pacer.slowDown();
    now += SECOND;
    pacer.slowDown();
    long slowed = now;

    while (pacer.share() < 1) {
      dispatches(pacer, 1, 1, random -> 0);
      pacer.recover();
    }

    double seconds = (double) (now - slowed) / SECOND;
    assertThat(seconds).isCloseTo(0.24 / Pacer.RECOVERED_PER_SECOND, within(1.0));
    assertThat(pacer.share()).isEqualTo(1);
  }

  @Test
  void holdsAllSlotsBackAsLongAsAsked() {
    Pacer pacer = Pacer.of(Rate.perSecond(50), () -> now);

    pacer.hold(Duration.ofSeconds(3));
    pacer.hold(Duration.ofSeconds(1));

    assertThat(pacer.untilNextSlot()).isEqualTo(Duration.ofSeconds(3));
  }
}
