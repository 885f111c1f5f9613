package darkroom.action;

import java.util.Arrays;
import java.util.Optional;

/**
 * The API's error codes, and what to do about each: the one place that client and studio share.
 *
 * <p>{@link Origin#MANUAL} codes are the reference manual's; {@link Origin#GATEWAY} ones are
 * answered before the action is reached; {@link Origin#FIELD} ones were seen in use.
 */
public enum ApiError {
  INVALID_IMAGE_DOWNLOAD(
      400, "InvalidImage.Download", Remedy.REFUSED, "the service could not download the image"),
  INVALID_IMAGE_URL(400, "InvalidImage.URL", Remedy.REFUSED, "invalid image URL"),
  INVALID_IMAGE_CONTENT(
      400,
      "InvalidImage.Content",
      Remedy.REFUSED,
      "content is not an acceptable image (empty, bad base64, bad content)"),
  ILLEGAL_URL_PARAMETER(400, "IllegalUrlParameter", Remedy.REFUSED, "illegal URL"),
  INVALID_IMAGE_UNSAFE(400, "InvalidImage.Unsafe", Remedy.REFUSED, "unsafe URL"),
  PARAMETER_ERROR(400, "ParameterError", Remedy.REFUSED, "a parameter is wrong"),
  INVALID_IMAGE_RESOLUTION(
      400, "InvalidImage.Resolution", Remedy.REFUSED, "resolution outside the action's limits"),
  THROTTLING_USER(
      400,
      "Throttling.User",
      Remedy.SLOW_DOWN,
      "the account's traffic limit is exceeded; slow down and retry"),
  INVALID_PARAMETER_TOO_LARGE(
      400,
      "InvalidParameter.TooLarge",
      Remedy.REFUSED,
      "the content is larger than the action allows"),
  INVALID_API_NOT_PURCHASE(
      403, "InvalidApi.NotPurchase", Remedy.STOP, "the service is not activated"),
  AUTH_FAILED(403, "AuthFailed", Remedy.STOP, "authorisation failed (RAM policy)"),
  RAM_ROLE_AUTH(403, "RamRoleAuth", Remedy.STOP, "the role lacks authorisation"),
  INVALID_ACTION_NOT_FOUND(404, "InvalidAction.NotFound", Remedy.STOP, "no such action"),
  INVALID_ACCESS_KEY_ID_NOT_FOUND(
      404, "InvalidAccessKeyId.NotFound", Remedy.STOP, "no such access key"),
  TIMEOUT(408, "Timeout", Remedy.RETRY, "the request timed out; retry"),
  INVALID_CONTENT_LENGTH(413, "InvalidContentLength", Remedy.REFUSED, "content too long"),
  INTERNAL_SERVER_ERROR(500, "InternalServerError", Remedy.RETRY, "internal error; retry"),
  SERVICE_UNAVAILABLE(503, "ServiceUnavailable", Remedy.RETRY, "unavailable; retry"),

  SIGNATURE_DOES_NOT_MATCH(
      Origin.GATEWAY,
      400,
      "SignatureDoesNotMatch",
      Remedy.STOP,
      "the signature is not the one of this access key's secret"),
  INCOMPLETE_SIGNATURE(
      Origin.GATEWAY,
      400,
      "IncompleteSignature",
      Remedy.STOP,
      "the request is not signed as it should be"),
  INVALID_TIMESTAMP_EXPIRED(
      Origin.GATEWAY,
      400,
      "InvalidTimeStamp.Expired",
      Remedy.STOP,
      "the request's time is too far from the service's: set this machine's clock"),
  INVALID_TIMESTAMP_FORMAT(
      Origin.GATEWAY,
      400,
      "InvalidTimeStamp.Format",
      Remedy.STOP,
      "the request's time is not written as it should be"),
  MISSING_PARAMETER(
      Origin.GATEWAY,
      400,
      "MissingParameter",
      Remedy.STOP,
      "the request lacks a parameter that every request has"),
  SIGNATURE_NONCE_USED(
      Origin.GATEWAY, 400, "SignatureNonceUsed", Remedy.RETRY, "the request was sent before"),
  INVALID_VERSION(Origin.GATEWAY, 400, "InvalidVersion", Remedy.STOP, "no such API version"),
  INVALID_SECURITY_TOKEN_EXPIRED(
      Origin.GATEWAY,
      400,
      "InvalidSecurityToken.Expired",
      Remedy.STOP,
      "the temporary credentials have expired"),

  THROTTLING(Origin.FIELD, 400, "Throttling", Remedy.SLOW_DOWN, "too many requests"),
  THROTTLING_API(
      Origin.FIELD, 400, "Throttling.Api", Remedy.SLOW_DOWN, "too many requests to the action"),
  INVALID_IMAGE_REGION(
      Origin.FIELD, 400, "InvalidImage.Region", Remedy.REFUSED, "the image is in another region"),
  INVALID_IMAGE_TIMEOUT(
      Origin.FIELD, 400, "InvalidImage.Timeout", Remedy.RETRY, "the image came too slowly"),
  INVALID_FILE_RESOLUTION(
      Origin.FIELD, 400, "InvalidFile.Resolution", Remedy.REFUSED, "resolution outside the limits"),
  INVALID_FILE_CATEGORY(
      Origin.FIELD, 400, "InvalidFile.Category", Remedy.REFUSED, "not a kind of file it takes"),
  MISSING_MODE(Origin.FIELD, 400, "MissingMode", Remedy.REFUSED, "Mode is missing"),
  MISSING_OUTPUT_FORMAT(
      Origin.FIELD, 400, "MissingOutputFormat", Remedy.REFUSED, "OutputFormat is missing"),
  INVALID_API_FORBIDDEN_INVOKE(
      Origin.FIELD, 403, "InvalidApi.ForbiddenInvoke", Remedy.STOP, "the account may not call it"),
  INVALID_API_OUT_OF_SERVICE(
      Origin.FIELD, 403, "InvalidApi.OutOfService", Remedy.STOP, "the service has been stopped"),
  INTERNAL_ERROR_ALGO(
      Origin.FIELD, 500, "InternalError.Algo", Remedy.REFUSED, "the algorithm failed on it"),
  INTERNAL_ERROR_BUSY(Origin.FIELD, 500, "InternalError.Busy", Remedy.RETRY, "busy; retry"),
  INTERNAL_ERROR_TIMEOUT(
      Origin.FIELD, 500, "InternalError.Timeout", Remedy.RETRY, "took too long; retry"),
  CLIENT_ERROR_ILLEGAL_ARGUMENT(
      Origin.FIELD, 400, "ClientError.IllegalArgument", Remedy.REFUSED, "an argument is wrong");

  /** What to do about an error. */
  public enum Remedy {
    /** Send it again, slower; it counts as no attempt. */
    SLOW_DOWN,
    /** Send it again after a while. */
    RETRY,
    /** Give this photo up: it will not be taken as it is. */
    REFUSED,
    /** End the run: only a person can mend it. */
    STOP
  }

  /** Who says that the code exists. */
  public enum Origin {
    MANUAL,
    GATEWAY,
    FIELD
  }

  private final Origin origin;
  private final int status;
  private final String code;
  private final Remedy remedy;
  private final String meaning;

  ApiError(int status, String code, Remedy remedy, String meaning) {
    this(Origin.MANUAL, status, code, remedy, meaning);
  }

  ApiError(Origin origin, int status, String code, Remedy remedy, String meaning) {
    this.origin = origin;
    this.status = status;
    this.code = code;
    this.remedy = remedy;
    this.meaning = meaning;
  }

  public Origin origin() {
    return origin;
  }

  /** The HTTP status it comes with. */
  public int status() {
    return status;
  }

  /** The {@code Code} on the wire. */
  public String code() {
    return code;
  }

  public String meaning() {
    return meaning;
  }

  public Remedy remedy() {
    return remedy;
  }

  public boolean retryable() {
    return remedy == Remedy.RETRY || remedy == Remedy.SLOW_DOWN;
  }

  public static Optional<ApiError> ofCode(String code) {
    return Arrays.stream(values()).filter(e -> e.code.equals(code)).findFirst();
  }

  /** What to do about an answer, also one whose code is not known here. */
  public static Remedy remedyFor(int status, String code) {
    return ofCode(code).map(ApiError::remedy).orElseGet(() -> remedyForUnknown(status, code));
  }

  private static Remedy remedyForUnknown(int status, String code) {
    if (code.startsWith("Throttling") || status == 429) {
      return Remedy.SLOW_DOWN;
    }
    // Every known 403 is about the account, never about a photo: the next photo would fare alike.
    if (status == 401 || status == 403) {
      return Remedy.STOP;
    }
    return status == 408 || status >= 500 ? Remedy.RETRY : Remedy.REFUSED;
  }
}
