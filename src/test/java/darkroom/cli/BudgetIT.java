package darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import darkroom.action.Actions;
import darkroom.action.Money;
import darkroom.ledger.Ledger;
import darkroom.ledger.LedgerFigures;
import darkroom.studio.ApiFaults;
import darkroom.studio.http.Fault;
import darkroom.studio.http.FaultRule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The budget is never exceeded. */
class BudgetIT {
  private static final int PHOTOS = 30;

  /** What each photo costs. */
  private static final Money EACH = Money.cny("0.024");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"1, DirectRunner", "4, FlinkRunner"})
  void aRunNeverSpendsMoreThanItsBudgetAndAFurtherOneGoesOn(int lanes, String runner)
      throws Exception {
    try (StudioRuns runs = new StudioRuns(folder, s -> s)) {
      runs.studio()
          .apiFaults()
          .add(
              FaultRule.every(7, Fault.answerLost()).on(ApiFaults.calls(Actions.ASSESS_SHARPNESS)));
      runs.studio()
          .apiFaults()
          .add(
              FaultRule.every(6, Fault.answerLost())
                  .on(ApiFaults.calls(Actions.CHANGE_IMAGE_SIZE)));
      List<String> photos = runs.photos(PHOTOS);
      String recipe = StudioRuns.SCORES + StudioRuns.RESIZING;
      Money budget = Money.cny("0.3");
      Money all = EACH.times(PHOTOS);

      CommandLine first =
          runs.withLanes(lanes).run(recipe, "budget: 0.3 CNY\n", photos, "--runner=" + runner);

      assertThat(first.exitCode()).isEqualTo(ExitCode.SOME_FAILED);
      assertThat(runs.cost()).isLessThanOrEqualTo(budget);
      // What is left of each lane's share is less than its dearest call.
      assertThat(runs.cost()).isGreaterThan(Money.cny("0.1"));
      assertThat(first.summary().path("deferred").asInt()).as(first.out()).isPositive();
      assertThat(first.rows())
          .hasSize(PHOTOS)
          .filteredOn(row -> !row.path("status").asText().equals("done"))
          .allSatisfy(row -> assertThat(row.path("status").asText()).isEqualTo("deferred"))
          .allSatisfy(row -> assertThat(row.path("code").asText()).isEqualTo("BudgetSpent"));
      long paid = StudioRuns.sum(first.summary().path("billed"));
      assertThat(LedgerFigures.of(Ledger.in(runs.ledger() + "/")).all().paid()).isEqualTo(paid);
      assertThat(first.rows())
          .filteredOn(row -> row.path("status").asText().equals("deferred"))
          .anySatisfy(row -> assertThat(row.path("cost_cny").asDouble()).isPositive());

      Money before = runs.cost();
      CommandLine second = runs.run(recipe, "budget: 2 CNY\n", photos, "--runner=" + runner);

      assertThat(second.exitCode()).as(second.err()).isZero();
      assertThat(second.summary().path("saved").asLong()).isEqualTo(paid);
      assertThat(StudioRuns.sum(second.summary().path("billed"))).isEqualTo(3L * PHOTOS - paid);
      assertThat(runs.cost()).isLessThanOrEqualTo(before.plus(Money.cny("2")));
      assertThat(runs.cost()).isGreaterThanOrEqualTo(all);
    }
  }
}
