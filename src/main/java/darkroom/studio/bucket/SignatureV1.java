package darkroom.studio.bucket;

import darkroom.wire.Digests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The object service's signature, version 1: HMAC-SHA1 over a few headers and the resource. */
final class SignatureV1 {
  private SignatureV1() {}

  static String of(String secret, String stringToSign) {
    byte[] key = secret.getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(Digests.hmac("HmacSHA1", key, stringToSign));
  }

  /**
   * What is signed.
   *
   * @param headers by lower-case name
   * @param date the {@code Date} header, or the end of a link's validity in seconds
   * @param resource decoded
   */
  static String stringToSign(
      String method,
      SortedMap<String, String> headers,
      String date,
      String resource,
      QueryString query) {
    StringBuilder text = new StringBuilder();
    text.append(method).append('\n');
    text.append(headers.getOrDefault("content-md5", "").trim()).append('\n');
    text.append(headers.getOrDefault("content-type", "").trim()).append('\n');
    text.append(date).append('\n');
    headers.forEach(
        (name, value) -> {
          if (name.startsWith("x-oss-")) {
            text.append(name).append(':').append(value.trim()).append('\n');
          }
        });
    return text.append(resource).append(subResources(query)).toString();
  }

  private static String subResources(QueryString query) {
    List<String> signed = new ArrayList<>();
    for (Map.Entry<String, String> pair : query.values().entrySet()) {
      String name = pair.getKey();
      if (SubResources.isSigned(name)) {
        signed.add(query.bare().contains(name) ? name : name + "=" + pair.getValue());
      }
    }
    return signed.isEmpty() ? "" : "?" + String.join("&", signed);
  }
}
