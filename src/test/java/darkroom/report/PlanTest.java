package darkroom.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import darkroom.action.Money;
import darkroom.report.Plan.BudgetVerdict;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a plan says, and that it survives being written down. */
class PlanTest {
  @Test
  void isReadAsItWasWritten() {
    Plan plan = plan(Optional.of(Money.cny("2.50")));

    assertThat(Plan.parse(plan.toJson())).isEqualTo(plan);
    assertThat(Plan.parse(plan(Optional.empty()).toJson()).budget()).isEmpty();
  }

  @Test
  void saysInJsonWhatAScriptAsks() throws IOException {
    JsonNode json = new ObjectMapper().readTree(plan(Optional.of(Money.cny("2.50"))).toJson());

    assertThat(json.path("lines").asLong()).isEqualTo(13);
    assertThat(json.path("photos").asLong()).isEqualTo(10);
    assertThat(json.path("ended").path("TooSmall").asLong()).isEqualTo(3);
    assertThat(json.path("sent").path("min").asLong()).isEqualTo(12);
    assertThat(json.path("sent").path("max").asLong()).isEqualTo(20);
    assertThat(json.path("cost_cny").path("max").decimalValue()).isEqualByComparingTo("1.05");
    assertThat(json.path("list_cost_cny").path("max").decimalValue()).isEqualByComparingTo("2.6");
    assertThat(json.path("budget").asText()).isEqualTo("may_fall_short");
    assertThat(json.path("steps").path("1 score").path("as_they_are").asLong()).isEqualTo(10);
  }

  @Test
  void takesTheSlowestActionsTimeForTheQuotasRunSideBySide() {
    assertThat(plan(Optional.empty()).seconds()).isEqualTo(new Range(5, 5));
  }

  @Test
  void tellsWhetherTheBudgetIsEnoughAtListPrices() {
    assertThat(plan(Optional.empty()).budgetVerdict()).isEqualTo(BudgetVerdict.NO_BUDGET);
    assertThat(verdict("2.60")).isEqualTo(BudgetVerdict.SUFFICES);
    assertThat(verdict("2.59")).isEqualTo(BudgetVerdict.MAY_FALL_SHORT);
    assertThat(verdict("1.30")).isEqualTo(BudgetVerdict.MAY_FALL_SHORT);
    assertThat(verdict("1.29")).isEqualTo(BudgetVerdict.FALLS_SHORT);
  }

  @Test
  void tellsAPersonEachActionAndTheBudget() {
    assertThat(plan(Optional.of(Money.cny("2.50"))).text())
        .startsWith("nightly: 13 lines, 10 to work on\n")
        .contains("AssessSharpness", "MakeSuperResolutionImage", "TooSmall", "may not suffice");
  }

  @Test
  void refusesWhatIsNoPlan() {
    assertThatThrownBy(() -> Plan.parse("not JSON"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Expected a run's plan but was: ");
  }

  private static BudgetVerdict verdict(String budget) {
    return plan(Optional.of(Money.cny(budget))).budgetVerdict();
  }

  private static Plan plan(Optional<Money> budget) {
    Map<String, PlannedStep> steps = new LinkedHashMap<>();
    steps.put("1 score", new PlannedStep(10, 0, 0, 0, 0));
    steps.put("2 enlarge", new PlannedStep(1, 1, 0, 0, 8));
    TreeMap<String, PlannedCalls> calls = new TreeMap<>();
    calls.put("AssessSharpness", calls(Range.of(10), 95, "0.05", "0.05", "0.1", "0.1", 2));
    calls.put("MakeSuperResolutionImage", calls(new Range(2, 10), 0, "0", "1", "1.2", "2.5", 2));
    return new Plan(
        "nightly",
        10,
        new TreeMap<>(Map.of("TooSmall", 3L)),
        steps,
        calls,
        new Range(0, 2),
        Range.of(1),
        Range.of(10),
        123_456,
        new Range(1_000, 2_000),
        new Range(3_000, 4_000),
        budget);
  }

  private static PlannedCalls calls(
      Range sent,
      long used,
      String leastCost,
      String mostCost,
      String leastList,
      String mostList,
      double perSecond) {
    return new PlannedCalls(
        sent,
        sent,
        used,
        new MoneyRange(Money.cny(leastCost), Money.cny(mostCost)),
        new MoneyRange(Money.cny(leastList), Money.cny(mostList)),
        perSecond);
  }
}
