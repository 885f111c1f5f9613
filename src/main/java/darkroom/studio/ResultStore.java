package darkroom.studio;

import darkroom.studio.operation.Picture;
import java.net.URI;

/** Keeps what operations make. */
@FunctionalInterface
public interface ResultStore {
  /** Stores a picture and answers with a signed link to it, which expires. */
  URI put(Picture picture);
}
