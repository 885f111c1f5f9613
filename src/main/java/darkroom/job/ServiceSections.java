package darkroom.job;

import darkroom.action.Api;
import darkroom.action.SignatureScheme;
import darkroom.job.StagingConf.Addressing;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads a conf's sections on services: the API, its credentials, staging and the studio. */
final class ServiceSections {
  private static final String STUDIO = "studio";
  private static final String WITH_STUDIO = "where api.endpoint is studio";
  private static final String WITHOUT_STUDIO = "where api.endpoint is not studio";

  private static final Pattern REGION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /** OSS's rule for names of buckets. */
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");

  /** Names that stay as they are in a link, which must be ASCII for the API. */
  private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9._-]+/)*[A-Za-z0-9._-]+/?");

  private ServiceSections() {}

  static ApiConf api(Fields conf, QuotaConf quota) {
    Fields api = conf.required("api").fields("endpoint", "signature", "region");
    Setting endpoint = api.required("endpoint");
    boolean embedded = endpoint.isText(STUDIO);
    if (!embedded) {
      conf.refuse(STUDIO, WITHOUT_STUDIO);
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

  static CredentialsConf credentials(Fields conf, ApiConf api) {
    boolean embedded = api.endpoint() instanceof ApiConf.Embedded;
    if (embedded && conf.optional("credentials").isEmpty()) {
      return new CredentialsConf.Studio();
    }
    Fields credentials = conf.required("credentials").fields("source", "file", "profile");
    Setting source = credentials.required("source");
    Source chosen = source.choice(Source.byName());
    if (embedded && chosen != Source.STUDIO) {
      throw source.problem(
          "Expected studio for credentials.source " + WITH_STUDIO + " but was " + source.shown());
    }
    if (chosen != Source.FILE) {
      credentials.refuse("file", "where credentials.source is not file");
      credentials.refuse("profile", "where credentials.source is not file");
    }
    return switch (chosen) {
      case ENVIRONMENT -> new CredentialsConf.Environment();
      case STUDIO -> new CredentialsConf.Studio();
      case FILE ->
          new CredentialsConf.ProfileFile(
              credentials.read(
                  "file", value -> value.text("a file"), CredentialsConf.ProfileFile.FILE),
              credentials.read(
                  "profile",
                  value -> value.text("the name of a profile"),
                  CredentialsConf.ProfileFile.PROFILE));
    };
  }

  static StagingConf staging(Fields conf, ApiConf api) {
    boolean embedded = api.endpoint() instanceof ApiConf.Embedded;
    StagingConf standard = StagingConf.inStudio();
    if (embedded && conf.optional("staging").isEmpty()) {
      return standard;
    }
    Fields staging =
        conf.required("staging")
            .fields("endpoint", "bucket", "prefix", "addressing", "url_lifetime");
    String bucket = "a bucket's name of 3 to 63 lower-case letters, digits and dashes";
    return new StagingConf(
        embedded ? studioStore(staging) : oss(staging),
        embedded
            ? staging.read("bucket", matching(bucket, BUCKET), standard.bucket())
            : matching(bucket, BUCKET).apply(staging.required("bucket")),
        staging.read(
            "prefix", matching("a folder of ASCII letters and digits", PREFIX), standard.prefix()),
        staging.read("url_lifetime", Quantity::duration, standard.urlLifetime()));
  }

  private static StagingConf.Store studioStore(Fields staging) {
    staging.refuse("endpoint", WITH_STUDIO);
    staging.refuse("addressing", WITH_STUDIO);
    return new StagingConf.StudioStore();
  }

  private static StagingConf.Store oss(Fields staging) {
    URI endpoint =
        uri(
            staging.required("endpoint"),
            "a URL such as https://oss-" + Api.REGION + ".aliyuncs.com");
    Map<String, Addressing> choices = new TreeMap<>();
    for (Addressing addressing : Addressing.values()) {
      choices.put(addressing.name().toLowerCase(Locale.ROOT).replace('_', '-'), addressing);
    }
    return new StagingConf.Oss(
        endpoint,
        staging.read("addressing", value -> value.choice(choices), Addressing.of(endpoint)));
  }

  private static Function<Setting, String> matching(String expected, Pattern pattern) {
    return value ->
        value.as(expected, text -> Optional.of(text).filter(t -> pattern.matcher(t).matches()));
  }

  private static URI uri(Setting value, String expected) {
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

  private enum Source {
    ENVIRONMENT,
    FILE,
    STUDIO;

    static Map<String, Source> byName() {
      Map<String, Source> names = new TreeMap<>();
      for (Source source : values()) {
        names.put(source.name().toLowerCase(Locale.ROOT), source);
      }
      return names;
    }
  }
}
