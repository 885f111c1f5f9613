package darkroom.studio.http;

import darkroom.wire.PercentEncoding;
import java.io.InputStream;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A request as it came.
 *
 * @param method in capitals
 * @param rawPath the path, still percent-encoded
 * @param rawQuery the query, still percent-encoded, without the question mark; empty where none
 * @param headers by lower-case name; of a repeated header the first value
 * @param body the body, chunks already taken apart; read at most once
 */
public record Request(
    String method,
    String rawPath,
    String rawQuery,
    SortedMap<String, String> headers,
    InputStream body) {

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The same with another header, or with another value of it. */
  public Request with(String header, String value) {
    TreeMap<String, String> extended = new TreeMap<>(headers);
    extended.put(header.toLowerCase(Locale.ROOT), value);
    return new Request(
        method, rawPath, rawQuery, Collections.unmodifiableSortedMap(extended), body);
  }

  /** The same with another body. */
  public Request with(InputStream otherBody) {
    return new Request(method, rawPath, rawQuery, headers, otherBody);
  }

  /** The query's names and values, decoded. */
  public Map<String, String> query() {
    return PercentEncoding.parse(rawQuery);
  }
}
