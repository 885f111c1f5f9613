package darkroom.studio.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves a {@link Service} over HTTP on the loopback interface.
 *
 * <p>An answer may come from any thread at any time; while it is awaited no thread is held. A
 * service that fails is answered with 500, one that fails with {@link ConnectionCut} by closing.
 */
public final class HttpFront implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(HttpFront.class.getName());
  private static final int BACKLOG = 4096;
  // One second longer than java.net.http keeps a connection, so that it never sends into a closed
  // one.
  private static final Duration IDLE = Duration.ofSeconds(1201);

  static {
    // The server's classes read these once, when they are loaded. Without nodelay an answer's last
    // packet waits 40 ms for an acknowledgement; over 200 idle connections are closed at once.
    presetProperty("sun.net.httpserver.nodelay", "true");
    presetProperty("sun.net.httpserver.maxIdleConnections", String.valueOf(BACKLOG));
    presetProperty("sun.net.httpserver.idleInterval", String.valueOf(IDLE.toSeconds()));
  }

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Daemons.named("studio-http"));

  private HttpFront(HttpServer server) {
    this.server = server;
  }

  /** Takes a port, or any free one where it is 0; requests wait until {@link #serve}. */
  public static HttpFront bind(int port) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try {
      return new HttpFront(HttpServer.create(address, BACKLOG));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Expected a free port for the studio but was " + port + ": " + e.getMessage(), e);
    }
  }

  /** Begins to answer. */
  public HttpFront serve(Service service) {
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(service, exchange));
    server.start();
    return this;
  }

  /** Where it is reached, such as {@code http://127.0.0.1:8080}. */
  public URI endpoint() {
    InetSocketAddress address = server.getAddress();
    return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
  }

  /** Stops at once; requests under way lose their connection. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(Service service, HttpExchange exchange) {
    CompletableFuture<Response> answer;
    try {
      answer = service.handle(request(exchange)).toCompletableFuture();
    } catch (Throwable failure) {
      // An error that escaped would leave the connection open without an answer.
      answer = CompletableFuture.failedFuture(failure);
    }
    // Sending may block, so it is done on a thread of our own, not on the one that completes.
    Executor sender = answer.isDone() ? Runnable::run : threads;
    CompletableFuture<Response> unused =
        answer.whenCompleteAsync(
            (response, failure) -> finish(exchange, response, failure), sender);
  }

  private static Request request(HttpExchange exchange) {
    TreeMap<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    URI uri = exchange.getRequestURI();
    String query = uri.getRawQuery();
    return new Request(
        exchange.getRequestMethod(),
        rawPath(uri),
        query == null ? "" : query,
        Collections.unmodifiableSortedMap(headers),
        exchange.getRequestBody());
  }

  /** The path as sent; {@link URI} takes what follows two slashes for a host. */
  private static String rawPath(URI uri) {
    String sent = uri.toString();
    if (!sent.startsWith("//")) {
      return uri.getRawPath();
    }
    int query = sent.indexOf('?');
    return query < 0 ? sent : sent.substring(0, query);
  }

  private static void finish(HttpExchange exchange, Response response, Throwable failure) {
    if (failure == null) {
      send(exchange, response);
      return;
    }
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof ConnectionCut) {
      // Without an answer begun, this closes the socket.
      exchange.close();
      return;
    }
    LOG.log(Level.ERROR, "A service failed on " + exchange.getRequestURI().getRawPath(), cause);
    byte[] sentence = "The service failed\n".getBytes(StandardCharsets.UTF_8);
    send(exchange, Response.of(500, "text/plain; charset=utf-8", sentence));
  }

  private static void send(HttpExchange exchange, Response response) {
    try (InputStream body = response.body()) {
      Headers headers = exchange.getResponseHeaders();
      // All at once: one by one their names would be rewritten, and x-oss-meta-a not be known
      // again.
      Map<String, List<String>> named = new LinkedHashMap<>();
      response.headers().forEach((name, value) -> named.put(name, List.of(value)));
      headers.putAll(named);
      if (exchange.getRequestMethod().equals("HEAD")) {
        headers.set("Content-Length", String.valueOf(response.length()));
        exchange.sendResponseHeaders(response.status(), -1);
      } else if (response.length() == 0) {
        exchange.sendResponseHeaders(response.status(), -1);
      } else {
        exchange.sendResponseHeaders(response.status(), response.length());
        sendBody(exchange.getResponseBody(), body);
      }
    } catch (IOException | RuntimeException e) {
      // The client has gone, the connection is to be cut, or the body ended early; the answer has
      // begun, so that closing is all that is left to tell it.
      LOG.log(Level.DEBUG, "An answer was not sent in full", e);
    } finally {
      exchange.close();
    }
  }

  private static void sendBody(OutputStream out, InputStream body) throws IOException {
    try {
      body.transferTo(out);
    } catch (IOException e) {
      out.flush();
      throw e;
    }
  }

  private static void presetProperty(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }
}
