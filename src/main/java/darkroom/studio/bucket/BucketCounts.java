package darkroom.studio.bucket;

import java.util.Map;

/**
 * How often the bucket was asked what, by requests that carried a right signature.
 *
 * @param requests by what was asked of which bucket, whatever the answer
 * @param downloaded the bytes of content in the answers to gets, by bucket
 */
public record BucketCounts(Map<Asked, Long> requests, Map<String, Long> downloaded) {

  /**
   * One kind of request.
   *
   * @param bucket empty where all buckets were meant
   */
  public record Asked(BucketCall call, String bucket) {}

  public BucketCounts {
    requests = Map.copyOf(requests);
    downloaded = Map.copyOf(downloaded);
  }

  public long of(BucketCall call, String bucket) {
    return requests.getOrDefault(new Asked(call, bucket), 0L);
  }

  /** Over all buckets. */
  public long of(BucketCall call) {
    return requests.entrySet().stream()
        .filter(entry -> entry.getKey().call() == call)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  public long bytesDownloaded(String bucket) {
    return downloaded.getOrDefault(bucket, 0L);
  }

  public long total() {
    return requests.values().stream().mapToLong(Long::longValue).sum();
  }
}
