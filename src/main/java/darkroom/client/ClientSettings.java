package darkroom.client;

import darkroom.action.Rate;
import darkroom.action.SignatureScheme;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * Where a client calls, how it signs, how fast it goes and how patient it is.
 *
 * @param endpoint scheme, host and port of the service
 * @param ratesByAction by the action's wire name
 * @param defaultRate of each action that has no rate of its own
 */
public record ClientSettings(
    URI endpoint,
    SignatureScheme scheme,
    Map<String, Rate> ratesByAction,
    Rate defaultRate,
    RetryPolicy retry) {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  public ClientSettings {
    boolean bare =
        SCHEMES.contains(String.valueOf(endpoint.getScheme()))
            && endpoint.getHost() != null
            && endpoint.getRawUserInfo() == null
            && endpoint.getRawQuery() == null
            && endpoint.getRawFragment() == null
            && (endpoint.getRawPath().isEmpty() || endpoint.getRawPath().equals("/"));
    if (!bare) {
      throw new IllegalArgumentException(
          "Expected http:// or https:// with a host and nothing after it for endpoint but was "
              + endpoint.toString().replaceFirst("//[^/@]*@", "//" + Redaction.MASK + "@"));
    }
    ratesByAction = Map.copyOf(ratesByAction);
  }

  Rate rateOf(String action) {
    return ratesByAction.getOrDefault(action, defaultRate);
  }
}
