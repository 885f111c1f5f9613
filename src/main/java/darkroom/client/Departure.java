package darkroom.client;

import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/**
 * When a request leaves: its connection is made, its head is written, and its body is asked for.
 * What fails before that was not billed, for the service has seen no arguments.
 */
final class Departure {
  private final Runnable leaving;
  private volatile boolean happened;

  Departure(Runnable leaving) {
    this.leaving = leaving;
  }

  boolean happened() {
    return happened;
  }

  /** The same request, watched. */
  HttpRequest watch(HttpRequest request) {
    if (request.bodyPublisher().orElseThrow().contentLength() == 0) {
      // An empty body is never asked for: take it that such a request leaves at once.
      happens();
    }
    return HttpRequest.newBuilder(request, (name, value) -> true)
        .method(request.method(), watch(request.bodyPublisher().orElseThrow()))
        .build();
  }

  private void happens() {
    happened = true;
    leaving.run();
  }

  private HttpRequest.BodyPublisher watch(HttpRequest.BodyPublisher body) {
    return new HttpRequest.BodyPublisher() {
      @Override
      public long contentLength() {
        return body.contentLength();
      }

      @Override
      public void subscribe(Flow.Subscriber<? super ByteBuffer> connection) {
        happens();
        body.subscribe(connection);
      }
    };
  }
}
