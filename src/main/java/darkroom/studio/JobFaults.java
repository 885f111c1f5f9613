package darkroom.studio;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Scripts what befalls the asynchronous jobs that are submitted next. */
public final class JobFaults {
  private final Deque<Rule> rules = new ArrayDeque<>();

  /** A fault and for how many jobs more it is meant. */
  private record Rule(long jobs, JobFault fault) {}

  JobFaults() {}

  /** Lets a fault befall so many jobs, behind those scripted before. */
  public synchronized void next(long jobs, JobFault fault) {
    if (jobs > 0) {
      rules.addLast(new Rule(jobs, fault));
    }
  }

  /** Ends all rules. */
  public synchronized void clear() {
    rules.clear();
  }

  /** What befalls the job that is submitted now. */
  synchronized Optional<JobFault> take() {
    if (rules.isEmpty()) {
      return Optional.empty();
    }
    Rule rule = rules.removeFirst();
    if (rule.jobs > 1) {
      rules.addFirst(new Rule(rule.jobs - 1, rule.fault));
    }
    return Optional.of(rule.fault);
  }
}
