package darkroom.action;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How calls are signed. */
public enum SignatureScheme {
  /** What the vendor recommends today: the signature in headers. */
  ACS3("ACS3-HMAC-SHA256"),
  /** What the API's manual describes: the signature among the parameters. */
  RPC_V1("HMAC-SHA1");

  private final String written;

  SignatureScheme(String written) {
    this.written = written;
  }

  /** The schemes by the names that are written in files. */
  public static Map<String, SignatureScheme> byName() {
    Map<String, SignatureScheme> names = new LinkedHashMap<>();
    Arrays.stream(values()).forEach(scheme -> names.put(scheme.written, scheme));
    return Collections.unmodifiableMap(names);
  }

  @Override
  public String toString() {
    return written;
  }
}
