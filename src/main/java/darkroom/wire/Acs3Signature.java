package darkroom.wire;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The {@code ACS3-HMAC-SHA256} signature, over query, body digest and chosen headers. */
public final class Acs3Signature {
  public static final String ALGORITHM = "ACS3-HMAC-SHA256";

  private Acs3Signature() {}

  /**
   * The value of the {@code Authorization} header.
   *
   * @param headers those to sign, by lower-case name; {@code x-acs-content-sha256} among them
   */
  public static String authorization(
      String httpMethod,
      String path,
      SortedMap<String, String> query,
      SortedMap<String, String> headers,
      String accessKeyId,
      String secret) {
    return ALGORITHM
        + " Credential="
        + accessKeyId
        + ",SignedHeaders="
        + String.join(";", headers.keySet())
        + ",Signature="
        + of(httpMethod, path, query, headers, secret);
  }

  /** The signature alone, in hexadecimal. */
  public static String of(
      String httpMethod,
      String path,
      SortedMap<String, String> query,
      SortedMap<String, String> headers,
      String secret) {
    StringBuilder canonicalHeaders = new StringBuilder();
    headers.forEach(
        (name, value) ->
            canonicalHeaders.append(name).append(':').append(value.trim()).append('\n'));
    String canonical =
        String.join(
            "\n",
            httpMethod,
            path,
            PercentEncoding.join(query),
            canonicalHeaders,
            String.join(";", headers.keySet()),
            headers.getOrDefault("x-acs-content-sha256", ""));
    String stringToSign =
        ALGORITHM + "\n" + Digests.sha256Hex(canonical.getBytes(StandardCharsets.UTF_8));
    byte[] key = secret.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(Digests.hmac("HmacSHA256", key, stringToSign));
  }

  /**
   * The headers that are signed when a client sends these: its type, host and all {@code x-acs-}.
   */
  public static SortedMap<String, String> signedHeaders(Map<String, String> headers) {
    SortedMap<String, String> signed = new TreeMap<>();
    headers.forEach(
        (name, value) -> {
          if (name.startsWith("x-acs-") || name.equals("host") || name.equals("content-type")) {
            signed.put(name, value);
          }
        });
    return signed;
  }
}
