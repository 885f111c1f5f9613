package darkroom.storage.oss;

import java.io.IOException;
import java.util.Optional;

/** Looks for one object of a pattern, which takes no list of all of them. */
public final class AnyObject {
  private AnyObject() {}

  /** One of those that Beam would match by this {@code oss://} pattern; empty if there is none. */
  public static Optional<String> of(String pattern, OssOptions options) throws IOException {
    return new OssFileSystem(OssSettings.from(options)).anyOf(pattern).map(Object::toString);
  }
}
