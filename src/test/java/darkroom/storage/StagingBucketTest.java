package darkroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.oss.OSS;
import com.aliyun.oss.common.auth.DefaultCredentialProvider;
import darkroom.storage.oss.OssAddressing;
import darkroom.storage.oss.OssNetwork;
import darkroom.storage.oss.OssSignature;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StagingBucketTest {
  private static final URI OSS_SHANGHAI = URI.create("https://oss-cn-shanghai.aliyuncs.com");
  private static final URI OSS_INSIDE = URI.create("https://oss-cn-shanghai-internal.aliyuncs.com");
  private static final String PUBLIC_LINK = "https://shop.oss-cn-shanghai.aliyuncs.com/staging/a";
  private static final String INTERNAL_LINK =
      "https://shop.oss-cn-shanghai-internal.aliyuncs.com/staging/a";

  @ParameterizedTest
  @CsvSource({
    "V1, Signature=, x-oss-signature",
    "V4, x-oss-signature-version=OSS4-HMAC-SHA256, OSSAccessKeyId"
  })
  void signsAsItIsTold(OssSignature signature, String held, String notHeld) {
    assertThat(link(bucket(signature, OssNetwork.PUBLIC)).getQuery())
        .contains(held)
        .doesNotContain(notHeld);
  }

  @Test
  void signsVersion4ForTheRegion() {
    assertThat(link(bucket(OssSignature.V4, OssNetwork.PUBLIC)).getQuery())
        .contains("/cn-shanghai/oss/aliyun_v4_request");
  }

  @ParameterizedTest
  @CsvSource({"PUBLIC, " + PUBLIC_LINK, "INTERNAL, " + INTERNAL_LINK})
  void theApiGetsThePublicLinkWhateverNetworkIsUsedHere(OssNetwork network, String fromHere) {
    StagingBucket bucket = bucket(OssSignature.V4, network);
    URI link = link(bucket);
    assertThat(link.toString()).startsWith(PUBLIC_LINK + "?");
    assertThat(bucket.fromHere(link).toString()).startsWith(fromHere + "?");
    assertThat(bucket.fromHere(link).getRawQuery()).isEqualTo(link.getRawQuery());
  }

  /** The official SDK's own link to the host inside is the measure of the one that was changed. */
  @ParameterizedTest
  @EnumSource(OssSignature.class)
  void aLinkThatChangedItsNetworkIsSignedAsOneOfThatNetwork(OssSignature signature) {
    StagingBucket outside = bucket(signature, OssNetwork.INTERNAL);
    StagingBucket inside = bucket(OSS_INSIDE, signature, OssNetwork.PUBLIC);
    Date until = Date.from(Instant.now().plus(outside.urlLifetime()));
    await()
        .alias("signed in the same second")
        .untilAsserted(
            () ->
                assertThat(outside.fromHere(link(outside, until))).isEqualTo(link(inside, until)));
    assertThat(link(inside, until).getQuery()).doesNotContainIgnoringCase("additional");
  }

  private static StagingBucket bucket(OssSignature signature, OssNetwork network) {
    return bucket(OSS_SHANGHAI, signature, network);
  }

  private static StagingBucket bucket(URI endpoint, OssSignature signature, OssNetwork network) {
    return new StagingBucket(
        endpoint,
        "cn-shanghai",
        OssAddressing.VIRTUAL_HOST,
        signature,
        network,
        "shop",
        "staging/",
        Duration.ofHours(1));
  }

  private static URI link(StagingBucket bucket) {
    return link(bucket, Date.from(Instant.now().plus(bucket.urlLifetime())));
  }

  private static URI link(StagingBucket bucket, Date until) {
    OSS signer = bucket.signer(new DefaultCredentialProvider("LTAI", "xyzzy"));
    try {
      return URI.create(
          signer.generatePresignedUrl(bucket.bucket(), "staging/a", until).toString());
    } finally {
      signer.shutdown();
    }
  }
}
