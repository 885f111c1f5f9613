package darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import darkroom.action.Actions;
import darkroom.action.Money;
import darkroom.job.PriceConf;
import darkroom.ledger.CallKey;
import darkroom.ledger.Entry;
import darkroom.ledger.PaidCall;
import darkroom.ledger.SubmittedJob;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LanePurseTest {
  private static final RunTerms TERMS =
      new RunTerms(
          "run-2", new PriceConf(Map.of(), Map.of()), Duration.ofMinutes(1), Clock.systemUTC());

  @Test
  void givesNoMoreThanItsShareAndTakesBackWhatWasNotSpent() {
    LanePurse purse = new LanePurse(TERMS, Money.cny("0.25"), Money.ZERO);

    assertThat(purse.tryTake(Actions.COLORIZE_IMAGE)).isTrue();
    assertThat(purse.tryTake(Actions.COLORIZE_IMAGE)).isFalse();
    assertThat(purse.tryTake(Actions.RECOLOR_HD_IMAGE)).isTrue();
    purse.giveBack(Actions.COLORIZE_IMAGE);
    assertThat(purse.tryTake(Actions.COLORIZE_IMAGE)).isTrue();
    assertThat(purse.tryTake(Actions.CHANGE_IMAGE_SIZE)).isFalse();
  }

  @Test
  void neverGivesMoreHoweverManyAskAtOnce() {
    LanePurse purse = new LanePurse(TERMS, Money.cny("1"), Money.ZERO);
    AtomicInteger taken = new AtomicInteger();
    List<CompletableFuture<Void>> asking = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      asking.add(
          CompletableFuture.runAsync(
              () -> {
                if (purse.tryTake(Actions.IMITATE_PHOTO_STYLE)) {
                  taken.incrementAndGet();
                }
              }));
    }
    asking.forEach(CompletableFuture::join);

    assertThat(taken).hasValue(50);
  }

  @Test
  void beginsAgainWithWhatTheRunCannotHaveSpent() {
    List<Entry> entries =
        List.of(paid("run-1", 0), paid("run-2", 0), paid("run-2", 2), job("run-2"), job("run-1"));

    Money spent = LanePurse.mostSpent(TERMS, entries);

    assertThat(spent).isEqualTo(Money.cny("0.88"));
    LanePurse purse = new LanePurse(TERMS, Money.cny("1"), spent);
    assertThat(purse.tryTake(Actions.COLORIZE_IMAGE)).isFalse();
    assertThat(purse.tryTake(Actions.ENHANCE_IMAGE_COLOR)).isTrue();
  }

  private static Entry paid(String run, int lostAnswers) {
    return new PaidCall(
        CallKey.ofCut("a", run),
        "sha256:a",
        Actions.COLORIZE_IMAGE.name(),
        "R-" + run + lostAnswers,
        "{}",
        List.of(),
        Money.cny("0.2"),
        1 + lostAnswers,
        lostAnswers,
        10,
        10,
        run,
        Outcomes.NOON);
  }

  private static Entry job(String run) {
    return new SubmittedJob(
        CallKey.ofCut("b", run),
        "sha256:b",
        Actions.RECOLOR_HD_IMAGE.name(),
        "J-" + run,
        2,
        1,
        run,
        Outcomes.NOON);
  }
}
