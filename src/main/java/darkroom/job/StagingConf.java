package darkroom.job;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Where photos are put for the API to read.
 *
 * @param prefix what the names of staged photos begin with, always with a slash at its end
 * @param urlLifetime how long a link to a staged photo works
 * @param cleanup what becomes of staged photos
 */
public record StagingConf(
    Store store, String bucket, String prefix, Duration urlLifetime, Cleanup cleanup)
    implements Serializable {
  static final String STUDIO_BUCKET = "darkroom";
  static final String PREFIX = "darkroom/staging/";
  static final Signature SIGNATURE = Signature.V4;
  static final Cleanup CLEANUP = Cleanup.KEEP;
  static final Duration URL_LIFETIME = Duration.ofHours(1);

  /** What becomes of staged photos. */
  public enum Cleanup {
    /** They stay, so that the next run need not send them again. */
    KEEP,
    /** Those that a run has staged are deleted when it ends. */
    DELETE_AFTER_RUN,
    /** A rule of the bucket deletes them in time. */
    LIFECYCLE
  }

  /** Who keeps the bucket. */
  public sealed interface Store extends Serializable {}

  /** The studio that the run itself starts. */
  public record StudioStore() implements Store {}

  /**
   * An OSS service.
   *
   * @param endpoint its public address, which the API is given links of
   * @param network that photos and results travel over on this side
   */
  public record Oss(URI endpoint, Addressing addressing, Signature signature, Network network)
      implements Store {}

  /** How requests and links are signed. */
  public enum Signature {
    /** The old one, which accounts opened lately may not use. */
    V1,
    V4
  }

  /** Which of the vendor's networks is used. */
  public enum Network {
    PUBLIC,
    /** The one inside a region, which costs nothing and is reached from a VPC there only. */
    INTERNAL
  }

  /** How a bucket is named in a URL. */
  public enum Addressing {
    /** {@code endpoint/bucket/key}. */
    PATH,
    /** {@code bucket.endpoint/key}. */
    VIRTUAL_HOST;

    private static final Pattern NO_DOMAIN = Pattern.compile("localhost|[0-9.]+|\\[.*]");

    /** What an endpoint takes: a bucket's name needs a domain to stand before. */
    static Addressing of(URI endpoint) {
      return NO_DOMAIN.matcher(endpoint.getHost()).matches() ? PATH : VIRTUAL_HOST;
    }
  }

  public StagingConf {
    prefix = prefix.endsWith("/") ? prefix : prefix + "/";
  }

  static StagingConf inStudio(Duration urlLifetime) {
    return new StagingConf(new StudioStore(), STUDIO_BUCKET, PREFIX, urlLifetime, CLEANUP);
  }

  StagingConf servedAt(URI uri) {
    return store instanceof StudioStore
        ? new StagingConf(
            new Oss(uri, Addressing.PATH, SIGNATURE, Network.PUBLIC),
            bucket,
            prefix,
            urlLifetime,
            cleanup)
        : this;
  }
}
