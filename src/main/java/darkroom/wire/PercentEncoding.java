package darkroom.wire;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Percent encoding by RFC 3986, and name-value strings in query and form. */
public final class PercentEncoding {
  private PercentEncoding() {}

  /** Encodes all but letters, digits and {@code - _ . ~}. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /** Names and values, encoded, in the map's order. */
  public static String join(Map<String, String> parameters) {
    List<String> pairs = new ArrayList<>();
    parameters.forEach((name, value) -> pairs.add(encode(name) + "=" + encode(value)));
    return String.join("&", pairs);
  }

  /**
   * Names and values of a raw query or form, sorted; a plus is a space, and a name without {@code
   * =} has an empty value.
   *
   * @throws IllegalArgumentException if a percent sign does not start two hexadecimal digits
   */
  public static SortedMap<String, String> parse(String raw) {
    SortedMap<String, String> parameters = new TreeMap<>();
    for (String pair : raw.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.put(decode(name), decode(value));
      }
    }
    return Collections.unmodifiableSortedMap(parameters);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
