package darkroom.client;

import darkroom.action.ByteSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Takes in the body of one answer, up to a size, and remembers that the answer had begun. */
final class BoundedBody implements BodyHandler<byte[]> {
  private final ByteSize limit;
  private volatile int status;

  private BoundedBody(ByteSize limit) {
    this.limit = limit;
  }

  static BoundedBody notOver(ByteSize limit) {
    return new BoundedBody(limit);
  }

  /** The answer's status; 0 while none has come. */
  int status() {
    return status;
  }

  @Override
  public BodySubscriber<byte[]> apply(ResponseInfo response) {
    status = response.statusCode();
    return new Collector(limit);
  }

  private static final class Collector implements BodySubscriber<byte[]> {
    private final ByteSize limit;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private Flow.Subscription source;

    Collector(ByteSize limit) {
      this.limit = limit;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
      return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      source = subscription;
      source.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
      for (ByteBuffer part : parts) {
        if (content.size() + part.remaining() > limit.bytes()) {
          source.cancel();
          body.completeExceptionally(new IOException("more than " + limit));
          return;
        }
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        content.writeBytes(bytes);
      }
      source.request(1);
    }

    @Override
    public void onError(Throwable failure) {
      body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      body.complete(content.toByteArray());
    }
  }
}
