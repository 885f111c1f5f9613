package darkroom.studio.bucket;

import darkroom.studio.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request with its resource taken apart.
 *
 * @param bucket empty for the service itself
 * @param key decoded; empty for the bucket itself
 */
record BucketRequest(Request http, String bucket, String key, QueryString query) {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]|[^.]+");

  /** The service's own host names, under which no bucket is named. */
  private static final Pattern SERVICE = Pattern.compile("oss[.-].*");

  static BucketRequest of(Request http) {
    QueryString query = QueryString.parse(http.rawQuery());
    String path = http.rawPath().startsWith("/") ? http.rawPath().substring(1) : http.rawPath();
    String host = http.header("host").orElse("").replaceFirst(":\\d*$", "");
    if (!host.isEmpty() && !ADDRESS.matcher(host).matches() && !SERVICE.matcher(host).matches()) {
      String bucket = host.substring(0, host.indexOf('.'));
      return new BucketRequest(http, bucket, decode(path), query);
    }
    int slash = path.indexOf('/');
    String bucket = slash < 0 ? path : path.substring(0, slash);
    String key = slash < 0 ? "" : path.substring(slash + 1);
    return new BucketRequest(http, decode(bucket), decode(key), query);
  }

  /** The name that signatures give to the resource, decoded. */
  String resource() {
    return bucket.isEmpty() ? "/" : "/" + bucket + "/" + key;
  }

  Optional<String> header(String name) {
    return http.header(name);
  }

  boolean headerIsTrue(String name) {
    return header(name).orElse("").equalsIgnoreCase("true");
  }

  Overwrite overwrite() {
    return headerIsTrue("x-oss-forbid-overwrite") ? Overwrite.FORBIDDEN : Overwrite.ALLOWED;
  }

  RequestBody body() {
    return new RequestBody(http);
  }

  /** Decodes a path, in which a plus is a plus. */
  static String decode(String rawPath) {
    try {
      return URLDecoder.decode(rawPath.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refused.because(
          BucketError.INVALID_ARGUMENT, "Expected a percent-encoded path but was " + rawPath);
    }
  }
}
