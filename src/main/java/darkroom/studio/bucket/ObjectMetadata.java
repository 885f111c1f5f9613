package darkroom.studio.bucket;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The headers that are kept with an object and given back with it.
 *
 * @param headers by lower-case name
 */
public record ObjectMetadata(SortedMap<String, String> headers) {
  private static final String CONTENT_TYPE = "content-type";
  private static final String DEFAULT_TYPE = "application/octet-stream";
  private static final String USER_PREFIX = "x-oss-meta-";
  private static final Set<String> KEPT =
      Set.of(
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          CONTENT_TYPE,
          "expires");

  public ObjectMetadata {
    SortedMap<String, String> lowerCase = new TreeMap<>();
    headers.forEach((name, value) -> lowerCase.put(name.toLowerCase(Locale.ROOT), value));
    lowerCase.putIfAbsent(CONTENT_TYPE, DEFAULT_TYPE);
    headers = Collections.unmodifiableSortedMap(lowerCase);
  }

  public static ObjectMetadata ofType(String contentType) {
    return new ObjectMetadata(new TreeMap<>(Map.of(CONTENT_TYPE, contentType)));
  }

  /** Takes those of a request's headers that belong to the object. */
  static ObjectMetadata of(SortedMap<String, String> requestHeaders) {
    SortedMap<String, String> kept = new TreeMap<>(requestHeaders);
    kept.keySet().removeIf(name -> !KEPT.contains(name) && !name.startsWith(USER_PREFIX));
    return new ObjectMetadata(kept);
  }

  public String contentType() {
    return headers.get(CONTENT_TYPE);
  }

  /** With a value of the user's own. */
  public ObjectMetadata withUser(String name, String value) {
    SortedMap<String, String> extended = new TreeMap<>(headers);
    extended.put(USER_PREFIX + name.toLowerCase(Locale.ROOT), value);
    return new ObjectMetadata(extended);
  }
}
