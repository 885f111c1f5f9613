package darkroom.storage;

import com.aliyun.oss.ClientBuilderConfiguration;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import com.aliyun.oss.common.auth.CredentialsProvider;
import darkroom.storage.oss.OssAddressing;
import darkroom.storage.oss.OssNetwork;
import darkroom.storage.oss.OssSignature;
import java.net.URI;
import java.time.Duration;

/**
 * The bucket that photos are staged in.
 *
 * @param endpoint of the store, without the bucket, as the API may reach it
 * @param region that the store stands in
 * @param addressing how the store wants to be told of the bucket
 * @param signature how requests and links are signed
 * @param network that one's own requests go over
 * @param prefix before every key, empty or ending in a slash
 * @param urlLifetime how long the service may read a staged photo by its URL
 */
public record StagingBucket(
    URI endpoint,
    String region,
    OssAddressing addressing,
    OssSignature signature,
    OssNetwork network,
    String bucket,
    String prefix,
    Duration urlLifetime) {

  private static final Duration PATIENCE_TO_CONNECT = Duration.ofSeconds(10);

  public StagingBucket {
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException(
          "Expected a staging prefix that ends in / but was " + prefix);
    }
  }

  /** A folder in it that no other run uses. */
  public StagingBucket ofRun(String runId) {
    return new StagingBucket(
        endpoint,
        region,
        addressing,
        signature,
        network,
        bucket,
        prefix + "run-" + runId + "/",
        urlLifetime);
  }

  /** The same address as one's own requests are to reach it, be it the store's or an object's. */
  public URI fromHere(URI address) {
    return switch (network) {
      case PUBLIC -> address;
      case INTERNAL -> new InternalNetwork(region).inside(address);
    };
  }

  /** The store's address inside the region, whichever network is used. */
  public URI inside() {
    return new InternalNetwork(region).inside(endpoint);
  }

  /** A client that signs links for the API, which the caller shuts down. */
  public OSS signer(CredentialsProvider keys) {
    return client(endpoint, keys);
  }

  /** A client for one's own requests, which the caller shuts down. */
  public OSS client(CredentialsProvider keys) {
    return client(fromHere(endpoint), keys);
  }

  private OSS client(URI address, CredentialsProvider keys) {
    ClientBuilderConfiguration configuration = new ClientBuilderConfiguration();
    configuration.setSupportCname(false);
    configuration.setSLDEnabled(addressing.isInPath(endpoint));
    configuration.setConnectionTimeout((int) PATIENCE_TO_CONNECT.toMillis());
    configuration.setSignatureVersion(signature.version());
    return OSSClientBuilder.create()
        .endpoint(address.toString())
        .credentialsProvider(keys)
        .clientConfiguration(configuration)
        .region(region)
        .build();
  }
}
