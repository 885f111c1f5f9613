package darkroom.storage.oss;

import com.aliyun.oss.ClientErrorCode;
import com.aliyun.oss.ClientException;
import com.aliyun.oss.OSSException;
import com.aliyun.oss.common.comm.RequestMessage;
import com.aliyun.oss.common.comm.ResponseMessage;
import com.aliyun.oss.common.comm.RetryStrategy;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Sends again what got no answer, or one that says the store is busy.
 *
 * <p>The client's own strategy leaves out every POST. Those sent here may all be sent twice: where
 * an upload is completed twice, {@link Upload} finds that it is.
 */
final class Retrying extends RetryStrategy {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  private final RandomGenerator random;

  Retrying(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public boolean shouldRetry(
      Exception failure, RequestMessage request, ResponseMessage response, int retries) {
    if (failure instanceof ClientException lost) {
      return !lost.getErrorCode().equals(ClientErrorCode.NONREPEATABLE_REQUEST);
    }
    boolean busy =
        response != null
            && (response.getStatusCode() >= 500 && response.getStatusCode() != 501
                || response.getStatusCode() == 429);
    return failure instanceof OSSException && busy;
  }

  /** Full jitter, so that many workers do not come back at once. */
  @Override
  public long getPauseDelay(int retries) {
    return random.nextLong(FIRST_PAUSE.toMillis() << (retries - 1)) + 1;
  }
}
