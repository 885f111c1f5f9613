package darkroom.pipeline;

import darkroom.action.Action;
import darkroom.ledger.CallKey;
import darkroom.pipeline.Outcome.PixelSize;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The result that a step needs.
 *
 * @param key names it in the ledger
 * @param sending makes the call ready to be sent, which is only done where the result is not there
 *     yet
 */
record Request(
    String step,
    Action action,
    RecalledPhoto photo,
    CallKey key,
    Supplier<CompletableFuture<Sendable>> sending) {

  /** Of the manifest's photo, which the call is made for. */
  String identity() {
    return photo.photo().identity().value();
  }

  /** A call that is ready to be sent, or why it is not. */
  sealed interface Sendable {
    /**
     * With these arguments.
     *
     * @param size of the picture as it is sent
     * @param inPlace the picture, where the service reads it in a bucket of the user's
     * @param otherwise how it may be sent where the service cannot read the links
     */
    record Arguments(
        SortedMap<String, String> arguments,
        PixelSize size,
        Optional<Working> inPlace,
        Optional<Supplier<CompletableFuture<Sendable>>> otherwise)
        implements Sendable {}

    /** It cannot be sent. */
    record Nothing(Failure failure) implements Sendable {}
  }
}
