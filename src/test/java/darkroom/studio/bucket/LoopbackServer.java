package darkroom.studio.bucket;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import darkroom.studio.http.Request;
import darkroom.studio.http.Response;
import darkroom.studio.http.Service;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Serves a service on a free port of the loopback interface. */
final class LoopbackServer implements AutoCloseable {
  static {
    // Otherwise each answer waits 40 ms for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final Service service;

  private LoopbackServer(Service service) throws IOException {
    this.service = service;
    this.threads = Executors.newFixedThreadPool(8);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::exchange);
    server.start();
  }

  static LoopbackServer of(Service service) throws IOException {
    return new LoopbackServer(service);
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port());
  }

  private void exchange(HttpExchange exchange) throws IOException {
    try (exchange) {
      TreeMap<String, String> headers = new TreeMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
      URI uri = exchange.getRequestURI();
      Response response =
          service
              .handle(
                  new Request(
                      exchange.getRequestMethod(),
                      uri.getRawPath(),
                      uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                      headers,
                      exchange.getRequestBody()))
              .toCompletableFuture()
              .join();
      send(exchange, response);
    }
  }

  private static void send(HttpExchange exchange, Response response) throws IOException {
    // Set one by one, names would be sent as "X-oss-meta-", which the official SDK does not know;
    // JDK 17 leaves them alone when they are put all at once.
    exchange
        .getResponseHeaders()
        .putAll(
            response.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue()))));
    boolean bodiless =
        response.length() == 0
            || response.status() == 204
            || response.status() == 304
            || exchange.getRequestMethod().equals("HEAD");
    try (InputStream body = response.body()) {
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.getResponseHeaders().set("Content-Length", Long.toString(response.length()));
      }
      exchange.sendResponseHeaders(response.status(), bodiless ? -1 : response.length());
      if (!bodiless) {
        body.transferTo(exchange.getResponseBody());
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
