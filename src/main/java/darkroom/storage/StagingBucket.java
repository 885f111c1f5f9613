package darkroom.storage;

import java.net.URI;
import java.time.Duration;

/**
 * The bucket that photos are staged in.
 *
 * @param endpoint of the store, without the bucket
 * @param naming how the store wants to be told of the bucket
 * @param prefix before every key, empty or ending in a slash
 * @param urlLifetime how long the service may read a staged photo by its URL
 */
public record StagingBucket(
    URI endpoint, Naming naming, String bucket, String prefix, Duration urlLifetime) {

  /** How a bucket is named in a URL. */
  public enum Naming {
    IN_PATH,
    IN_HOST
  }

  public StagingBucket {
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException(
          "Expected a staging prefix that ends in / but was " + prefix);
    }
  }
}
