package darkroom.storage.oss;

import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;

/**
 * What a pipeline counts of its use of the store.
 *
 * <p>Beam counts on its own threads only, so the figures are handed over by whoever calls.
 */
final class OssMetrics {
  static final String NAMESPACE = "oss";

  private static final Counter REQUESTS = Metrics.counter(NAMESPACE, "requests");
  private static final Counter BYTES_READ = Metrics.counter(NAMESPACE, "bytes_read");
  private static final Counter BYTES_WRITTEN = Metrics.counter(NAMESPACE, "bytes_written");

  private final OssRequests requests;

  OssMetrics(OssRequests requests) {
    this.requests = requests;
  }

  void countRequests() {
    long sent = requests.takeCount();
    if (sent > 0) {
      REQUESTS.inc(sent);
    }
  }

  /** Counts bytes each time they are handed to a reader, however often they had to be fetched. */
  void countRead(long bytes) {
    BYTES_READ.inc(bytes);
  }

  void countWritten(long bytes) {
    BYTES_WRITTEN.inc(bytes);
  }
}
