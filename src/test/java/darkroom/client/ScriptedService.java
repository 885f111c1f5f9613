package darkroom.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import darkroom.wire.Acs3Signature;
import darkroom.wire.Digests;
import darkroom.wire.PercentEncoding;
import darkroom.wire.RpcSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service on the loopback interface that answers by a script, and to right signatures only. */
final class ScriptedService implements AutoCloseable {
  static final String SECRET = "testsecret";

  private final ExecutorService threads =
      Executors.newCachedThreadPool(DaemonThreads.named("scripted-service"));
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Deque<Reply> script = new ArrayDeque<>();
  private final HttpServer server;

  /** A request as it came; of headers the first value, by lower-case name. */
  record Received(
      String method,
      SortedMap<String, String> query,
      SortedMap<String, String> headers,
      String body,
      String protocol,
      long nanos) {

    SortedMap<String, String> form() {
      return PercentEncoding.parse(body);
    }
  }

  /** One answer. */
  @FunctionalInterface
  interface Reply {
    void to(HttpExchange exchange) throws IOException;

    static Reply of(int status, String body, String... headers) {
      return exchange -> {
        for (int i = 0; i < headers.length; i += 2) {
          exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
      };
    }

    static Reply done(String requestId) {
      return of(200, "{\"RequestId\":\"" + requestId + "\",\"Data\":{\"Sharpness\":0.5}}");
    }

    static Reply error(int status, String code, String... headers) {
      return of(
          status,
          "{\"RequestId\":\"E-1\",\"HostId\":\"h\",\"Code\":\""
              + code
              + "\",\"Message\":\"because\"}",
          headers);
    }

    /** Hangs up without a word. */
    static Reply hangUp() {
      return HttpExchange::close;
    }

    /** Promises more than it sends, and hangs up. */
    static Reply cutShort(int status, String begun) {
      return exchange -> {
        begin(exchange, status, begun);
        exchange.close();
      };
    }

    /** Promises more than it sends, and keeps its caller waiting. */
    static Reply stalled(int status, String begun) {
      return exchange -> begin(exchange, status, begun);
    }

    static Reply silence() {
      return exchange -> {};
    }

    private static void begin(HttpExchange exchange, int status, String begun) throws IOException {
      exchange.sendResponseHeaders(status, 1000);
      exchange.getResponseBody().write(begun.getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
    }
  }

  private ScriptedService(List<Reply> replies) {
    script.addAll(replies);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Answers in this order, and with the last one from then on. */
  static ScriptedService answering(Reply... replies) {
    return new ScriptedService(List.of(replies));
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Received> received() {
    return received;
  }

  private void handle(HttpExchange exchange) throws IOException {
    SortedMap<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    Received request =
        new Received(
            exchange.getRequestMethod(),
            PercentEncoding.parse(
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("")),
            headers,
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
            exchange.getProtocol(),
            System.nanoTime());
    received.add(request);
    Reply reply = isSigned(request) ? next() : Reply.error(400, "SignatureDoesNotMatch");
    reply.to(exchange);
  }

  private synchronized Reply next() {
    return script.size() > 1 ? script.removeFirst() : script.getFirst();
  }

  private static boolean isSigned(Received request) {
    String authorization = request.headers().get("authorization");
    if (authorization == null) {
      SortedMap<String, String> merged = new TreeMap<>(request.query());
      merged.putAll(request.form());
      return RpcSignature.of(request.method(), merged, SECRET).equals(merged.get("Signature"));
    }
    String digest = Digests.sha256Hex(request.body().getBytes(StandardCharsets.UTF_8));
    return digest.equals(request.headers().get("x-acs-content-sha256"))
        && authorization.equals(
            Acs3Signature.authorization(
                request.method(),
                "/",
                request.query(),
                Acs3Signature.signedHeaders(request.headers()),
                "testid",
                SECRET));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
