package darkroom.pipeline;

import darkroom.action.ApiError;
import darkroom.action.ApiError.Remedy;
import darkroom.client.ClientCodes;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What kind of failure a code tells of, for telling and retrying many codes as one. */
public enum FailureClass {
  /** Too many calls for the account's quota. */
  THROTTLED(Set.of()),
  /** Somebody took too long. */
  TIMEOUT(
      Set.of(
          ApiError.TIMEOUT.code(),
          ApiError.INVALID_IMAGE_TIMEOUT.code(),
          ApiError.INTERNAL_ERROR_TIMEOUT.code(),
          ClientCodes.ANSWER_TIMEOUT,
          ClientCodes.DEADLINE_EXCEEDED,
          "TIMEOUT_FAILED")),
  /** A link or a job outlived its time. */
  EXPIRED(Set.of()),
  /** A file did not come over: a photo to the service, or a result from it. */
  DOWNLOAD(
      Set.of(
          ApiError.INVALID_IMAGE_DOWNLOAD.code(),
          ApiError.INVALID_IMAGE_URL.code(),
          ApiError.ILLEGAL_URL_PARAMETER.code(),
          ApiError.INVALID_IMAGE_UNSAFE.code(),
          ApiError.INVALID_IMAGE_REGION.code())),
  /** The service was not well, or not to be reached. */
  OUTAGE(
      Set.of(
          ClientCodes.CONNECTION_FAILED,
          ClientCodes.CONNECTION_LOST,
          ClientCodes.UNREADABLE_ANSWER,
          ClientCodes.RETRY_BUDGET_SPENT,
          ClientCodes.CLIENT_CLOSED,
          "StorageUnreachable",
          "LIMIT_RETRY_FAILED")),
  /** A photo's file is not there, changed, or cannot be read. */
  FILE(Set.of("NotFound", "NotReadable", "Changed", "NotAnImage", "Damaged", "Truncated", "Empty")),
  /** A photo is outside an action's limits, found before anything was paid. */
  UNFIT(
      Set.of(
          "TooSmall",
          "TooLarge",
          "TooManyPixels",
          "TooManyBytes",
          "FormatNotAccepted",
          "ChannelsNotAccepted",
          "Animated")),
  /** A line of the manifest names no photo, or one that was named before. */
  MANIFEST(Set.of("NotJson", "NotCsv", "NoUri", "Repeated")),
  /** Left for later, so as not to spend more than the budget. */
  BUDGET(Set.of()),
  /** Only a person can mend it. */
  SETUP(Set.of(ClientCodes.CREDENTIALS_UNAVAILABLE)),
  /** The service will not take it as it is. */
  REFUSED(Set.of()),
  /** None of the others. */
  OTHER(Set.of());

  @SuppressWarnings("ImmutableEnumChecker") // What Set.of makes is.
  private final Set<String> codes;

  FailureClass(Set<String> codes) {
    this.codes = codes;
  }

  /** The class of a failure's code. */
  public static FailureClass of(String code) {
    return Arrays.stream(values())
        .filter(kind -> kind.codes.contains(code))
        .findFirst()
        .or(() -> ApiError.ofCode(code).map(error -> of(error.remedy())))
        .orElseGet(() -> ofUnlisted(code));
  }

  private static FailureClass of(Remedy remedy) {
    return switch (remedy) {
      case SLOW_DOWN -> THROTTLED;
      case RETRY -> OUTAGE;
      case REFUSED -> REFUSED;
      case STOP -> SETUP;
    };
  }

  /** The service has more codes than are known, and names them by their family. */
  private static FailureClass ofUnlisted(String code) {
    if (code.startsWith("Throttling")) {
      return THROTTLED;
    }
    if (code.contains("Timeout")) {
      return TIMEOUT;
    }
    if (code.contains("Expired")) {
      return EXPIRED;
    }
    if (code.contains("Download")) {
      return DOWNLOAD;
    }
    if (code.contains("Budget")) {
      return BUDGET;
    }
    if (code.startsWith("InternalError") || code.startsWith("Http5")) {
      return OUTAGE;
    }
    return code.startsWith("Invalid") ? REFUSED : OTHER;
  }

  /** The class of this word. */
  public static Optional<FailureClass> named(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  /** Whether another try may come to another end, with nothing mended in between. */
  public boolean mayPass() {
    return switch (this) {
      case THROTTLED, TIMEOUT, EXPIRED, DOWNLOAD, OUTAGE, BUDGET -> true;
      case FILE, UNFIT, MANIFEST, SETUP, REFUSED, OTHER -> false;
    };
  }

  /** What it is called on the command line and in tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
