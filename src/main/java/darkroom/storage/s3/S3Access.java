package darkroom.storage.s3;

import java.net.URI;
import org.apache.beam.sdk.io.aws2.options.S3ClientBuilderFactory;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.io.aws2.s3.DefaultS3ClientBuilderFactory;
import org.apache.beam.sdk.options.PipelineOptions;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/**
 * Tells Beam where {@code s3://} is. Keys come from the vendor's own chain of places: environment,
 * profile, or the machine's role.
 */
public final class S3Access {
  private S3Access() {}

  /** The vendor's service in a region. */
  public static void inRegion(PipelineOptions options, String region) {
    options.as(S3Options.class).setAwsRegion(Region.of(region));
  }

  /** Another service of the same protocol. */
  public static void at(
      PipelineOptions options,
      URI endpoint,
      String region,
      Class<? extends S3ClientBuilderFactory> clients) {
    inRegion(options, region);
    S3Options s3 = options.as(S3Options.class);
    s3.setEndpoint(endpoint);
    s3.setS3ClientFactoryClass(clients);
  }

  /** A client of the store that Beam is told of, which the caller closes. */
  public static S3Client client(PipelineOptions options) {
    S3Options s3 = options.as(S3Options.class);
    try {
      return s3.getS3ClientFactoryClass()
          .getDeclaredConstructor()
          .newInstance()
          .createBuilder(s3)
          .build();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "Expected a class with a public constructor without arguments but was "
              + s3.getS3ClientFactoryClass(),
          e);
    }
  }

  /** Clients that name the bucket in the path. */
  public static final class InPath implements S3ClientBuilderFactory {
    @Override
    public S3ClientBuilder createBuilder(S3Options options) {
      return compatible(options, S3Configuration.builder().pathStyleAccessEnabled(true));
    }
  }

  /** Clients that name the bucket before the host. */
  public static final class BeforeHost implements S3ClientBuilderFactory {
    @Override
    public S3ClientBuilder createBuilder(S3Options options) {
      return compatible(options, S3Configuration.builder());
    }
  }

  /** Other stores do not know the vendor's signed chunks; its checksums this client never sends. */
  private static S3ClientBuilder compatible(S3Options options, S3Configuration.Builder service) {
    return new DefaultS3ClientBuilderFactory()
        .createBuilder(options)
        .serviceConfiguration(service.chunkedEncodingEnabled(false).build());
  }
}
