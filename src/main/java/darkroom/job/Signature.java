package darkroom.job;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** How calls are signed. */
public enum Signature {
  /** What the vendor recommends today. */
  ACS3_HMAC_SHA256("ACS3-HMAC-SHA256"),
  /** What the API's manual shows. */
  HMAC_SHA1("HMAC-SHA1");

  private final String written;

  Signature(String written) {
    this.written = written;
  }

  static Map<String, Signature> byName() {
    Map<String, Signature> names = new LinkedHashMap<>();
    Arrays.stream(values()).forEach(signature -> names.put(signature.written, signature));
    return names;
  }

  @Override
  public String toString() {
    return written;
  }
}
