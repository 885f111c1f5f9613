package darkroom.studio;

import static darkroom.action.ApiError.INVALID_IMAGE_DOWNLOAD;
import static darkroom.action.ApiError.INVALID_IMAGE_TIMEOUT;

import darkroom.action.ByteSize;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** Reads images over HTTP; a redirect is not followed, as it may lead anywhere. */
final class RemoteImages implements ImageSource {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(Redirect.NEVER).connectTimeout(PATIENCE).build();

  @Override
  public Fetched fetch(URI uri, ByteSize cap) {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
    String place = OwnBucketImages.place(uri);
    try {
      HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return response.statusCode() == 200
            ? OwnBucketImages.capped(uri, body, cap)
            : Refusal.expected(
                INVALID_IMAGE_DOWNLOAD, "an image", place, "status " + response.statusCode());
      }
    } catch (HttpTimeoutException e) {
      return Refusal.expected(
          INVALID_IMAGE_TIMEOUT, "an answer within " + PATIENCE.toSeconds() + " s", place, "none");
    } catch (IOException e) {
      return Refusal.expected(INVALID_IMAGE_DOWNLOAD, "an image", place, "a broken connection");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Refusal.expected(INVALID_IMAGE_DOWNLOAD, "an image", place, "the studio's end");
    }
  }
}
