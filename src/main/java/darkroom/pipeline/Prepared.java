package darkroom.pipeline;

import darkroom.pipeline.Outcome.PixelSize;
import java.net.URI;

/** A photo made ready for a step's calls, or the reason why it is not. */
sealed interface Prepared {

  /** Staged, and to be read by the service at this URL. */
  record Ready(URI url, PixelSize size) implements Prepared {}

  record NotReady(Failure failure) implements Prepared {}
}
