package darkroom.storage.oss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import darkroom.studio.http.Fault;
import darkroom.studio.http.FaultRule;
import darkroom.studio.http.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person can act on each message without reading code. */
class OssFailuresTest extends StoreTest {
  @Test
  void tellsThatBucketIsMissing() {
    assertThatThrownBy(() -> store.files.open(OssResourceId.of("oss://no-such-bucket/a.jpg")))
        .isInstanceOf(OssException.class)
        .hasMessageMatching(
            "Expected to read oss://no-such-bucket/a.jpg but the store answered NoSuchBucket"
                + " \\(request [0-9A-F]{24}\\): create the bucket, or correct its name or the"
                + " endpoint's region");
  }

  @Test
  void tellsThatBucketToListIsMissing() throws IOException {
    assertThatThrownBy(
            () -> store.files.match(List.of("oss://no-such-bucket/*.jpg")).get(0).metadata())
        .hasMessageStartingWith(
            "Expected to list oss://no-such-bucket/ but the store answered NoSuchBucket");
  }

  @ParameterizedTest
  @CsvSource({
    "AccessDenied, 403, give this access key the right to do so",
    "InvalidAccessKeyId, 403, correct the access key",
    "SecurityTokenExpired, 403, renew the temporary access key",
    "RequestTimeTooSkewed, 403, set this machine's clock"
  })
  void tellsWhatToDo(String code, int status, String advice) {
    byte[] xml =
        ("<Error><Code>" + code + "</Code><Message>m</Message><RequestId>R7</RequestId></Error>")
            .getBytes(StandardCharsets.UTF_8);
    store
        .faults()
        .add(FaultRule.next(1, Fault.answered(() -> Response.of(status, "application/xml", xml))));

    assertThatThrownBy(() -> store.files.open(Store.id("a.jpg")))
        .isInstanceOfSatisfying(OssException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessage(
            "Expected to read oss://shop-photos/a.jpg but the store answered "
                + code
                + " (request R7): "
                + advice);
  }

  @Test
  void keepsSignatureToItself() {
    OssFileSystem stranger =
        store.files(options -> options.setOssCredentialsArguments(Map.of("secret", "wrong")));

    assertThatThrownBy(() -> stranger.open(Store.id("a.jpg")))
        .hasMessageMatching(
            "Expected to read oss://shop-photos/a.jpg but the store answered SignatureDoesNotMatch"
                + " \\(request [0-9A-F]{24}\\): correct the access key's secret or the region")
        .hasNoCause();
  }

  @Test
  void tellsThatNobodyAnswers() {
    OssFileSystem nowhere =
        store.files(
            options -> {
              options.setOssEndpoint("http://127.0.0.1:1");
              options.setOssRetries(0);
            });

    assertThatThrownBy(() -> nowhere.open(Store.id("a.jpg")))
        .hasMessage(
            "Expected to read oss://shop-photos/a.jpg but http://127.0.0.1:1 did not answer"
                + " (SocketException): check the endpoint and the network");
  }

  @Test
  void signsInBothVersions() throws IOException {
    store.put("signed");
    for (OssSignature signature : OssSignature.values()) {
      OssFileSystem files = store.files(options -> options.setOssSignature(signature));
      assertThat(files.match(List.of("oss://shop-photos/signed")).get(0).metadata()).hasSize(1);
    }
  }
}
