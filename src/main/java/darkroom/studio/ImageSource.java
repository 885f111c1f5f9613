package darkroom.studio;

import darkroom.action.ByteSize;
import java.net.URI;

/** Where the images that requests link to are read. */
@FunctionalInterface
public interface ImageSource {
  /** An image's bytes, or why there are none. */
  sealed interface Fetched permits Image, Refusal {}

  /** An encoded image; images are never compared. */
  @SuppressWarnings("ArrayRecordComponent")
  record Image(byte[] bytes) implements Fetched {}

  /**
   * Reads an image, and never more than {@code cap} and one byte of it; a longer one is refused as
   * too large. What it says never holds the link's query, where signatures are.
   */
  Fetched fetch(URI uri, ByteSize cap);
}
