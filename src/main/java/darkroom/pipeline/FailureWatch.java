package darkroom.pipeline;

import darkroom.job.StopRule;
import darkroom.pipeline.Outcome.Status;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Looks back on the last photos of a lane and tells when too many of them failed. */
final class FailureWatch {
  /** Of fewer photos a share says nothing. */
  private static final int FEWEST = 20;

  private final StopRule rule;
  private final Deque<Boolean> last = new ArrayDeque<>();
  private int failed;

  FailureWatch(StopRule rule) {
    this.rule = rule;
  }

  /** Counts one more outcome; the reason to stop, where there is one now. */
  Optional<String> verdict(Outcome outcome) {
    if (outcome.status() != Status.DONE && outcome.status() != Status.FAILED) {
      return Optional.empty();
    }
    boolean bad = outcome.status() == Status.FAILED;
    last.addLast(bad);
    failed += bad ? 1 : 0;
    if (last.size() > rule.window()) {
      failed -= last.removeFirst() ? 1 : 0;
    }
    boolean tooMany =
        last.size() >= Math.min(FEWEST, rule.window()) && failed > rule.failures() * last.size();
    return tooMany
        ? Optional.of(
            "Expected at most %.0f%% failed photos (stop_when) but %d of the last %d failed"
                .formatted(100 * rule.failures(), failed, last.size()))
        : Optional.empty();
  }
}
