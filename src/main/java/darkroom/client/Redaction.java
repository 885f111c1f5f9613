package darkroom.client;

import java.util.regex.Pattern;

/** Takes out of a text what would let its reader act in the account's name. */
final class Redaction {
  static final String MASK = "***";

  /**
   * Signatures and tokens as in a query, also where the query itself was percent-encoded, once or
   * several times, as a service does that tells which text it signed.
   */
  private static final Pattern QUERY_VALUE =
      Pattern.compile(
          "(?i)(signature|credential|security-?token|OSSAccessKeyId|AccessKeySecret)"
              + "(=|%(?:25)*3D)(?:(?!%(?:25)*26)[^&\\s\"'<>])+");

  private Redaction() {}

  static String signatures(String text) {
    return QUERY_VALUE.matcher(text).replaceAll("$1$2" + MASK);
  }
}
