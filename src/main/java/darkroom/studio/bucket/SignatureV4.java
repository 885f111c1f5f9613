package darkroom.studio.bucket;

import darkroom.wire.Digests;
import darkroom.wire.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.StringJoiner;

/** The object service's signature, version 4: HMAC-SHA256 over path, query and headers. */
final class SignatureV4 {
  static final String ALGORITHM = "OSS4-HMAC-SHA256";

  /** The only digest of a body there is: it is not signed. */
  static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

  private static final String HMAC = "HmacSHA256";
  private static final String TERMINATOR = "aliyun_v4_request";

  private SignatureV4() {}

  /** The day and region that a signing key is for. */
  record Scope(String day, String region) {
    String text() {
      return String.join("/", day, region, "oss", TERMINATOR);
    }
  }

  static String of(String secret, Scope scope, String stringToSign) {
    byte[] key = ("aliyun_v4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String step : scope.text().split("/")) {
      key = Digests.hmac(HMAC, key, step);
    }
    return HexFormat.of().formatHex(Digests.hmac(HMAC, key, stringToSign));
  }

  static String stringToSign(String time, Scope scope, String canonicalRequest) {
    byte[] canonical = canonicalRequest.getBytes(StandardCharsets.UTF_8);
    return String.join("\n", ALGORITHM, time, scope.text(), Digests.sha256Hex(canonical));
  }

  /**
   * The request as it is signed.
   *
   * @param headers by lower-case name
   * @param additional the names of headers signed beside those that always are
   * @param resource decoded
   */
  static String canonicalRequest(
      String method,
      String resource,
      QueryString query,
      SortedMap<String, String> headers,
      SortedSet<String> additional) {
    StringBuilder canonicalHeaders = new StringBuilder();
    headers.forEach(
        (name, value) -> {
          if (isAlwaysSigned(name) || additional.contains(name)) {
            canonicalHeaders.append(name).append(':').append(value.trim()).append('\n');
          }
        });
    return String.join(
        "\n",
        method,
        PercentEncoding.encode(resource).replace("%2F", "/"),
        canonicalQuery(query),
        canonicalHeaders,
        String.join(";", additional),
        UNSIGNED_PAYLOAD);
  }

  private static boolean isAlwaysSigned(String header) {
    return header.equals("content-type")
        || header.equals("content-md5")
        || header.startsWith("x-oss-");
  }

  private static String canonicalQuery(QueryString query) {
    StringJoiner pairs = new StringJoiner("&");
    query
        .values()
        .forEach(
            (name, value) -> {
              if (!name.equals("x-oss-signature")) {
                String encoded = PercentEncoding.encode(name);
                pairs.add(
                    value.isEmpty() ? encoded : encoded + "=" + PercentEncoding.encode(value));
              }
            });
    return pairs.toString();
  }
}
