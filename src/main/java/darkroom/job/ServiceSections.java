package darkroom.job;

import darkroom.action.Api;
import darkroom.action.SignatureScheme;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads a conf's sections on services: the API and the studio. */
final class ServiceSections {
  private static final String STUDIO = "studio";
  static final String WITH_STUDIO = "where api.endpoint is studio";
  private static final String WITHOUT_STUDIO = "where api.endpoint is not studio";

  private static final Pattern REGION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private ServiceSections() {}

  static ApiConf api(Fields conf, QuotaConf quota) {
    Fields api = conf.required("api").fields("endpoint", "signature", "region");
    Setting endpoint = api.required("endpoint");
    boolean embedded = endpoint.isText(STUDIO);
    if (!embedded) {
      conf.refuse(STUDIO, WITHOUT_STUDIO);
    } else {
      api.refuse("region", WITH_STUDIO);
    }
    return new ApiConf(
        embedded
            ? new ApiConf.Embedded(
                conf.read(STUDIO, s -> studio(s, quota), StudioConf.standard(quota)))
            : new ApiConf.Remote(uri(endpoint, "studio or a URL such as https://" + Api.ENDPOINT)),
        api.read("signature", value -> value.choice(SignatureScheme.byName()), ApiConf.SIGNATURE),
        api.read("region", matching("a region such as " + Api.REGION, REGION), Api.REGION));
  }

  private static StudioConf studio(Setting section, QuotaConf accountQuota) {
    StudioConf standard = StudioConf.standard(accountQuota);
    Fields studio = section.fields("port", "folder", "latency", "quota", "result_url_lifetime");
    return new StudioConf(
        studio.read("port", Quantity.count(0, StudioConf.HIGHEST_PORT), standard.port()),
        studio.read(
            "folder", value -> new StudioConf.Kept(value.text("a folder")), standard.folder()),
        studio.read("latency", Quantity::durationOrZero, standard.latency()),
        studio.read("quota", value -> ConfFile.quota(value, accountQuota), standard.quota()),
        studio.read("result_url_lifetime", Quantity::duration, standard.resultUrlLifetime()));
  }

  static Function<Setting, String> matching(String expected, Pattern pattern) {
    return value ->
        value.as(expected, text -> Optional.of(text).filter(t -> pattern.matcher(t).matches()));
  }

  static URI uri(Setting value, String expected) {
    return value.as(expected, ServiceSections::service);
  }

  /** A service's address: scheme, host and port, nothing else. */
  private static Optional<URI> service(String text) {
    try {
      return Optional.of(new URI(text.replaceFirst("/$", "")))
          .filter(uri -> "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
          .filter(uri -> uri.getHost() != null && uri.getUserInfo() == null)
          .filter(uri -> uri.getPath().isEmpty() && uri.getQuery() == null)
          .filter(uri -> uri.getFragment() == null);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
