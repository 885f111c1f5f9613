package darkroom.storage.oss;

import com.aliyun.oss.ClientException;
import com.aliyun.oss.InconsistentException;
import com.aliyun.oss.OSSErrorCode;
import com.aliyun.oss.OSSException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.util.Map;

/** Says in one sentence what went wrong with a request, and what a person can do about it. */
final class OssFailures {
  static final String NO_SUCH_UPLOAD = OSSErrorCode.NO_SUCH_UPLOAD;
  static final String INVALID_RANGE = OSSErrorCode.INVALID_RANGE;
  static final String FILE_EXISTS = "FileAlreadyExists";

  private static final String NO_RIGHT = "give this access key the right to do so";
  private static final String WRONG_KEY = "correct the access key";

  /** What to do, by the store's code. */
  private static final Map<String, String> ADVICE =
      Map.ofEntries(
          Map.entry(
              OSSErrorCode.NO_SUCH_BUCKET,
              "create the bucket, or correct its name or the endpoint's region"),
          Map.entry(OSSErrorCode.ACCESS_DENIED, NO_RIGHT),
          Map.entry(OSSErrorCode.ACCESS_FORBIDDEN, NO_RIGHT),
          Map.entry("InvalidAccessKeyId", WRONG_KEY),
          Map.entry("SignatureDoesNotMatch", WRONG_KEY + "'s secret or the region"),
          Map.entry("InvalidSecurityToken", "take the token that belongs to the access key"),
          Map.entry("SecurityTokenExpired", "renew the temporary access key"),
          Map.entry("RequestTimeTooSkewed", "set this machine's clock"),
          Map.entry(OSSErrorCode.PRECONDITION_FAILED, "it was changed meanwhile, so run again"),
          Map.entry("EntityTooLarge", "set a lower --ossCopyPartSizeBytes"),
          Map.entry("Throttling", "run with fewer --ossThreads"),
          Map.entry("QpsLimitExceeded", "run with fewer --ossThreads"));

  private final URI endpoint;

  OssFailures(URI endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * The failure of a request.
   *
   * @param purpose what it was to do, such as {@code read}
   */
  IOException of(String purpose, OssResourceId id, RuntimeException failure) {
    if (failure instanceof OSSException refused) {
      return refusal(purpose, id, refused);
    }
    if (failure instanceof ClientException lost) {
      String code = lost.getErrorCode();
      return new OssException(
          code,
          expected(purpose, id)
              + endpoint
              + " did not answer ("
              + code
              + "): check the endpoint and the network",
          lost);
    }
    if (failure instanceof InconsistentException corrupt) {
      return new OssException(
          "Inconsistent",
          expected(purpose, id)
              + "the store took in other bytes than were sent (request "
              + corrupt.getRequestId()
              + "): run again");
    }
    throw failure;
  }

  // The SDK's own exception is not kept as the cause: of a wrong signature it holds what was
  // signed.
  private static IOException refusal(String purpose, OssResourceId id, OSSException refused) {
    String code = refused.getErrorCode();
    String request = " (request " + refused.getRequestId() + ")";
    if (code.equals(OSSErrorCode.NO_SUCH_KEY)) {
      return new FileNotFoundException(expected(purpose, id) + "there is no such object" + request);
    }
    if (code.equals(FILE_EXISTS)) {
      return new FileAlreadyExistsException(
          id.toString(), null, "Expected no such object but there is one" + request);
    }
    String advice = ADVICE.containsKey(code) ? ": " + ADVICE.get(code) : "";
    return new OssException(
        code, expected(purpose, id) + "the store answered " + code + request + advice);
  }

  static boolean isCoded(IOException failure, String code) {
    return failure instanceof OssException coded && coded.code().equals(code);
  }

  private static String expected(String purpose, OssResourceId id) {
    return "Expected to " + purpose + " " + id + " but ";
  }
}
