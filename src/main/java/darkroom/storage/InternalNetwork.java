package darkroom.storage;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The vendor's network inside a region, by which the object service is reached from a VPC there,
 * free of charge.
 *
 * <p>The API is never given one of its addresses: from where its machines stand nobody has promised
 * that they work. No scheme of signing covers the host, so a link may change its network on the
 * way.
 */
public record InternalNetwork(String region) {
  /**
   * The same object inside the network; a link to elsewhere, or one that is inside already, as it
   * is.
   */
  public URI inside(URI link) {
    String service = "oss-" + region;
    Pattern host =
        Pattern.compile(
            "(//(?:[a-z0-9-]+\\.)?" + Pattern.quote(service) + ")(?=\\.aliyuncs\\.com(?:[:/?]|$))");
    Matcher found = host.matcher(link.toString());
    return found.find() && found.start() == link.getScheme().length() + 1
        ? URI.create(found.replaceFirst("$1-internal"))
        : link;
  }
}
