package darkroom.pipeline;

import darkroom.report.PlannedStep;
import darkroom.report.Range;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * What a run is going to come to, over many photos.
 *
 * @param photos that are worked on
 * @param ended photos that are not, by the code that says why
 * @param steps by the step's label
 * @param sent calls to be sent, by action
 * @param paid calls to be paid for, by action: also jobs that were submitted before
 * @param held results that the ledger holds
 * @param shared results that another photo of the same content is to pay for
 * @param images in the output when the run is over
 * @param stagedBytes at most
 * @param keptBytes of results that are kept beside the ledger
 * @param writtenBytes of images in the output
 */
record Estimate(
    long photos,
    SortedMap<String, Long> ended,
    SortedMap<String, PlannedStep> steps,
    SortedMap<String, Range> sent,
    SortedMap<String, Range> paid,
    Range held,
    Range shared,
    Range images,
    long stagedBytes,
    Range keptBytes,
    Range writtenBytes)
    implements Serializable {
  static final Estimate NOTHING =
      new Estimate(
          0,
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          new TreeMap<>(),
          Range.NONE,
          Range.NONE,
          Range.NONE,
          0,
          Range.NONE,
          Range.NONE);

  Estimate {
    ended = Collections.unmodifiableSortedMap(new TreeMap<>(ended));
    steps = Collections.unmodifiableSortedMap(new TreeMap<>(steps));
    sent = Collections.unmodifiableSortedMap(new TreeMap<>(sent));
    paid = Collections.unmodifiableSortedMap(new TreeMap<>(paid));
  }

  /** A photo that ends before its first step. */
  static Estimate of(Outcome ended) {
    return new Estimate(
        0,
        new TreeMap<>(Map.of(ended.failures().get(0).code(), 1L)),
        NOTHING.steps,
        NOTHING.sent,
        NOTHING.paid,
        Range.NONE,
        Range.NONE,
        Range.NONE,
        0,
        Range.NONE,
        Range.NONE);
  }

  Estimate plus(Estimate other) {
    return new Estimate(
        photos + other.photos,
        sum(ended, other.ended, Long::sum),
        sum(steps, other.steps, PlannedStep::plus),
        sum(sent, other.sent, Range::plus),
        sum(paid, other.paid, Range::plus),
        held.plus(other.held),
        shared.plus(other.shared),
        images.plus(other.images),
        stagedBytes + other.stagedBytes,
        keptBytes.plus(other.keptBytes),
        writtenBytes.plus(other.writtenBytes));
  }

  private static <T> SortedMap<String, T> sum(
      SortedMap<String, T> first, SortedMap<String, T> second, BinaryOperator<T> plus) {
    SortedMap<String, T> sum = new TreeMap<>(first);
    second.forEach((name, value) -> sum.merge(name, value, plus));
    return sum;
  }
}
