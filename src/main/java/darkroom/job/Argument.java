package darkroom.job;

import java.io.Serializable;

/**
 * Where a parameter's value comes from. An image's is a location, such as a path or an {@code
 * oss://} URI, not a link.
 */
public sealed interface Argument extends Serializable {
  /** A value that the job file gives, as it is on the wire. */
  record Given(String value) implements Argument {}

  /** The value of a photo's field of this name in the manifest. */
  record Field(String name) implements Argument {}
}
