package darkroom.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** The RPC signature, version 1.0 (HMAC-SHA1), over query and form parameters merged. */
public final class RpcSignature {
  public static final String METHOD = "HMAC-SHA1";
  public static final String VERSION = "1.0";

  private RpcSignature() {}

  /** Signs all parameters but {@code Signature}; empty values are signed as {@code name=}. */
  public static String of(String httpMethod, Map<String, String> parameters, String secret) {
    TreeMap<String, String> signed = new TreeMap<>(parameters);
    signed.remove("Signature");
    byte[] key = (secret + "&").getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder()
        .encodeToString(Digests.hmac("HmacSHA1", key, stringToSign(httpMethod, signed)));
  }

  static String stringToSign(String httpMethod, Map<String, String> sorted) {
    return httpMethod
        + "&"
        + PercentEncoding.encode("/")
        + "&"
        + PercentEncoding.encode(PercentEncoding.join(sorted));
  }
}
