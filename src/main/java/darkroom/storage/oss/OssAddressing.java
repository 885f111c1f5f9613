package darkroom.storage.oss;

import java.net.URI;
import java.util.regex.Pattern;

/** How a bucket is named in a URL. */
public enum OssAddressing {
  /** In the path where the endpoint is an IP address or localhost, before the host otherwise. */
  AUTO,
  /** {@code endpoint/bucket/key}. */
  PATH,
  /** {@code bucket.endpoint/key}. */
  VIRTUAL_HOST;

  private static final Pattern NO_DOMAIN = Pattern.compile("localhost|[0-9.]+|\\[.*]");

  /** Whether the bucket stands in the path of URLs at this endpoint. */
  public boolean isInPath(URI endpoint) {
    return switch (this) {
      case AUTO -> NO_DOMAIN.matcher(endpoint.getHost()).matches();
      case PATH -> true;
      case VIRTUAL_HOST -> false;
    };
  }
}
