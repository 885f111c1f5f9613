package darkroom.studio;

import static darkroom.action.ApiError.INVALID_IMAGE_REGION;
import static darkroom.action.ApiError.INVALID_IMAGE_URL;

import darkroom.action.ByteSize;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the studio's own bucket or an allowed host holds, and nothing else. */
final class PermittedImages implements ImageSource {
  private static final Pattern OSS =
      Pattern.compile("(?:.*\\.)?oss-([a-z0-9-]+?)(?:-internal)?\\.aliyuncs\\.com");

  private final URI endpoint;
  private final ImageSource own;
  private final Set<String> allowedHosts;
  private final ImageSource remote;
  private final String region;

  /**
   * @param endpoint where the own bucket is reached
   * @param allowedHosts host names, each with or without a port
   * @param region the only one whose storage is read
   */
  PermittedImages(
      URI endpoint, ImageSource own, Set<String> allowedHosts, ImageSource remote, String region) {
    this.endpoint = endpoint;
    this.own = own;
    this.allowedHosts = Set.copyOf(allowedHosts);
    this.remote = remote;
    this.region = region;
  }

  @Override
  public Fetched fetch(URI uri, ByteSize cap) {
    if (isOwn(uri)) {
      return own.fetch(uri, cap);
    }
    if (allowedHosts.contains(uri.getHost()) || allowedHosts.contains(uri.getAuthority())) {
      return remote.fetch(uri, cap);
    }
    Matcher oss = OSS.matcher(uri.getHost().toLowerCase(Locale.ROOT));
    if (oss.matches() && !oss.group(1).equals(region)) {
      return Refusal.expected(
          INVALID_IMAGE_REGION,
          "an object in " + region,
          OwnBucketImages.place(uri),
          "in " + oss.group(1));
    }
    return Refusal.expected(
        INVALID_IMAGE_URL,
        "an object of this studio's bucket or of an allowed host",
        OwnBucketImages.place(uri),
        "on another");
  }

  private boolean isOwn(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return uri.getScheme().equalsIgnoreCase("http")
        && uri.getPort() == endpoint.getPort()
        && (host.equals(endpoint.getHost())
            || host.equals("localhost")
            || host.endsWith(".localhost"));
  }
}
