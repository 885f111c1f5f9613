package darkroom.pipeline;

import darkroom.action.Action;
import darkroom.job.Step;
import darkroom.pipeline.Foreseen.Trace;
import darkroom.report.PlannedStep;
import darkroom.report.Range;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Adds up what photos ask for; a result that several ask for is counted once. */
final class Demand {
  private final Map<String, PlannedStep> steps = new TreeMap<>();
  private final Map<String, Range> sent = new TreeMap<>();
  private final Map<String, Range> paid = new TreeMap<>();
  private final Map<String, Certainty> likes = new HashMap<>();
  private final Map<String, Certainty> owns = new HashMap<>();
  private final Set<String> staged = new HashSet<>();
  private long photos;
  private Range held = Range.NONE;
  private Range shared = Range.NONE;
  private Range images = Range.NONE;
  private long stagedBytes;
  private Range keptBytes = Range.NONE;
  private Range writtenBytes = Range.NONE;

  /** Whether a call is to be submitted, or is a job that was. */
  enum Sending {
    NEW,
    SUBMITTED
  }

  void photo() {
    photos++;
  }

  void step(Step step, PlannedStep photo) {
    steps.merge(step.label(), photo, PlannedStep::plus);
  }

  void held(Certainty asked) {
    held = held.plus(asked.of(Range.of(1)));
  }

  /**
   * A result that the ledger does not hold; whether no other photo asked for it before.
   *
   * @param call tells it from other calls of the action
   */
  boolean call(Action action, Trace call, Certainty asked, Sending sending) {
    Certainty like = likes.getOrDefault(call.like(), Certainty.NO);
    Certainty own = owns.getOrDefault(call.own(), Certainty.NO);
    likes.put(call.like(), max(like, asked));
    owns.put(call.own(), max(own, asked));
    int surely = asked == Certainty.SURE && like != Certainty.SURE ? 1 : 0;
    int possibly = asked != Certainty.NO && own == Certainty.NO ? 1 : 0;
    add(paid, action, surely, possibly);
    // A job that was submitted is asked for; only one that the service has forgotten is sent again.
    add(sent, action, sending == Sending.NEW ? surely : 0, possibly);
    if (like != Certainty.NO) {
      boolean surelyShared = asked == Certainty.SURE && own == Certainty.SURE;
      shared = shared.plus(surelyShared ? Range.of(1) : asked.of(Range.of(1)).orNone());
    }
    return possibly == 1;
  }

  private static void add(Map<String, Range> counts, Action action, int surely, int possibly) {
    Range before = counts.getOrDefault(action.name(), Range.NONE);
    counts.put(action.name(), new Range(before.min() + surely, before.max() + possibly));
  }

  /** A picture that is sent as a file of this size at most. */
  void staged(String content, long bytes) {
    if (staged.add(content)) {
      stagedBytes += bytes;
    }
  }

  /** Results that are kept. */
  void kept(Range bytes) {
    keptBytes = keptBytes.plus(bytes);
  }

  /** Images in the output, each of this size. */
  void written(Range count, Range bytesEach) {
    images = images.plus(count);
    writtenBytes = writtenBytes.plus(count.times(bytesEach));
  }

  Estimate sum() {
    return new Estimate(
        photos,
        new TreeMap<>(),
        new TreeMap<>(steps),
        new TreeMap<>(sent),
        new TreeMap<>(paid),
        held,
        shared,
        images,
        stagedBytes,
        keptBytes,
        writtenBytes);
  }

  private static Certainty max(Certainty one, Certainty other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
