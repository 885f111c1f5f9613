package darkroom.studio.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param length the number of bytes in the body, which a HEAD answer tells without sending them
 * @param body closed by whoever sends it
 */
public record Response(int status, Map<String, String> headers, long length, InputStream body) {

  public Response {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  public static Response of(int status, String contentType, byte[] body) {
    return new Response(
        status, Map.of("Content-Type", contentType), body.length, new ByteArrayInputStream(body));
  }

  public static Response empty(int status) {
    return new Response(status, Map.of(), 0, InputStream.nullInputStream());
  }

  public Response with(String header, String value) {
    Map<String, String> extended = new LinkedHashMap<>(headers);
    extended.put(header, value);
    return new Response(status, extended, length, body);
  }
}
