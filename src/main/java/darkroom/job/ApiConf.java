package darkroom.job;

import darkroom.action.SignatureScheme;
import java.io.Serializable;
import java.net.URI;

/** Where the API is and how calls to it are signed. */
public record ApiConf(Endpoint endpoint, SignatureScheme signature, String region)
    implements Serializable {
  static final SignatureScheme SIGNATURE = SignatureScheme.ACS3;

  /** Where calls go. */
  public sealed interface Endpoint extends Serializable {}

  /** A studio that the run itself starts. */
  public record Embedded(StudioConf studio) implements Endpoint {}

  /** A service at an address, be it the API's or a studio's. */
  public record Remote(URI uri) implements Endpoint {}

  /** The address calls go to, which an embedded studio has once it is started. */
  public URI uri() {
    if (endpoint instanceof Remote remote) {
      return remote.uri();
    }
    throw new IllegalStateException(
        "Expected the address of a service but was a studio that is not started");
  }

  ApiConf servedAt(URI uri) {
    return new ApiConf(new Remote(uri), signature, region);
  }
}
