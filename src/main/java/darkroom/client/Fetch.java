package darkroom.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** One result on its way: asked for, gone on with where it broke off, whole or given up. */
final class Fetch {
  /** Requests for one result at most. */
  static final int TRIES = 5;

  /** Without a byte for so long, a connection is taken for a dead one. */
  static final Duration STALL = Duration.ofSeconds(10);

  private static final Duration FIRST_BACKOFF = Duration.ofMillis(300);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);

  private final HttpClient http;
  private final Executor threads;
  private final Timing timing;
  private final URI link;
  private final Duration patience;
  private final PartialBody body;
  private final long deadline;
  private final CompletableFuture<Downloaded> result = new CompletableFuture<>();
  private volatile CompletableFuture<HttpResponse<Void>> sent = new CompletableFuture<>();
  private volatile Timing.Timer stall = Timing.Timer.NONE;
  private volatile Timing.Timer end = Timing.Timer.NONE;
  private int failures;
  private volatile String last = "nothing yet";

  Fetch(
      HttpClient http,
      Executor threads,
      Timing timing,
      URI link,
      Duration patience,
      PartialBody body) {
    this.http = http;
    this.threads = threads;
    this.timing = timing;
    this.link = link;
    this.patience = patience;
    this.body = body;
    this.deadline = timing.nanos() + patience.toNanos();
  }

  CompletableFuture<Downloaded> result() {
    return result;
  }

  void begin() {
    end = timing.after(patience, this::giveUp);
    request();
  }

  void close() {
    finish(
        new Downloaded.Broken(
            ClientCodes.CLIENT_CLOSED,
            "Expected an open client for " + place() + " but was a closed one"));
  }

  private void request() {
    if (result.isDone()) {
      return;
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(link).setHeader("User-Agent", "darkroom");
    long begun = body.size();
    if (begun > 0) {
      request.setHeader("Range", "bytes=" + begun + "-");
      body.tag().ifPresent(tag -> request.setHeader("If-Range", tag));
    }
    sent = http.sendAsync(request.build(), body);
    watch(sent, begun);
    CompletableFuture<Void> unused =
        sent.handleAsync(
                (response, failure) -> {
                  stall.cancel();
                  if (failure == null) {
                    answered(response.statusCode());
                  } else {
                    brokeOff(failure);
                  }
                  return (Void) null;
                },
                threads)
            .exceptionally(
                bug -> {
                  result.completeExceptionally(bug);
                  return null;
                });
  }

  /** Cancels a request that brings nothing more. */
  private void watch(CompletableFuture<?> request, long seen) {
    stall =
        timing.after(
            STALL,
            () -> {
              if (request.isDone()) {
                return;
              }
              if (body.size() == seen) {
                request.cancel(true);
              } else {
                watch(request, body.size());
              }
            });
  }

  private void answered(int status) {
    if (body.isTooLarge()) {
      finish(
          new Downloaded.Broken(
              ClientCodes.RESULT_TOO_LARGE,
              "Expected at most %s for %s but was %s"
                  .formatted(body.most(), place(), body.told())));
    } else if (status == 403 || status == 404) {
      finish(
          new Downloaded.Expired(
              status,
              "Expected a result at %s but was HTTP %d: the link has expired or the result is gone"
                  .formatted(place(), status)));
    } else if (body.isMisplaced() || status == 416) {
      body.clear();
      again("another part of it");
    } else if (status == 200 || status == 206) {
      arrived();
    } else if (status >= 500 || status == 408 || status == 429) {
      again("HTTP " + status);
    } else {
      finish(unavailable("HTTP " + status));
    }
  }

  private void arrived() {
    if (body.isWhole()) {
      finish(body.whole());
    } else {
      again("the end before " + body.told());
    }
  }

  private void brokeOff(Throwable thrown) {
    Throwable failure =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (failure instanceof Error) {
      throw (Error) failure;
    }
    if (failure instanceof CancellationException) {
      again("nothing more for " + STALL.toSeconds() + " s");
    } else {
      String told = Optional.ofNullable(failure.getMessage()).map(m -> ": " + m).orElse("");
      again(failure.getClass().getSimpleName() + Redaction.signatures(told));
    }
  }

  /** Tries again after a while, unless it was tried often enough or no time is left. */
  private void again(String was) {
    last = was;
    failures++;
    double doubled = FIRST_BACKOFF.toNanos() * Math.pow(2, failures - 1.0);
    long pause = (long) (timing.random() * Math.min(doubled, LONGEST_BACKOFF.toNanos()));
    if (failures >= TRIES || timing.nanos() + pause - deadline >= 0) {
      giveUp();
    } else {
      Timing.Timer unused = timing.after(Duration.ofNanos(pause), this::request);
    }
  }

  private void giveUp() {
    finish(
        body.size() > 0
            ? new Downloaded.Broken(
                ClientCodes.RESULT_INCOMPLETE,
                "Expected all of %s within %d ms but was %d bytes and then %s"
                    .formatted(place(), patience.toMillis(), body.size(), last))
            : unavailable(last));
  }

  private Downloaded unavailable(String was) {
    return new Downloaded.Broken(
        ClientCodes.RESULT_UNAVAILABLE,
        "Expected a result at %s within %d ms but was %s"
            .formatted(place(), patience.toMillis(), was));
  }

  private void finish(Downloaded downloaded) {
    end.cancel();
    stall.cancel();
    result.complete(downloaded);
    sent.cancel(true);
  }

  /** The link without its query, where its signature is. */
  private String place() {
    return link.getScheme() + "://" + link.getRawAuthority() + link.getRawPath();
  }
}
