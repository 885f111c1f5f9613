package darkroom.storage.oss;

import darkroom.action.ByteSize;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * How the object store is reached, checked.
 *
 * @param retries of one request at most
 * @param partSize of an upload's first parts
 * @param copyPartSize over which an object is copied in parts of this size
 * @param readAhead the most that one request reads
 * @param threads requests under way at once
 */
record OssSettings(
    URI endpoint,
    String region,
    OssSignature signature,
    OssAddressing addressing,
    Duration connectTimeout,
    Duration readTimeout,
    int retries,
    ByteSize partSize,
    ByteSize copyPartSize,
    ByteSize readAhead,
    int threads,
    KeySource keySource) {

  /** The least that a part but the last may be: the manual's 100 KB. */
  private static final ByteSize LEAST_PART = ByteSize.bytes(100 * 1024);

  /** Parts are held in memory, and one that doubles five times must fit into an array. */
  private static final ByteSize LARGEST_PART = ByteSize.megabytes("32");

  private static final ByteSize LARGEST_COPY = ByteSize.megabytes("5120");
  private static final ByteSize LEAST_READ = ByteSize.bytes(1);
  private static final ByteSize LARGEST_READ = ByteSize.megabytes("256");

  /** Where access keys come from. */
  record KeySource(Class<? extends OssCredentialsFactory> factory, Map<String, String> arguments) {
    KeySource {
      arguments = Map.copyOf(arguments);
    }
  }

  OssSettings {
    if (endpoint.getHost() == null) {
      throw new IllegalArgumentException(
          "Expected a URL with a host for --ossEndpoint but was " + endpoint);
    }
    checkBetween("--ossPartSizeBytes", LEAST_PART, partSize, LARGEST_PART);
    checkBetween("--ossCopyPartSizeBytes", LEAST_PART, copyPartSize, LARGEST_COPY);
    checkBetween("--ossReadAheadBytes", LEAST_READ, readAhead, LARGEST_READ);
    checkPositive("--ossConnectTimeout", connectTimeout);
    checkPositive("--ossReadTimeout", readTimeout);
    if (retries < 0) {
      throw new IllegalArgumentException("Expected at least 0 for --ossRetries but was " + retries);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("Expected at least 1 for --ossThreads but was " + threads);
    }
  }

  static OssSettings from(OssOptions options) {
    return new OssSettings(
        endpoint(options),
        options.getOssRegion(),
        options.getOssSignature(),
        options.getOssAddressing(),
        options.getOssConnectTimeout(),
        options.getOssReadTimeout(),
        options.getOssRetries(),
        ByteSize.bytes(options.getOssPartSizeBytes()),
        ByteSize.bytes(options.getOssCopyPartSizeBytes()),
        ByteSize.bytes(options.getOssReadAheadBytes()),
        options.getOssThreads(),
        new KeySource(options.getOssCredentialsFactory(), options.getOssCredentialsArguments()));
  }

  private static URI endpoint(OssOptions options) {
    String region = options.getOssRegion();
    return switch (options.getOssNetwork()) {
      case PUBLIC -> uri(options.getOssEndpoint(), "oss-" + region + ".aliyuncs.com");
      case INTERNAL ->
          uri(options.getOssInternalEndpoint(), "oss-" + region + "-internal.aliyuncs.com");
    };
  }

  private static URI uri(String given, String standard) {
    String endpoint = given.isBlank() ? standard : given;
    try {
      return URI.create(endpoint.contains("://") ? endpoint : "https://" + endpoint);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Expected a URL for --ossEndpoint but was " + endpoint, e);
    }
  }

  private static void checkBetween(String option, ByteSize least, ByteSize size, ByteSize most) {
    if (size.compareTo(least) < 0 || size.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "Expected " + least + " to " + most + " for " + option + " but was " + size);
    }
  }

  private static void checkPositive(String option, Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "Expected more than no time for " + option + " but was " + timeout);
    }
  }
}
