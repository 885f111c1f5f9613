package darkroom.pipeline;

import darkroom.action.Money;
import darkroom.pipeline.Failure.Consequence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of a photo; every manifest line ends in exactly one.
 *
 * @param inspected what its file says of itself, as far as it could be read
 * @param scoredSize width and height of what was scored
 * @param made what its calls brought in, also when a later one failed
 * @param images what was written of it
 * @param failures why it is not done, and which steps it went on without
 * @param time when this became of it
 */
public record Outcome(
    Photo photo,
    Optional<InspectedPhoto> inspected,
    Status status,
    Optional<PixelSize> scoredSize,
    List<Made> made,
    List<WrittenImage> images,
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
    made = List.copyOf(made);
    images = List.copyOf(images);
    failures = List.copyOf(failures);
    boolean passed = failures.stream().allMatch(f -> f.consequence() == Consequence.PASSES);
    if ((status == Status.DONE) != passed) {
      throw new IllegalArgumentException("A photo is done exactly when nothing failed: " + photo);
    }
  }

  /** A photo that came to its end before its file was known. */
  static Outcome ofPhoto(Photo photo, Status status, Failure failure, Instant time) {
    return new Outcome(
        photo,
        Optional.empty(),
        status,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(failure),
        time);
  }

  /** A photo whose file is known but which was not worked on. */
  static Outcome ofInspected(InspectedPhoto photo, Status status, Failure failure, Instant time) {
    return new Outcome(
        photo.photo(),
        Optional.of(photo),
        status,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(failure),
        time);
  }

  public Money cost() {
    return Stream.concat(made.stream().map(Made::cost), failures.stream().map(Failure::cost))
        .reduce(Money.ZERO, Money::plus);
  }

  /** Calls sent for it, whatever came of them. */
  public int calls() {
    return made.stream().mapToInt(Made::calls).sum()
        + failures.stream().mapToInt(Failure::attempts).sum();
  }
}
