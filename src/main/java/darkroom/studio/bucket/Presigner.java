package darkroom.studio.bucket;

import darkroom.wire.PercentEncoding;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;

/** Makes links to objects that whoever holds them may fetch for a while. */
public final class Presigner {
  private final String endpoint;
  private final String accessKeyId;
  private final String secret;
  private final Clock clock;

  private Presigner(String endpoint, String accessKeyId, String secret, Clock clock) {
    this.endpoint = endpoint;
    this.accessKeyId = accessKeyId;
    this.secret = secret;
    this.clock = clock;
  }

  /**
   * @param endpoint such as {@code http://127.0.0.1:9000}; buckets are part of the path
   */
  public static Presigner of(URI endpoint, String accessKeyId, String secret, Clock clock) {
    return new Presigner(endpoint.toString().replaceFirst("/+$", ""), accessKeyId, secret, clock);
  }

  /** A link in ASCII that is valid for that long, rounded up to the second. */
  public URI presignGet(String bucket, String key, Duration ttl) {
    Instant end = clock.instant().plus(ttl);
    long expires = end.getEpochSecond() + (end.getNano() > 0 ? 1 : 0);
    String resource = "/" + bucket + "/" + key;
    String stringToSign =
        SignatureV1.stringToSign(
            "GET",
            Collections.emptySortedMap(),
            Long.toString(expires),
            resource,
            new QueryString(Collections.emptySortedMap(), Set.of()));
    return URI.create(
        endpoint
            + PercentEncoding.encode(resource).replace("%2F", "/")
            + "?Expires="
            + expires
            + "&OSSAccessKeyId="
            + PercentEncoding.encode(accessKeyId)
            + "&Signature="
            + PercentEncoding.encode(SignatureV1.of(secret, stringToSign)));
  }
}
