package darkroom.client;

/**
 * What one action's calls came to so far.
 *
 * @param sent requests, retries and throttled ones among them
 * @param completed calls that were done or submitted
 * @param throttled requests that the service refused because there were too many
 * @param retried requests sent again for another reason than throttling
 * @param answersLost requests that may have been billed although no answer tells so
 */
public record CallCounts(
    long sent, long completed, long throttled, long retried, long answersLost) {
  static final CallCounts NONE = new CallCounts(0, 0, 0, 0, 0);
}
