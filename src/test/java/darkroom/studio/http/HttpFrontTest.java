package darkroom.studio.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpFrontTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpFront front = HttpFront.bind(0);
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    front.close();
  }

  @Test
  void handsOnRequestAsItCame() throws Exception {
    AtomicReference<Request> seen = new AtomicReference<>();
    front.serve(
        request -> {
          seen.set(request);
          return answer(text(200, "fine"));
        });

    HttpResponse<String> response = get("/a%20b/%E4%B8%AD+c?x=%26&y", BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("fine");
    assertThat(response.headers().firstValue("Content-Type")).contains("text/plain");
    assertThat(seen.get().method()).isEqualTo("GET");
    assertThat(seen.get().rawPath()).isEqualTo("/a%20b/%E4%B8%AD+c");
    assertThat(seen.get().rawQuery()).isEqualTo("x=%26&y");
    assertThat(seen.get().query()).isEqualTo(Map.of("x", "&", "y", ""));
    assertThat(seen.get().header("Host")).contains(front.endpoint().getAuthority());
  }

  @Test
  void keepsPathThatStartsWithTwoSlashes() throws Exception {
    front.serve(request -> answer(text(200, request.rawPath() + " " + request.rawQuery())));

    assertThat(raw("GET //bucket/key?a=b HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
        .endsWith("\r\n\r\n//bucket/key a=b");
  }

  @Test
  void takesChunksApart() throws Exception {
    front.serve(HttpFrontTest::echo);
    byte[] body = bytes(300_000);

    HttpResponse<byte[]> response =
        http.send(
            to("/")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build(),
            BodyHandlers.ofByteArray());

    assertThat(response.body()).isEqualTo(body);
  }

  @Test
  void answersHeadWithLengthButNoBody() throws Exception {
    front.serve(request -> answer(text(200, "twelve bytes")));

    HttpResponse<String> response =
        http.send(to("/").method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.ofString());

    assertThat(response.headers().firstValue("Content-Length")).contains("12");
    assertThat(response.body()).isEmpty();
  }

  @Test
  void answersWhenStageCompletesLater() throws Exception {
    CompletableFuture<Response> later = new CompletableFuture<>();
    front.serve(request -> later);

    CompletableFuture<HttpResponse<String>> response =
        http.sendAsync(to("/").build(), BodyHandlers.ofString());
    later.complete(text(201, "late"));

    assertThat(response.get().statusCode()).isEqualTo(201);
    assertThat(response.get().body()).isEqualTo("late");
  }

  @Test
  void answersThrownExceptionWith500() throws Exception {
    front.serve(
        request -> {
          throw new IllegalStateException("secret detail");
        });

    HttpResponse<String> response = get("/", BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).isEqualTo("The service failed\n");
  }

  @Test
  void answersThrownErrorWith500() throws Exception {
    front.serve(
        request -> {
          throw new StackOverflowError("deep");
        });

    assertThat(get("/", BodyHandlers.ofString()).statusCode()).isEqualTo(500);
  }

  @Test
  void answersFailedStageWith500() throws Exception {
    front.serve(
        request -> CompletableFuture.supplyAsync(() -> failing(new IllegalStateException("no"))));

    assertThat(get("/", BodyHandlers.ofString()).statusCode()).isEqualTo(500);
  }

  @Test
  void closesConnectionWithoutAnswerOnCut() {
    front.serve(request -> CompletableFuture.failedFuture(new ConnectionCut()));

    assertThatThrownBy(() -> get("/", BodyHandlers.ofString()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("received no bytes");
  }

  @Test
  void sendsWhatBodyHeldBeforeItFailed() throws Exception {
    front.serve(request -> answer(new Response(200, Map.of(), 100, brokenAfter("first half "))));

    assertThat(raw("GET / HTTP/1.1\r\nHost: h\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("Content-length: 100\r\n")
        .endsWith("\r\n\r\nfirst half ");
  }

  @Test
  void answersThoughBodyWasNotRead() throws Exception {
    front.serve(request -> answer(text(403, "no")));

    for (int i = 0; i < 3; i++) {
      HttpResponse<String> response =
          http.send(
              to("/").POST(BodyPublishers.ofByteArray(bytes(50_000))).build(),
              BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.body()).isEqualTo("no");
    }
  }

  @Test
  void saysWhichPortIsTaken() {
    int port = front.endpoint().getPort();

    assertThatThrownBy(() -> HttpFront.bind(port))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("Expected a free port for the studio but was " + port);
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(front.endpoint() + path)).timeout(PATIENCE);
  }

  private <T> HttpResponse<T> get(String path, HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    return http.send(to(path).build(), handler);
  }

  private void post(String body) throws IOException, InterruptedException {
    http.send(to("/").POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  /** Sends bytes as they are, and reads until the connection is closed. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(front.endpoint().getHost(), front.endpoint().getPort())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static CompletionStage<Response> echo(Request request) {
    try {
      return answer(Response.of(200, "application/octet-stream", request.body().readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CompletionStage<Response> answer(Response response) {
    return CompletableFuture.completedFuture(response);
  }

  private static Response text(int status, String text) {
    return Response.of(status, "text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  private static Response failing(RuntimeException failure) {
    throw failure;
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) 'x');
    return bytes;
  }

  private static InputStream brokenAfter(String text) {
    InputStream whole = new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new ConnectionCut();
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int count = whole.read(into, offset, length);
        if (count < 0) {
          throw new ConnectionCut();
        }
        return count;
      }
    };
  }
}
