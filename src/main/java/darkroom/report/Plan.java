package darkroom.report;

import darkroom.action.Money;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a run of a job is going to do and cost, as {@code plan.json} keeps it. All ranges take it
 * that each call is answered.
 *
 * @param photos that the recipe is for
 * @param ended lines of the manifest that end before, by the code that says why
 * @param steps by their labels, in the recipe's order
 * @param calls by action
 * @param held results that the ledger holds already
 * @param shared results that another photo of the same content pays for
 * @param images in the output when the run is over; those that stand there are not written again
 * @param stagedBytes that are copied to where the API reads them, at most
 * @param keptBytes of new results, which are kept beside the ledger
 * @param writtenBytes of the images
 * @param budget of the job, at list prices
 */
public record Plan(
    String job,
    long photos,
    SortedMap<String, Long> ended,
    Map<String, PlannedStep> steps,
    SortedMap<String, PlannedCalls> calls,
    Range held,
    Range shared,
    Range images,
    long stagedBytes,
    Range keptBytes,
    Range writtenBytes,
    Optional<Money> budget) {
  public Plan {
    ended = Collections.unmodifiableSortedMap(new TreeMap<>(ended));
    steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    calls = Collections.unmodifiableSortedMap(new TreeMap<>(calls));
  }

  /** Whether the budget is enough. */
  public enum BudgetVerdict {
    NO_BUDGET("there is none"),
    SUFFICES("suffices"),
    MAY_FALL_SHORT("may not suffice: what is left over is deferred"),
    FALLS_SHORT("does not suffice: what is left over is deferred");

    private final String words;

    BudgetVerdict(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** Entries of the manifest. */
  public long lines() {
    return photos + ended.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Calls to be sent, of all actions. */
  public Range sent() {
    return calls.values().stream().map(PlannedCalls::sent).reduce(Range.NONE, Range::plus);
  }

  /** With the month's free calls and discounts. */
  public MoneyRange cost() {
    return sum(PlannedCalls::cost);
  }

  /** At the list price, which a run's summary and budget count. */
  public MoneyRange listCost() {
    return sum(PlannedCalls::listCost);
  }

  private MoneyRange sum(Function<PlannedCalls, MoneyRange> cost) {
    return calls.values().stream().map(cost).reduce(MoneyRange.NONE, MoneyRange::plus);
  }

  /** How long the quotas make the run take at least: those of all actions run side by side. */
  public Range seconds() {
    return calls.values().stream()
        .map(PlannedCalls::seconds)
        .reduce(
            Range.NONE,
            (a, b) -> new Range(Math.max(a.min(), b.min()), Math.max(a.max(), b.max())));
  }

  public BudgetVerdict budgetVerdict() {
    if (budget.isEmpty()) {
      return BudgetVerdict.NO_BUDGET;
    }
    if (budget.get().compareTo(listCost().max()) >= 0) {
      return BudgetVerdict.SUFFICES;
    }
    return budget.get().compareTo(listCost().min()) >= 0
        ? BudgetVerdict.MAY_FALL_SHORT
        : BudgetVerdict.FALLS_SHORT;
  }

  /** Reads what {@link #toJson} wrote. */
  public static Plan parse(String json) {
    return PlanJson.parse(json);
  }

  /** The text of {@code plan.json}: amounts in CNY, times in seconds. */
  public String toJson() {
    return PlanJson.write(this);
  }

  /** The plan for a person. */
  public String text() {
    return PlanText.of(this);
  }
}
