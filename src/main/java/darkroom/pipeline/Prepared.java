package darkroom.pipeline;

import darkroom.pipeline.Outcome.PixelSize;
import java.net.URI;
import java.util.Optional;

/** A picture made ready for a step's calls, or the reason why it is not. */
sealed interface Prepared {

  /**
   * To be read by the service at this URL.
   *
   * @param route how it came there
   */
  record Ready(URI url, PixelSize size, Route route) implements Prepared {
    /** The picture that was made ready, where the service reads the user's own file of it. */
    Optional<Working> inPlace(Working picture) {
      return route == Route.IN_PLACE ? Optional.of(picture) : Optional.empty();
    }
  }

  /** It is not sent. */
  record NotReady(Failure failure) implements Prepared {}

  /** How the service comes to a picture. */
  enum Route {
    /** By the link that the service gave to its own result. */
    RESULT_LINK,
    /** Where it lies already, in a bucket of the service's region. */
    IN_PLACE,
    /** Copied into the staging bucket. */
    STAGED
  }
}
