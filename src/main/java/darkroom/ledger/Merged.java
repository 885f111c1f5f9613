package darkroom.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one list of entries that were found in several places: each fact once, and none that a
 * later one supersedes. The same facts give the same list, whatever order they come in.
 */
final class Merged {
  private static final Comparator<Entry> BY_TIME =
      Comparator.comparing(Entry::time)
          .thenComparing(e -> e.key().value())
          .thenComparing(Entry::mark)
          .thenComparing(Entry::runId);

  private Merged() {}

  static List<Entry> of(Collection<Entry> found) {
    List<Entry> sorted = found.stream().sorted(BY_TIME).toList();
    Map<CallKey, Instant> paid = new HashMap<>();
    Map<Output, CallKey> written = new HashMap<>();
    for (Entry entry : sorted) {
      if (entry instanceof PaidCall) {
        paid.put(entry.key(), entry.time());
      } else if (entry instanceof WrittenOutput output) {
        written.put(Output.of(output), output.key());
      }
    }
    Map<Fact, Entry> facts = new LinkedHashMap<>();
    for (Entry entry : sorted) {
      if (!isSuperseded(entry, paid, written)) {
        facts.putIfAbsent(Fact.of(entry), entry);
      }
    }
    return List.copyOf(facts.values());
  }

  /**
   * A job by its result, and an output by the next of the same name. A job that was submitted after
   * the call was paid for stands for a result that was lost. Payments are all kept: each cost
   * money.
   */
  private static boolean isSuperseded(
      Entry entry, Map<CallKey, Instant> paid, Map<Output, CallKey> written) {
    if (entry instanceof SubmittedJob job) {
      return paid.containsKey(job.key()) && !job.time().isAfter(paid.get(job.key()));
    }
    return entry instanceof WrittenOutput output
        && !written.get(Output.of(output)).equals(output.key());
  }

  private record Output(String photo, String name) {
    static Output of(WrittenOutput output) {
      return new Output(output.photo(), output.name());
    }
  }

  private record Fact(Class<? extends Entry> kind, CallKey key, String mark) {
    static Fact of(Entry entry) {
      return new Fact(entry.getClass(), entry.key(), entry.mark());
    }
  }
}
