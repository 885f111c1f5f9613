package darkroom.studio.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import darkroom.action.ByteSize;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no SDK would send: cut, oversized, out of order or malicious. */
class RawRequestTest {
  @TempDir Path parent;
  private Path folder;
  private Studio studio;

  @BeforeEach
  void start() throws IOException {
    folder = parent.resolve("data");
    studio = Studio.in(folder, ByteSize.bytes(1000));
    studio.store.createBucket("bkt");
  }

  @AfterEach
  void stop() {
    studio.close();
  }

  /**
   * Sends a signed request, byte by byte as given, and reads the answer until the server closes.
   */
  private String send(String method, String target, String extraHeaders, String body)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), studio.server.port())) {
      OutputStream out = socket.getOutputStream();
      out.write((head(method, target) + extraHeaders + "\r\n" + body).getBytes(UTF_8));
      out.flush();
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private String head(String method, String target) {
    String date = HttpDates.header(studio.clock.instant());
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    QueryString query = QueryString.parse(mark < 0 ? "" : target.substring(mark + 1));
    String resource = BucketRequest.decode(path);
    String stringToSign = SignatureV1.stringToSign(method, new TreeMap<>(), date, resource, query);
    return "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nDate: %s\r\nAuthorization: OSS %s:%s\r\nConnection: close\r\n"
        .formatted(method, target, date, Studio.ID, SignatureV1.of(Studio.SECRET, stringToSign));
  }

  private void assertNothingLeft() throws IOException {
    assertThat(studio.store.find("bkt", "k")).isEmpty();
    assertThat(folder.resolve("bkt/drafts")).isEmptyDirectory();
    try (Stream<Path> files = Files.walk(folder.resolve("bkt/objects"))) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void leavesNothingOfACutUploadWithLength() throws IOException {
    send("PUT", "/bkt/k", "Content-Length: 100\r\n", "only this");

    assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5\r\nhello\r\n", "5\r\nhello\r\n14\r\nonly this", "5\r\nhello\r\n3"})
  void leavesNothingOfACutChunkedUpload(String body) throws IOException {
    send("PUT", "/bkt/k", "Transfer-Encoding: chunked\r\n", body);

    assertNothingLeft();
  }

  @Test
  void takesAWholeUpload() throws IOException {
    String answer =
        send("PUT", "/bkt/k", "Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n0\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200 OK");
    assertThat(studio.store.find("bkt", "k")).map(StoredObject::size).hasValue(5L);
  }

  @Test
  void refusesTooLargeObjectsAnnouncedOrNot() throws IOException {
    String large = "x".repeat(1001);

    String announced = send("PUT", "/bkt/k", "Content-Length: 1001\r\n", large);
    String chunked =
        send(
            "PUT", "/bkt/k", "Transfer-Encoding: chunked\r\n", "3e9\r\n" + large + "\r\n0\r\n\r\n");

    assertThat(announced).startsWith("HTTP/1.1 400").contains("<Code>EntityTooLarge</Code>");
    assertThat(chunked).startsWith("HTTP/1.1 400").contains("<Code>EntityTooLarge</Code>");
    assertNothingLeft();
  }

  @Test
  void refusesPartsOutOfOrder() throws IOException {
    String started = send("POST", "/bkt/k?uploads", "Content-Length: 0\r\n", "");
    String id = started.replaceFirst("(?s).*<UploadId>(\\w+)</UploadId>.*", "$1");
    String part = "/bkt/k?partNumber=%d&uploadId=" + id;
    send("PUT", part.formatted(1), "Content-Length: 1\r\n", "a");
    send("PUT", part.formatted(2), "Content-Length: 1\r\n", "b");
    String body =
        ("<CompleteMultipartUpload>"
            + "<Part><PartNumber>2</PartNumber><ETag>92EB5FFEE6AE2FEC3AD71C777531578F</ETag></Part>"
            + "<Part><PartNumber>1</PartNumber><ETag>0CC175B9C0F1B6A831C399E269772661</ETag></Part>"
            + "</CompleteMultipartUpload>");

    String answer =
        send("POST", "/bkt/k?uploadId=" + id, "Content-Length: " + body.length() + "\r\n", body);

    assertThat(answer).startsWith("HTTP/1.1 400").contains("<Code>InvalidPartOrder</Code>");
  }

  @Test
  void readsNoFileThatXmlNames() throws IOException {
    Path secret = Files.writeString(parent.resolve("secret"), "do not tell");
    String body =
        "<!DOCTYPE d [<!ENTITY x SYSTEM \"%s\">]><Delete><Object><Key>&x;</Key></Object></Delete>"
            .formatted(secret.toUri());

    String answer = send("POST", "/bkt/?delete", "Content-Length: " + body.length() + "\r\n", body);

    assertThat(answer)
        .startsWith("HTTP/1.1 400")
        .contains("<Code>MalformedXML</Code>")
        .doesNotContain("do not tell");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/bkt/../outside",
        "/bkt/%2e%2e%2f%2e%2e%2foutside",
        "/bkt/..%5c..%5coutside",
        "/bkt//outside",
        "/bkt/a/../../../outside"
      })
  void keepsEveryKeyInsideItsFolder(String target) throws IOException {
    String answer = send("PUT", target, "Content-Length: 1\r\n", "x");

    assertThat(answer).startsWith("HTTP/1.1 200 OK");
    String key = BucketRequest.decode(target.substring("/bkt/".length()));
    assertThat(studio.store.find("bkt", key)).isPresent();
    try (Stream<Path> files = Files.walk(parent)) {
      assertThat(files.filter(Files::isRegularFile).map(file -> parent.relativize(file).toString()))
          .hasSize(3)
          .allMatch(
              name ->
                  name.matches(
                      "data/\\.lock|data/bkt/created|data/bkt/objects/[0-9a-f]{2}/[0-9a-f]{64}"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", ".lock", "a", "UPPER", "-dash", "dash-", "%2e%2e%2fx"})
  void refusesNamesThatNoBucketMayHave(String name) throws IOException {
    String created = send("PUT", "/" + name + "/", "Content-Length: 0\r\n", "");
    String read = send("GET", "/" + name + "/k", "", "");

    assertThat(created).contains("HTTP/1.1 400").contains("<Code>InvalidBucketName</Code>");
    assertThat(read).contains("HTTP/1.1 404");
  }

  @Test
  void refusesArgumentsOutOfRange() throws IOException {
    Map<String, String> messages =
        Map.of(
            "/bkt/?max-keys=1001", "Expected [0,1000] for max-keys but was 1001",
            "/bkt/?max-keys=many", "Expected [0,1000] for max-keys but was many",
            "/bkt/?list-type=3", "Expected 2 for list-type but was 3",
            "/bkt/?encoding-type=xml", "Expected url for encoding-type but was xml");
    for (Map.Entry<String, String> message : messages.entrySet()) {
      assertThat(send("GET", message.getKey(), "", ""))
          .contains("<Code>InvalidArgument</Code><Message>" + message.getValue() + "</Message>");
    }
  }

  @Test
  void refusesWhatAnotherSubResourceAsksFor() throws IOException {
    studio.store.put("bkt", "k", Studio.stream("kept"), ObjectMetadata.ofType("text/plain"));

    for (String sub : new String[] {"acl", "tagging", "symlink", "x-oss-process=image"}) {
      assertThat(send("PUT", "/bkt/k?" + sub, "Content-Length: 0\r\n", ""))
          .startsWith("HTTP/1.1 501")
          .contains("<Code>NotImplemented</Code>");
    }
    assertThat(send("PATCH", "/bkt/k", "Content-Length: 0\r\n", ""))
        .startsWith("HTTP/1.1 405")
        .contains("<Code>MethodNotAllowed</Code>");
    assertThat(studio.store.read("bkt", "k")).hasContent("kept");
  }
}
