package darkroom.pipeline;

import darkroom.pipeline.Failure.Consequence;
import darkroom.pipeline.Outcome.PixelSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a photo has come on its way.
 *
 * @param now the picture it is
 * @param source which step made that picture; empty while it is the manifest's
 * @param actions what was done to it, each with its request id, in order
 */
record Walked(
    Working now,
    Optional<Source> source,
    Optional<PixelSize> scoredSize,
    List<String> actions,
    List<Made> made,
    List<WrittenImage> images,
    List<Failure> failures) {

  /**
   * Where a picture comes from.
   *
   * @param step that made it
   * @param ordinal from 1 where the step made several; 0 where it made one
   */
  record Source(String step, int ordinal) {}

  Walked {
    actions = List.copyOf(actions);
    made = List.copyOf(made);
    images = List.copyOf(images);
    failures = List.copyOf(failures);
  }

  static Walked start(Working photo) {
    return new Walked(
        photo, Optional.empty(), Optional.empty(), List.of(), List.of(), List.of(), List.of());
  }

  boolean ended() {
    return failures.stream().anyMatch(f -> f.consequence() != Consequence.PASSES);
  }

  Walked with(Failure failure) {
    return new Walked(now, source, scoredSize, actions, made, images, and(failures, failure));
  }

  Walked with(WrittenImage image) {
    return new Walked(now, source, scoredSize, actions, made, and(images, image), failures);
  }

  Walked with(Made more) {
    return new Walked(now, source, scoredSize, actions, and(made, more), images, failures);
  }

  Walked scoredAt(PixelSize size) {
    return new Walked(now, source, Optional.of(size), actions, made, images, failures);
  }

  /** The picture became another one. */
  Walked became(Working picture, Source by, String did) {
    return new Walked(
        picture, Optional.of(by), scoredSize, and(actions, did), made, images, failures);
  }

  private static <T> List<T> and(List<T> list, T more) {
    List<T> longer = new ArrayList<>(list);
    longer.add(more);
    return longer;
  }
}
