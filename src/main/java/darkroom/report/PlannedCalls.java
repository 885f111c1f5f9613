package darkroom.report;

/**
 * Calls of an action that a run is going to make.
 *
 * @param sent calls, sent again ones not counted
 * @param paid calls: those that are sent, and jobs that were submitted before
 * @param usedThisMonth calls that the month has seen before
 * @param cost with the month's free calls and discounts
 * @param listCost at the list price, which a run's summary and budget count
 * @param callsPerSecond that the account may make
 */
public record PlannedCalls(
    Range sent,
    Range paid,
    long usedThisMonth,
    MoneyRange cost,
    MoneyRange listCost,
    double callsPerSecond) {

  /** How long the quota makes the calls take. */
  public Range seconds() {
    return new Range(seconds(sent.min()), seconds(sent.max()));
  }

  private long seconds(long calls) {
    return (long) Math.ceil(calls / callsPerSecond);
  }
}
