package darkroom.pipeline;

import darkroom.action.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of a photo; every manifest line ends in exactly one.
 *
 * @param inspected what its file says of itself, as far as it could be read
 * @param scoredSize width and height of what was scored
 * @param scores those that were paid for, also when another failed
 * @param failures why it is not done; empty for a done one
 * @param time when this became of it
 */
public record Outcome(
    Photo photo,
    Optional<InspectedPhoto> inspected,
    Status status,
    Optional<PixelSize> scoredSize,
    List<Scored> scores,
    List<Failure> failures,
    Instant time) {

  /** The ends a photo can come to. */
  public enum Status {
    DONE,
    SKIPPED,
    REJECTED,
    FAILED,
    DEFERRED
  }

  /** Width and height in pixels. */
  public record PixelSize(int width, int height) {}

  public Outcome {
    scores = List.copyOf(scores);
    failures = List.copyOf(failures);
    if ((status == Status.DONE) != failures.isEmpty()) {
      throw new IllegalArgumentException("A photo is done exactly when nothing failed: " + photo);
    }
  }

  /** A photo that came to its end before its file was known. */
  static Outcome ofPhoto(Photo photo, Status status, Failure failure, Instant time) {
    return new Outcome(
        photo, Optional.empty(), status, Optional.empty(), List.of(), List.of(failure), time);
  }

  /** A photo whose file is known but which was not worked on. */
  static Outcome ofInspected(InspectedPhoto photo, Status status, Failure failure, Instant time) {
    return new Outcome(
        photo.photo(),
        Optional.of(photo),
        status,
        Optional.empty(),
        List.of(),
        List.of(failure),
        time);
  }

  public Money cost() {
    return scores.stream().map(Scored::cost).reduce(Money.ZERO, Money::plus);
  }

  /** Calls sent for it, whatever came of them. */
  public int calls() {
    return scores.stream().mapToInt(Scored::calls).sum()
        + failures.stream().mapToInt(Failure::attempts).sum();
  }
}
