package darkroom.storage.oss;

import java.io.IOException;

/** Asks whether there is an object of a pattern, which takes no list of all of them. */
public final class AnyObject {
  private AnyObject() {}

  /** Whether Beam would match anything by this {@code oss://} pattern. */
  public static boolean matches(String pattern, OssOptions options) throws IOException {
    return new OssFileSystem(OssSettings.from(options)).isAnyMatching(pattern);
  }
}
