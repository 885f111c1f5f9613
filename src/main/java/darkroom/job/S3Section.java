package darkroom.job;

import darkroom.job.StagingConf.Addressing;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads a conf's section on {@code s3://}. */
final class S3Section {
  static final String NAME = "s3";
  private static final String ENDPOINT = "endpoint";
  private static final Pattern REGION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private S3Section() {}

  static S3Conf read(Fields conf) {
    return conf.read(NAME, S3Section::section, new S3Conf.AsEnvironmentSays());
  }

  private static S3Conf section(Setting section) {
    Fields s3 = section.fields(ENDPOINT, "region", "path_style");
    Optional<String> region =
        s3.optional("region")
            .map(ServiceSections.matching("a region such as " + S3Conf.NO_REGION, REGION));
    Optional<Setting> endpoint = s3.optional(ENDPOINT);
    if (endpoint.isEmpty()) {
      s3.refuse("path_style", "without s3.endpoint");
      return region
          .<S3Conf>map(S3Conf.InRegion::new)
          .orElseThrow(() -> s3.problem("Expected an endpoint or a region in s3 but was neither"));
    }
    URI uri = ServiceSections.uri(endpoint.get(), "a URL such as https://s3.example.com");
    return new S3Conf.At(
        uri,
        region.orElse(S3Conf.NO_REGION),
        s3.read("path_style", S3Section::addressing, Addressing.of(uri)));
  }

  private static Addressing addressing(Setting value) {
    return value.choice(
        new TreeMap<>(Map.of("true", Addressing.PATH, "false", Addressing.VIRTUAL_HOST)));
  }
}
