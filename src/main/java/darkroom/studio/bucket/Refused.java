package darkroom.studio.bucket;

import java.util.Map;

/** A request that the bucket refuses; the service turns it into the error's answer. */
public final class Refused extends RuntimeException {
  private final BucketError error;
  private final transient Map<String, String> headers;

  private Refused(BucketError error, String message, Map<String, String> headers) {
    // The answer tells all there is to know, and a refusal costs no stack trace.
    super(message, null, false, false);
    this.error = error;
    this.headers = headers;
  }

  public static Refused because(BucketError error) {
    return new Refused(error, error.message(), Map.of());
  }

  public static Refused because(BucketError error, String message) {
    return new Refused(error, message, Map.of());
  }

  static Refused because(BucketError error, Map<String, String> headers) {
    return new Refused(error, error.message(), headers);
  }

  public BucketError error() {
    return error;
  }

  /** Headers that the answer carries beside the error. */
  Map<String, String> headers() {
    return headers;
  }
}
