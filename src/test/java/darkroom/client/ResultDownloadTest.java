package darkroom.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import darkroom.action.ByteSize;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results fetched from a store that fails by a script. */
class ResultDownloadTest {
  private static final byte[] CONTENT = new byte[100_000];

  static {
    new Random(3).nextBytes(CONTENT);
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> ranges = new CopyOnWriteArrayList<>();
  private final Deque<Reply> script = new ArrayDeque<>();
  private HttpServer server;
  private ResultDownload download =
      ResultDownload.of(Duration.ofSeconds(20), UnaryOperator.identity(), ByteSize.megabytes("1"));

  /** One answer of the store. */
  private interface Reply {
    void to(HttpExchange exchange) throws IOException;
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  @AfterEach
  void stop() {
    download.close();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    ranges.add(
        exchange.getRequestHeaders().getFirst("Range")
            + " if "
            + exchange.getRequestHeaders().getFirst("If-Range"));
    Reply reply;
    synchronized (script) {
      reply = script.size() > 1 ? script.removeFirst() : script.getFirst();
    }
    reply.to(exchange);
  }

  private static Reply status(int status) {
    return exchange -> {
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    };
  }

  /** Sends bytes of the content under this status, and cuts the connection after so many. */
  private static Reply bytes(int status, String tag, int from, int sent, String range) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "image/png");
      exchange.getResponseHeaders().set("ETag", tag);
      if (!range.isEmpty()) {
        exchange.getResponseHeaders().set("Content-Range", range);
      }
      exchange.sendResponseHeaders(status, CONTENT.length - from);
      exchange.getResponseBody().write(CONTENT, from, sent);
      exchange.getResponseBody().flush();
      exchange.close();
    };
  }

  private static Reply whole() {
    return bytes(200, "\"a\"", 0, CONTENT.length, "");
  }

  private static Reply cutAfter(int sent) {
    return bytes(200, "\"a\"", 0, sent, "");
  }

  private static Reply rest(int from) {
    return bytes(
        206,
        "\"a\"",
        from,
        CONTENT.length - from,
        "bytes " + from + "-" + (CONTENT.length - 1) + "/" + CONTENT.length);
  }

  private URI link() {
    return URI.create(
        "http://127.0.0.1:"
            + server.getAddress().getPort()
            + "/r/a.png?Expires=1&Signature=secret");
  }

  private String place() {
    return link().toString().replaceAll("\\?.*", "");
  }

  private Downloaded fetch(Reply... replies) {
    script.addAll(List.of(replies));
    return fetched(link());
  }

  private Downloaded fetched(URI link) {
    return download.fetch(link).orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static void assertWhole(Downloaded downloaded) {
    assertThat(downloaded).isInstanceOf(Downloaded.Whole.class);
    assertThat(((Downloaded.Whole) downloaded).bytes()).isEqualTo(CONTENT);
    assertThat(((Downloaded.Whole) downloaded).mediaType()).contains("image/png");
  }

  @Test
  void fetchesAWholeResult() {
    assertWhole(fetch(whole()));
    assertThat(ranges).containsExactly("null if null");
  }

  @Test
  void goesOnWhereTheConnectionWasCut() {
    assertWhole(fetch(cutAfter(40_000), rest(40_000)));
    assertThat(ranges).containsExactly("null if null", "bytes=40000- if \"a\"");
  }

  @Test
  void beginsAnewWhereTheStoreDoes() {
    assertWhole(fetch(cutAfter(40_000), whole()));
  }

  @Test
  void beginsAnewAfterAPartThatWasNotAskedFor() {
    assertWhole(fetch(cutAfter(40_000), rest(50_000), whole()));
    assertThat(ranges).endsWith("null if null");
  }

  @Test
  void weakTagDoesNotVouchForTheRest() {
    assertWhole(fetch(bytes(200, "W/\"a\"", 0, 40_000, ""), rest(40_000)));
    assertThat(ranges).containsExactly("null if null", "bytes=40000- if null");
  }

  @Test
  void triesAgainWhereTheStoreIsBusy() {
    assertWhole(fetch(status(503), status(500), whole()));
  }

  @Test
  void givesUpAResultThatIsCutAgainAndAgain() {
    assertThat(fetch(cutAfter(40_000)))
        .isInstanceOfSatisfying(
            Downloaded.Broken.class,
            broken -> {
              assertThat(broken.code()).isEqualTo("ResultIncomplete");
              assertThat(broken.message())
                  .startsWith("Expected all of " + place() + " within 20000 ms but was 40000 bytes")
                  .doesNotContain("secret");
            });
    assertThat(ranges).hasSize(Fetch.TRIES);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404})
  void linkThatLivesNoLongerIsExpired(int status) {
    assertThat(fetch(cutAfter(40_000), status(status)))
        .isEqualTo(
            new Downloaded.Expired(
                status,
                "Expected a result at "
                    + place()
                    + " but was HTTP "
                    + status
                    + ": the link has expired or the result is gone"));
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 204})
  void otherAnswersAreNoResult(int status) {
    assertThat(fetch(status(status)))
        .isEqualTo(
            new Downloaded.Broken(
                "ResultUnavailable",
                "Expected a result at " + place() + " within 20000 ms but was HTTP " + status));
    assertThat(ranges).hasSize(1);
  }

  @Test
  void tooLargeResultIsNotRead() {
    download.close();
    download =
        ResultDownload.of(
            Duration.ofSeconds(20), UnaryOperator.identity(), new ByteSize(CONTENT.length - 1));

    assertThat(fetch(cutAfter(0)))
        .isEqualTo(
            new Downloaded.Broken(
                "ResultTooLarge",
                "Expected at most 99999 bytes for " + place() + " but was 100000 bytes"));
    assertThat(ranges).hasSize(1);
  }

  @Test
  void tooLargeResultOfUntoldLengthIsBrokenOff() {
    assertThat(
            fetch(
                exchange -> {
                  exchange.sendResponseHeaders(200, 0);
                  for (int i = 0; i < 50; i++) {
                    exchange.getResponseBody().write(CONTENT);
                  }
                  exchange.close();
                }))
        .isEqualTo(
            new Downloaded.Broken(
                "ResultTooLarge", "Expected at most 1 MB for " + place() + " but was more"));
  }

  @Test
  void endsWithItsPatience() {
    download.close();
    download =
        ResultDownload.of(
            Duration.ofMillis(300), UnaryOperator.identity(), ByteSize.megabytes("1"));

    assertThat(fetch(exchange -> {}))
        .isEqualTo(
            new Downloaded.Broken(
                "ResultUnavailable",
                "Expected a result at " + place() + " within 300 ms but was nothing yet"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "ftp://h/a?Signature=secret", "/a", "http:a"})
  void followsHttpLinksOnly(String link) {
    assertThat(fetched(URI.create(link)))
        .isInstanceOfSatisfying(
            Downloaded.Broken.class,
            broken -> {
              assertThat(broken.code()).isEqualTo("ResultLinkInvalid");
              assertThat(broken.message())
                  .startsWith("Expected an http or https link with a host for a result but was ")
                  .doesNotContain("secret");
            });
  }

  @Test
  void goesToTheHostAsItIsCalledFromHere() {
    download.close();
    URI here = link();
    download = ResultDownload.of(Duration.ofSeconds(20), link -> here, ByteSize.megabytes("1"));
    script.add(whole());

    assertWhole(fetched(URI.create("http://public.example/r/a.png")));
  }

  @Test
  void closingEndsWhatIsUnderWay() {
    script.add(exchange -> {});
    CompletableFuture<Downloaded> under = download.fetch(link());
    await().until(() -> ranges.size() == 1);

    download.close();

    assertThat(under.join())
        .isEqualTo(
            new Downloaded.Broken(
                "ClientClosed",
                "Expected an open client for " + place() + " but was a closed one"));
    assertThat(fetched(link())).isInstanceOf(Downloaded.Broken.class);
  }

  @Test
  void keepsOneContentApartFromAnother() {
    script.add(
        exchange -> {
          int size = exchange.getRequestURI().getPath().length();
          exchange.sendResponseHeaders(200, size);
          exchange.getResponseBody().write(CONTENT, 0, size);
          exchange.close();
        });
    List<CompletableFuture<Downloaded>> under =
        IntStream.range(0, 50)
            .mapToObj(i -> download.fetch(link().resolve("/" + "a".repeat(i))))
            .toList();

    for (int i = 0; i < 50; i++) {
      Downloaded.Whole whole = (Downloaded.Whole) under.get(i).join();
      assertThat(whole.bytes()).isEqualTo(Arrays.copyOf(CONTENT, i + 1));
      assertThat(whole.mediaType()).isEqualTo(Optional.empty());
    }
  }
}
