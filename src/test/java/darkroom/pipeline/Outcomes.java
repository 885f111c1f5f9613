package darkroom.pipeline;

import darkroom.action.Actions;
import darkroom.action.ApiError.Remedy;
import darkroom.action.ByteSize;
import darkroom.action.Channels;
import darkroom.action.ImageFormat;
import darkroom.action.Money;
import darkroom.photo.Frames;
import darkroom.photo.Identity;
import darkroom.photo.Orientation;
import darkroom.photo.PhotoHeader;
import darkroom.pipeline.Failure.Consequence;
import darkroom.pipeline.Outcome.PixelSize;
import darkroom.pipeline.Outcome.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Outcomes for tests. */
final class Outcomes {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  static final Photo PHOTO =
      Photo.of("p1", "a, \"b\".jpg", "/night/a, \"b\".jpg", new Line("/night/m.jsonl", 7));
  static final InspectedPhoto INSPECTED =
      new InspectedPhoto(
          PHOTO,
          new Identity("sha256:abc"),
          ByteSize.bytes(1234),
          new PhotoHeader(
              ImageFormat.JPEG, 1600, 900, Channels.RGB, 8, Orientation.TURN_RIGHT, Frames.ONE));

  private Outcomes() {}

  /** All three scores, the sharpness after a lost answer. */
  static Outcome done() {
    return outcome(
        Status.DONE,
        List.of(
            made("AssessSharpness", 0.75, "R-1", 2, 1),
            made("AssessExposure", 0.5, "R-2", 1, 0),
            made("AssessComposition", 4.25, "R-3", 1, 0)),
        List.of());
  }

  /** A sharpness, and an exposure that was refused after a lost answer. */
  static Outcome halfDone() {
    return outcome(
        Status.FAILED,
        List.of(made("AssessSharpness", 0.75, "R-1", 1, 0)),
        List.of(
            new Failure(
                "score",
                Optional.of("AssessExposure"),
                "InvalidImage.Content",
                "not an image",
                new Failure.Sent(2, Optional.of("R-2"), 1, Money.ZERO),
                Remedy.REFUSED,
                Consequence.ENDS)));
  }

  /** A photo that was left for a later run. */
  static Outcome deferred() {
    return Outcome.ofInspected(
        INSPECTED, Status.DEFERRED, Stops.deferred(RunRecipe.STEP, "by hand"), NOON);
  }

  /** A score that was called for. */
  static Made made(String action, double score, String requestId, int calls, int lostAnswers) {
    return new Made(
        "score",
        action,
        action,
        Made.Origin.CALLED,
        requestId,
        calls,
        lostAnswers,
        Actions.named(action).orElseThrow().price().list(),
        Optional.of(score),
        Optional.empty());
  }

  /** A line that gave no photo. */
  static Outcome missing() {
    Failure failure =
        Failure.unpaid("InspectPhotos", "NotFound", "there is no such file", Remedy.REFUSED);
    return Outcome.ofPhoto(PHOTO, Status.FAILED, failure, NOON);
  }

  private static Outcome outcome(Status status, List<Made> made, List<Failure> failures) {
    return new Outcome(
        PHOTO,
        Optional.of(INSPECTED),
        status,
        Optional.of(new PixelSize(562, 999)),
        made,
        List.of(),
        failures,
        NOON);
  }
}
