package darkroom.studio;

import static darkroom.action.ApiError.INVALID_IMAGE_DOWNLOAD;
import static darkroom.action.ApiError.INVALID_PARAMETER_TOO_LARGE;

import darkroom.action.ByteSize;
import darkroom.studio.http.Request;
import darkroom.studio.http.Response;
import darkroom.studio.http.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads links to the studio's own bucket: without a socket, but by the same request, so that a
 * missing, wrong or expired signature is refused as it would be over HTTP.
 */
public final class OwnBucketImages implements ImageSource {
  private final Service bucket;

  public OwnBucketImages(Service bucket) {
    this.bucket = bucket;
  }

  @Override
  public Fetched fetch(URI uri, ByteSize cap) {
    Request request =
        new Request(
            "GET",
            uri.getRawPath(),
            uri.getRawQuery() == null ? "" : uri.getRawQuery(),
            Collections.unmodifiableSortedMap(new TreeMap<>(Map.of("host", uri.getAuthority()))),
            InputStream.nullInputStream());
    Response response = bucket.handle(request).toCompletableFuture().join();
    try (InputStream body = response.body()) {
      if (response.status() != 200) {
        return Refusal.expected(
            INVALID_IMAGE_DOWNLOAD, "an image", place(uri), "status " + response.status());
      }
      return capped(uri, body, cap);
    } catch (IOException e) {
      throw new UncheckedIOException("The bucket's answer for " + place(uri) + " broke off", e);
    }
  }

  /** The link without its query, which may hold a signature. */
  static String place(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
  }

  /** Reads all of a body that is not over the cap. */
  static Fetched capped(URI uri, InputStream body, ByteSize cap) throws IOException {
    byte[] bytes = body.readNBytes(Math.toIntExact(cap.bytes() + 1));
    return bytes.length > cap.bytes()
        ? Refusal.expected(
            INVALID_PARAMETER_TOO_LARGE, "at most " + cap.bytes() + " bytes", place(uri), "more")
        : new Image(bytes);
  }
}
