package darkroom.client;

import darkroom.action.ByteSize;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What arrived of a result so far, over several answers: one that tells of a whole begins anew, one
 * that tells of the part that is missing goes on. Answers come one after the other.
 */
final class PartialBody implements BodyHandler<Void> {
  private static final Pattern PART =
      Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

  private final ByteSize most;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private volatile boolean tooLarge;
  private volatile boolean misplaced;
  private volatile long size;
  private OptionalLong expected = OptionalLong.empty();
  private Optional<String> tag = Optional.empty();
  private Optional<String> mediaType = Optional.empty();

  PartialBody(ByteSize most) {
    this.most = most;
  }

  /** Whether it is larger than is taken; then reading stopped. */
  boolean isTooLarge() {
    return tooLarge;
  }

  /** Whether the part that came was not the one asked for. */
  boolean isMisplaced() {
    return misplaced;
  }

  long size() {
    return size;
  }

  ByteSize most() {
    return most;
  }

  /** Its size as the store tells it. */
  String told() {
    return expected.isPresent() ? expected.getAsLong() + " bytes" : "more";
  }

  boolean isWhole() {
    return expected.isEmpty() || expected.getAsLong() == size;
  }

  /** What tells whether the rest belongs to this beginning. */
  Optional<String> tag() {
    return tag;
  }

  Downloaded.Whole whole() {
    return new Downloaded.Whole(content.toByteArray(), mediaType);
  }

  /** Forgets what came, to begin anew. */
  void clear() {
    content.reset();
    size = 0;
  }

  @Override
  public BodySubscriber<Void> apply(ResponseInfo response) {
    misplaced = false;
    HttpHeaders headers = response.headers();
    OptionalLong length = headers.firstValueAsLong("content-length");
    switch (response.statusCode()) {
      case 200 -> {
        clear();
        expected = length;
        // A weak tag tells that two are alike, not that one goes on where the other ended.
        tag = headers.firstValue("etag").filter(t -> !t.startsWith("W/"));
        mediaType = headers.firstValue("content-type");
      }
      case 206 -> goesOn(headers);
      default -> {
        return new Sink(false);
      }
    }
    tooLarge = expected.isPresent() && expected.getAsLong() > most.bytes();
    return new Sink(!tooLarge && !misplaced);
  }

  private void goesOn(HttpHeaders headers) {
    Matcher part = PART.matcher(headers.firstValue("content-range").orElse(""));
    misplaced = !part.matches() || Long.parseLong(part.group(1)) != size;
    if (!misplaced && !part.group(2).equals("*")) {
      expected = OptionalLong.of(Long.parseLong(part.group(2)));
    }
  }

  /** Takes one answer's body in, or breaks it off where it is of no use. */
  private final class Sink implements BodySubscriber<Void> {
    private final boolean wanted;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private Flow.Subscription source;

    Sink(boolean wanted) {
      this.wanted = wanted;
    }

    @Override
    public CompletionStage<Void> getBody() {
      return end;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      source = subscription;
      if (wanted) {
        source.request(1);
      } else {
        breakOff();
      }
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
      for (ByteBuffer part : parts) {
        if (size + part.remaining() > most.bytes()) {
          tooLarge = true;
          breakOff();
          return;
        }
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        content.writeBytes(bytes);
        size += bytes.length;
      }
      source.request(1);
    }

    private void breakOff() {
      source.cancel();
      end.complete(null);
    }

    @Override
    public void onError(Throwable failure) {
      end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      end.complete(null);
    }
  }
}
