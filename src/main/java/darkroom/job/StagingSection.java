package darkroom.job;

import darkroom.job.StagingConf.Addressing;
import darkroom.job.StagingConf.Cleanup;
import darkroom.job.StagingConf.Network;
import darkroom.job.StagingConf.Signature;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads a conf's section on staging. */
final class StagingSection {
  /** OSS's rule for names of buckets. */
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");

  /** Names that stay as they are in a link, which must be ASCII for the API. */
  private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9._-]+/)*[A-Za-z0-9._-]+/?");

  private static final Pattern INTERNAL = Pattern.compile("(oss-.+)-internal(\\.aliyuncs\\.com)");

  private final ApiConf api;
  private final LinkWait wait;

  private StagingSection(ApiConf api, LinkWait wait) {
    this.api = api;
    this.wait = wait;
  }

  /**
   * Reads the section.
   *
   * @param wait how long a link may have to wait for its call's last attempt
   */
  static StagingConf read(Fields conf, ApiConf api, LinkWait wait) {
    return new StagingSection(api, wait).read(conf);
  }

  private StagingConf read(Fields conf) {
    if (wait.longest().compareTo(Quantity.LONGEST) > 0) {
      throw conf.problem(
          String.format(
              "Expected that links to photos need to live %s at most, as OSS allows, but %s; lower"
                  + " lanes.in_flight",
              Quantity.written(Quantity.LONGEST), wait.reason()));
    }
    boolean embedded = api.endpoint() instanceof ApiConf.Embedded;
    StagingConf standard = StagingConf.inStudio(wait.orLonger(StagingConf.URL_LIFETIME));
    if (embedded && conf.optional("staging").isEmpty()) {
      return standard;
    }
    Fields staging =
        conf.required("staging")
            .fields(
                "endpoint",
                "internal",
                "bucket",
                "prefix",
                "addressing",
                "signature",
                "url_lifetime",
                "cleanup");
    String bucket = "a bucket's name of 3 to 63 lower-case letters, digits and dashes";
    return new StagingConf(
        embedded ? studioStore(staging) : oss(staging),
        embedded
            ? staging.read("bucket", ServiceSections.matching(bucket, BUCKET), standard.bucket())
            : ServiceSections.matching(bucket, BUCKET).apply(staging.required("bucket")),
        staging.read(
            "prefix",
            ServiceSections.matching("a folder of ASCII letters and digits", PREFIX),
            standard.prefix()),
        staging.read("url_lifetime", this::lifetime, standard.urlLifetime()),
        staging.read("cleanup", value -> value.choice(Cleanup.class), standard.cleanup()));
  }

  private Duration lifetime(Setting value) {
    Duration lifetime = Quantity.duration(value);
    if (lifetime.compareTo(wait.longest()) < 0) {
      throw value.problem(
          String.format(
              "Expected at least %s for staging.url_lifetime, because %s, but was %s",
              Quantity.written(wait.longest()), wait.reason(), value.shown()));
    }
    return lifetime;
  }

  private static StagingConf.Store studioStore(Fields staging) {
    for (String key : new String[] {"endpoint", "internal", "addressing", "signature"}) {
      staging.refuse(key, ServiceSections.WITH_STUDIO);
    }
    return new StagingConf.StudioStore();
  }

  private StagingConf.Store oss(Fields staging) {
    Setting where = staging.required("endpoint");
    URI endpoint = ServiceSections.uri(where, "a URL such as https://" + publicHost());
    if (INTERNAL.matcher(endpoint.getHost()).matches()) {
      // The API gets links with this host, and the network of its machines is not one's own.
      throw where.problem(
          String.format(
              "Expected the public address for staging.endpoint, beside internal: true, but was %s",
              where.shown()));
    }
    return new StagingConf.Oss(
        endpoint,
        staging.read(
            "addressing", value -> value.choice(Addressing.class), Addressing.of(endpoint)),
        staging.read(
            "signature",
            value -> value.choice(new TreeMap<>(Map.of("V1", Signature.V1, "V4", Signature.V4))),
            StagingConf.SIGNATURE),
        staging.read("internal", value -> network(value, endpoint), Network.PUBLIC));
  }

  private Network network(Setting value, URI endpoint) {
    Network network = value.flag() ? Network.INTERNAL : Network.PUBLIC;
    if (network == Network.INTERNAL && !endpoint.getHost().equals(publicHost())) {
      throw value.problem(
          String.format(
              "Expected https://%s for staging.endpoint where staging.internal is true but was %s",
              publicHost(), endpoint));
    }
    return network;
  }

  private String publicHost() {
    return "oss-" + api.region() + ".aliyuncs.com";
  }
}
