package darkroom.client;

import darkroom.action.Action;
import darkroom.action.ApiError;
import darkroom.action.ByteSize;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Sends requests over HTTP/1.1, kept-alive connections and as many of them as calls need. */
final class HttpExchange implements Exchange {
  /** A hundred times the longest answer the API gives. */
  private static final ByteSize LONGEST_ANSWER = ByteSize.megabytes("1");

  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

  /** Two are enough for hundreds of small answers a second: none of them ever blocks. */
  private static final int THREADS = 2;

  private final URI endpoint;
  private final RequestSigner signer;
  private final CredentialsSource credentials;
  private final Timing timing;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, DaemonThreads.named("darkroom-client-http"));
  private final HttpClient http;
  private final Set<CompletableFuture<?>> onTheWay = ConcurrentHashMap.newKeySet();

  HttpExchange(ClientSettings settings, CredentialsSource credentials, Timing timing) {
    this.endpoint = settings.endpoint();
    this.signer = RequestSigner.of(settings);
    this.credentials = credentials;
    this.timing = timing;
    Duration callTimeout = settings.retry().callTimeout();
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(
                callTimeout.compareTo(LONGEST_CONNECT) < 0 ? callTimeout : LONGEST_CONNECT)
            .executor(threads)
            .build();
  }

  @Override
  public CompletableFuture<Answer> send(
      Action action, SortedMap<String, String> arguments, Duration timeout, Runnable leaving) {
    Credentials key;
    try {
      key = credentials.credentials();
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(noCredentials(e));
    }
    Departure departure = new Departure(leaving);
    HttpRequest request = departure.watch(signer.sign(action, arguments, key, timing.now()));
    BoundedBody body = BoundedBody.notOver(LONGEST_ANSWER);
    CompletableFuture<HttpResponse<byte[]>> sent = http.sendAsync(request, body);
    onTheWay.add(sent);
    // The JDK's own timeout ends with the headers, and a body may stall too.
    Timing.Timer timer = timing.after(timeout, () -> sent.cancel(true));
    return sent.handleAsync(
        (response, failure) -> {
          timer.cancel();
          onTheWay.remove(sent);
          Answer answer =
              failure == null
                  ? read(action, response)
                  : failed(action, timeout, body.status(), departure, failure);
          return answer instanceof Answer.Problem problem
              ? problem.withMessage(key.redact(problem.message()))
              : answer;
        },
        threads);
  }

  private Answer read(Action action, HttpResponse<byte[]> response) {
    Answer answer = AnswerReader.read(action, response.statusCode(), response.body());
    return answer instanceof Answer.Problem problem
        ? problem.after(RetryAfter.of(response.headers(), timing.now()))
        : answer;
  }

  private Answer failed(
      Action action, Duration timeout, int status, Departure departure, Throwable thrown) {
    Throwable failure =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    boolean timedOut = failure instanceof CancellationException;
    String what =
        timedOut
            ? "nothing more after " + timeout.toMillis() + " ms"
            : failure.getClass().getSimpleName()
                + Optional.ofNullable(failure.getMessage()).map(m -> ": " + m).orElse("");
    if (status != 0) {
      return Answer.Problem.unreadable(
          status,
          "Expected a whole answer for %s but was HTTP %d and then %s"
              .formatted(action.name(), status, what));
    }
    if (!departure.happened()) {
      return Answer.Problem.onTheWay(
          ClientCodes.CONNECTION_FAILED,
          "Expected a connection to %s for %s but was %s".formatted(endpoint, action.name(), what),
          Answer.Billing.NONE);
    }
    return Answer.Problem.onTheWay(
        timedOut ? ClientCodes.ANSWER_TIMEOUT : ClientCodes.CONNECTION_LOST,
        "Expected an answer from %s for %s but was %s".formatted(endpoint, action.name(), what),
        Answer.Billing.POSSIBLE);
  }

  private static Answer noCredentials(RuntimeException e) {
    return new Answer.Problem(
        ClientCodes.CREDENTIALS_UNAVAILABLE,
        "Expected credentials from their source but was " + Redaction.signatures(e.toString()),
        Optional.empty(),
        0,
        ApiError.Remedy.STOP,
        Optional.empty(),
        Answer.Billing.NONE);
  }

  @Override
  public void close() {
    onTheWay.forEach(sent -> sent.cancel(true));
    threads.shutdown();
  }
}
