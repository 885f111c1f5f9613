package darkroom.studio.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.oss.OSS;
import com.aliyun.oss.common.comm.SignVersion;
import com.aliyun.oss.model.DeleteObjectsRequest;
import com.aliyun.oss.model.ListObjectsRequest;
import com.aliyun.oss.model.ListObjectsV2Request;
import com.aliyun.oss.model.OSSObject;
import com.aliyun.oss.model.OSSObjectSummary;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, wherever they are named, by the official SDK in both signature versions. */
@ParameterizedClass
@EnumSource(
    value = SignVersion.class,
    names = {"V1", "V4"})
class KeysSdkTest extends SdkTest {
  KeysSdkTest(SignVersion version) {
    super(version);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "d/中文+~*.txt",
        "100%.jpg",
        "%2e%2e/x",
        "a+b c",
        "what?#anchor&x=y",
        "../../../../tmp/escape",
        "a/../b",
        "a/./b",
        "double//slash/",
        "/leading",
        "//leading",
        "back\\slash",
        "<tag> & \"quote\"",
        "\uD83D\uDE00 emoji",
        "tab\there",
        "!'()*;:@&=+$,/?#[]"
      })
  void takesKeysOfAnyCharacters(String key) throws IOException {
    oss.putObject("bkt", key, Studio.stream(key));
    oss.putObject("bkt", "plain", Studio.stream(""));
    oss.copyObject("bkt", key, "bkt", "copy of " + key);

    assertThat(content(oss, key)).isEqualTo(key);
    assertThat(content(oss, "copy of " + key)).isEqualTo(key);
    assertThat(oss.getObjectMetadata("bkt", key).getContentLength())
        .isEqualTo(key.getBytes(UTF_8).length);
    assertThat(oss.listObjects("bkt").getObjectSummaries())
        .extracting(OSSObjectSummary::getKey)
        .containsExactlyInAnyOrder(key, "plain", "copy of " + key);
    assertThat(
            oss.listObjectsV2(new ListObjectsV2Request("bkt").withEncodingType("url"))
                .getObjectSummaries())
        .extracting(summary -> URLDecoder.decode(summary.getKey(), UTF_8))
        .containsExactlyInAnyOrder(key, "plain", "copy of " + key);
    assertThat(
            oss.deleteObjects(
                    new DeleteObjectsRequest("bkt").withKeys(List.of(key, "copy of " + key)))
                .getDeletedObjects())
        .containsExactly(key, "copy of " + key);
    assertThat(oss.listObjects("bkt").getObjectSummaries())
        .extracting(OSSObjectSummary::getKey)
        .containsExactly("plain");
  }

  @Test
  void namesControlCharactersWhereKeysAreUrlEncoded() {
    // XML 1.0 has no way to write them, and the SDK reads no other.
    String key = "control\u0001here";
    oss.putObject("bkt", key, Studio.stream(TEXT));

    assertThat(
            oss.listObjects(new ListObjectsRequest("bkt").withEncodingType("url"))
                .getObjectSummaries())
        .extracting(OSSObjectSummary::getKey)
        .containsExactly("control%01here");
    DeleteObjectsRequest delete = new DeleteObjectsRequest("bkt").withKeys(List.of(key));
    delete.setEncodingType("url");
    oss.deleteObjects(delete);
    assertThat(oss.doesObjectExist("bkt", key)).isFalse();
  }

  @Test
  void takesTheLongestKeyAndNoLonger() throws IOException {
    String longest = "k".repeat(1020) + "中";
    oss.putObject("bkt", longest, Studio.stream(TEXT));

    assertThat(content(oss, longest)).isEqualTo(TEXT);
    assertThatThrownBy(
            () ->
                studio.store.put(
                    "bkt",
                    longest + "k",
                    Studio.stream(""),
                    darkroom.studio.bucket.ObjectMetadata.ofType("a/b")))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.error()).isEqualTo(BucketError.INVALID_OBJECT_NAME));
  }

  @Test
  void servesBucketsInTheHostName() throws IOException {
    OSS virtual = studio.virtualHostClient(version);
    try {
      virtual.createBucket("vhost");
      virtual.putObject("vhost", "d/中 +1", Studio.stream(TEXT));
      assertThat(virtual.listObjects("vhost", "d/").getObjectSummaries())
          .extracting(OSSObjectSummary::getKey)
          .containsExactly("d/中 +1");
      assertThat(virtual.listBuckets()).extracting("name").containsExactly("bkt", "vhost");
      try (OSSObject object = virtual.getObject("vhost", "d/中 +1")) {
        assertThat(new String(object.getObjectContent().readAllBytes(), UTF_8)).isEqualTo(TEXT);
      }
    } finally {
      virtual.shutdown();
    }
    assertThat(oss.listObjects("vhost").getObjectSummaries()).hasSize(1);
  }

  @Test
  void keepsObjectsOverARestart(@TempDir Path folder) throws IOException {
    List<String> keys = List.of("a", "d/中文", "../b");
    try (Studio before = Studio.in(folder)) {
      OSS client = before.client(version);
      client.createBucket("bkt");
      for (String key : keys) {
        client.putObject("bkt", key, Studio.stream("was " + key));
      }
      client.putObject("bkt", "a", Studio.stream("is now"));
      client.deleteObject("bkt", "../b");
      client.shutdown();
    }
    try (Studio after = Studio.in(folder)) {
      OSS client = after.client(version);
      assertThat(client.listObjects("bkt").getObjectSummaries())
          .extracting(OSSObjectSummary::getKey)
          .containsExactly("a", "d/中文");
      assertThat(content(client, "a")).isEqualTo("is now");
      assertThat(content(client, "d/中文")).isEqualTo("was d/中文");
      client.shutdown();
    }
  }
}
