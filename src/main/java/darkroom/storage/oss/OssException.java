package darkroom.storage.oss;

import java.io.IOException;

/** A request that the store refused, or did not answer. */
public final class OssException extends IOException {
  private static final long serialVersionUID = 1;

  private final String code;

  OssException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  OssException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** The store's own, such as {@code AccessDenied}, or the client's, such as a timeout's. */
  public String code() {
    return code;
  }
}
