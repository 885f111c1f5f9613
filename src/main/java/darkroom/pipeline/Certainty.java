package darkroom.pipeline;

import darkroom.report.Range;

/** Whether something is going to be. */
enum Certainty {
  NO,
  MAYBE,
  SURE;

  /** Whether this and another thing are going to be. */
  Certainty and(Certainty other) {
    return compareTo(other) < 0 ? this : other;
  }

  /** So many of it, as far as it is certain. */
  Range of(Range count) {
    return switch (this) {
      case NO -> Range.NONE;
      case MAYBE -> count.orNone();
      case SURE -> count;
    };
  }
}
