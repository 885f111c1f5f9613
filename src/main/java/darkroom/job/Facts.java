package darkroom.job;

import java.util.Optional;

/** What is known about a photo. */
public interface Facts {
  /**
   * The fact of a name that conditions use, such as {@code sharpness}; empty where it is not known
   * (yet).
   */
  Optional<Fact> fact(String name);
}
