package darkroom.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryBudgetTest {

  private static int spendAll(RetryBudget budget) {
    int spent = 0;
    while (budget.trySpend()) {
      spent++;
    }
    return spent;
  }

  @Test
  void letsASmallJobRetryBeforeItEarnedAnything() {
    assertThat(spendAll(RetryBudget.of(0.2))).isEqualTo(RetryBudget.FLOOR);
  }

  @Test
  void earnsTheShareOfCalls() {
    RetryBudget budget = RetryBudget.of(0.25);
    spendAll(budget);

    for (int call = 0; call < 100; call++) {
      budget.earn();
    }

    assertThat(spendAll(budget)).isEqualTo(25);
  }

  @Test
  void keepsTheEarningsOfTheLastThousandCallsOnly() {
    RetryBudget budget = RetryBudget.of(0.25);

    for (int call = 0; call < 100_000; call++) {
      budget.earn();
    }

    assertThat(spendAll(budget)).isEqualTo(RetryBudget.FLOOR + 250);
  }

  @Test
  void allowsNothingWhereItIsZero() {
    RetryBudget budget = RetryBudget.of(0);
    budget.earn();

    assertThat(budget.allowsAny()).isFalse();
    assertThat(budget.trySpend()).isFalse();
  }
}
