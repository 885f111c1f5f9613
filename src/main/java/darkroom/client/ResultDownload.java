package darkroom.client;

import darkroom.action.ByteSize;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** Fetches what temporary links lead to, without blocking; what breaks off is gone on with. */
public final class ResultDownload implements AutoCloseable {
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
  private static final int THREADS = 2;

  private final Duration patience;
  private final UnaryOperator<URI> rewrite;
  private final ByteSize most;
  private final Timing timing;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, DaemonThreads.named("darkroom-client-download"));
  private final HttpClient http;
  private final Set<Fetch> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private ResultDownload(
      Duration patience, UnaryOperator<URI> rewrite, ByteSize most, Timing timing) {
    if (patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException(
          "Expected more than no time for patience but was " + patience);
    }
    this.patience = patience;
    this.rewrite = rewrite;
    this.most = most;
    this.timing = timing;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience.compareTo(LONGEST_CONNECT) < 0 ? patience : LONGEST_CONNECT)
            .executor(threads)
            .build();
  }

  /**
   * @param patience with one result, from its first request to its last byte
   * @param rewrite what a link's host is called from here
   * @param most a larger result is not read
   */
  public static ResultDownload of(Duration patience, UnaryOperator<URI> rewrite, ByteSize most) {
    return of(patience, rewrite, most, Timing.real());
  }

  static ResultDownload of(
      Duration patience, UnaryOperator<URI> rewrite, ByteSize most, Timing timing) {
    return new ResultDownload(patience, rewrite, most, timing);
  }

  /**
   * Fetches a result. Whatever becomes of it is a {@link Downloaded}; an exceptional completion is
   * a bug. What is chained to the future without an executor of its own must not block.
   */
  public CompletableFuture<Downloaded> fetch(URI url) {
    URI link = rewrite.apply(url);
    Optional<Downloaded> refused = refusal(link);
    if (refused.isPresent()) {
      return CompletableFuture.completedFuture(refused.get());
    }
    Fetch fetch = new Fetch(http, threads, timing, link, patience, new PartialBody(most));
    underWay.add(fetch);
    CompletableFuture<Downloaded> result = fetch.result();
    CompletableFuture<Downloaded> unused =
        result.whenComplete((downloaded, bug) -> underWay.remove(fetch));
    if (closed) {
      fetch.close();
    } else {
      fetch.begin();
    }
    return result;
  }

  private static Optional<Downloaded> refusal(URI link) {
    String scheme = String.valueOf(link.getScheme()).toLowerCase(Locale.ROOT);
    boolean fit =
        (scheme.equals("http") || scheme.equals("https"))
            && link.getHost() != null
            && link.getRawUserInfo() == null;
    return fit
        ? Optional.empty()
        : Optional.of(
            new Downloaded.Broken(
                ClientCodes.RESULT_LINK_INVALID,
                "Expected an http or https link with a host for a result but was "
                    + (link.isOpaque() || link.getScheme() == null
                        ? "another one"
                        : scheme + "://")));
  }

  /** Ends all fetches as {@link ClientCodes#CLIENT_CLOSED}. */
  @Override
  public void close() {
    closed = true;
    underWay.forEach(Fetch::close);
    threads.shutdown();
    timing.close();
  }
}
