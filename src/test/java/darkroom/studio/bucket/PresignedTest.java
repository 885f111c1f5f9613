package darkroom.studio.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.oss.HttpMethod;
import com.aliyun.oss.OSS;
import com.aliyun.oss.common.auth.DefaultCredentialProvider;
import com.aliyun.oss.common.comm.SignVersion;
import com.aliyun.oss.model.GeneratePresignedUrlRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Links that the official SDK and our own presigner make, followed by a plain HTTP client. */
class PresignedTest {
  private static final String KEY = "d/中文 +~*%.png";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Studio studio;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    studio = Studio.in(folder);
    studio.store.createBucket("bkt");
    studio.store.put("bkt", KEY, Studio.stream("content"), ObjectMetadata.ofType("image/png"));
  }

  @AfterEach
  void stop() {
    studio.close();
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private URI presign(SignVersion version, HttpMethod method, String contentType) {
    return presign(studio.client(version), method, contentType);
  }

  private static URI presign(OSS oss, HttpMethod method, String contentType) {
    GeneratePresignedUrlRequest request = new GeneratePresignedUrlRequest("bkt", KEY, method);
    request.setExpiration(new Date(System.currentTimeMillis() + 600_000));
    request.setContentType(contentType);
    try {
      return URI.create(oss.generatePresignedUrl(request).toString());
    } finally {
      oss.shutdown();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SignVersion.class,
      names = {"V1", "V4"})
  void followsLinksOfTheSdk(SignVersion version) throws Exception {
    HttpResponse<String> put =
        send(
            HttpRequest.newBuilder(presign(version, HttpMethod.PUT, "text/plain"))
                .header("Content-Type", "text/plain")
                .PUT(BodyPublishers.ofString("new content")));
    HttpResponse<String> got = send(HttpRequest.newBuilder(presign(version, HttpMethod.GET, "")));
    HttpResponse<String> head =
        send(
            HttpRequest.newBuilder(presign(version, HttpMethod.HEAD, ""))
                .method("HEAD", BodyPublishers.noBody()));

    assertThat(put.statusCode()).isEqualTo(200);
    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.body()).isEqualTo("new content");
    assertThat(got.headers().firstValue("Content-Type")).hasValue("text/plain");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Length")).hasValue("11");
  }

  @ParameterizedTest
  @EnumSource(
      value = SignVersion.class,
      names = {"V1", "V4"})
  void followsLinksOfTemporaryKeys(SignVersion version) throws Exception {
    OSS temporary =
        studio.client(
            version, new DefaultCredentialProvider("tempid", "tempsecret", "CAIS+/==tok"));
    temporary.putObject("bkt", KEY, Studio.stream("by token"));

    HttpResponse<String> got = send(HttpRequest.newBuilder(presign(temporary, HttpMethod.GET, "")));

    assertThat(got.body()).isEqualTo("by token");
  }

  @ParameterizedTest
  @EnumSource(
      value = SignVersion.class,
      names = {"V1", "V4"})
  void refusesExpiredLinks(SignVersion version) throws Exception {
    URI link = presign(version, HttpMethod.GET, "");
    assertThat(send(HttpRequest.newBuilder(link)).statusCode()).isEqualTo(200);

    studio.clock.advance(Duration.ofSeconds(601));

    HttpResponse<String> refused = send(HttpRequest.newBuilder(link));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body())
        .contains("<Code>AccessDenied</Code><Message>The link has expired.</Message>");
  }

  @ParameterizedTest
  @EnumSource(
      value = SignVersion.class,
      names = {"V1", "V4"})
  void refusesLinksForAnotherMethodOrKey(SignVersion version) throws Exception {
    URI link = presign(version, HttpMethod.GET, "");

    HttpResponse<String> deleted = send(HttpRequest.newBuilder(link).DELETE());
    HttpResponse<String> moved =
        send(HttpRequest.newBuilder(URI.create(link.toString().replace(".png", ".jpg"))));

    assertThat(deleted.statusCode()).isEqualTo(403);
    assertThat(deleted.body()).contains("<Code>SignatureDoesNotMatch</Code>");
    assertThat(moved.body()).contains("<Code>SignatureDoesNotMatch</Code>");
    assertThat(studio.store.find("bkt", KEY)).isPresent();
  }

  @Test
  void followsOwnLinksUntilTheyExpire() throws Exception {
    Presigner presigner =
        Presigner.of(studio.server.endpoint(), Studio.ID, Studio.SECRET, studio.clock);
    URI link = presigner.presignGet("bkt", KEY, Duration.ofMinutes(30));

    assertThat(link.toString()).isASCII();
    assertThat(send(HttpRequest.newBuilder(link)).body()).isEqualTo("content");
    studio.clock.advance(Duration.ofMinutes(29));
    assertThat(send(HttpRequest.newBuilder(link)).statusCode()).isEqualTo(200);
    studio.clock.advance(Duration.ofSeconds(62));
    assertThat(send(HttpRequest.newBuilder(link)).statusCode()).isEqualTo(403);
  }

  @Test
  void refusesUnsignedRequestsInXml() throws Exception {
    HttpResponse<String> refused =
        send(HttpRequest.newBuilder(studio.server.endpoint().resolve("/bkt/k")));

    assertThat(refused.statusCode()).isEqualTo(403);
    String id = refused.headers().firstValue("x-oss-request-id").orElseThrow();
    assertThat(refused.headers().firstValue("Server")).hasValue("AliyunOSS");
    assertThat(refused.body().getBytes(UTF_8))
        .asString(UTF_8)
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Error><Code>AccessDenied</Code>\
            <Message>Expected a signed request but was an anonymous one.</Message>\
            <RequestId>%s</RequestId><HostId>127.0.0.1:%d</HostId></Error>"""
                .formatted(id, studio.server.port()));
  }
}
