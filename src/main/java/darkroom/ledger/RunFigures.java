package darkroom.ledger;

import java.time.Instant;

/**
 * What a run came to.
 *
 * @param last when it recorded its last paid call
 */
public record RunFigures(String runId, Instant last, CallFigures calls) {
  RunFigures plus(RunFigures other) {
    return new RunFigures(
        runId, last.isAfter(other.last) ? last : other.last, calls.plus(other.calls));
  }
}
