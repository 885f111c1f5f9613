package darkroom.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.oss.OSS;
import com.aliyun.oss.common.auth.CredentialsProvider;
import com.aliyun.oss.common.auth.DefaultCredentialProvider;
import darkroom.action.Api;
import darkroom.action.ImageFormat;
import darkroom.storage.StageResult.Cause;
import darkroom.storage.StageResult.NotStaged;
import darkroom.storage.StageResult.Staged;
import darkroom.storage.oss.OssAddressing;
import darkroom.storage.oss.OssNetwork;
import darkroom.storage.oss.OssSignature;
import darkroom.studio.Studio;
import darkroom.studio.StudioSettings;
import darkroom.studio.bucket.BucketCall;
import darkroom.studio.http.AccessKeys;
import darkroom.studio.http.Fault;
import darkroom.studio.http.FaultRule;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StagingTest {
  private static final byte[] PHOTO = "a photo".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private Studio studio;

  @BeforeEach
  void startStudio() {
    studio = Studio.start(StudioSettings.standard(folder));
  }

  @AfterEach
  void closeStudio() {
    studio.close();
  }

  @Test
  void aStagedPhotoIsReadByItsUrlWhichIsAscii() throws Exception {
    URI url = stage("photos").url();

    assertThat(url.toString())
        .startsWith(studio.endpoint() + "/photos/staging/0af3.jpg?")
        .isEqualTo(url.toASCIIString());
    HttpResponse<byte[]> read =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray());
    assertThat(read.body()).isEqualTo(PHOTO);
    assertThat(read.headers().firstValue("Content-Type")).contains("image/jpeg");
  }

  @Test
  void theSameContentIsStoredOnce() {
    URI first = stage("photos").url();
    URI second = stage("photos").url();

    assertThat(second.getPath()).isEqualTo(first.getPath());
    assertThat(studio.bucketCounts().of(BucketCall.PUT_OBJECT)).isEqualTo(2);
  }

  @Test
  void triesAgainWhereTheStoreIsAwayForAMoment() {
    studio.bucketFaults().add(FaultRule.next(1, Fault.html(503)));
    studio.bucketFaults().add(FaultRule.next(1, Fault.cut()));

    assertThat(stage("photos")).isInstanceOf(Staged.class);
  }

  @Test
  void tellsOfABucketThatIsNotThere() {
    assertThat(tryStage("nowhere", AccessKeys.STANDARD_SECRET))
        .isEqualTo(
            new NotStaged(
                "NoSuchBucket",
                "Expected to stage a photo in bucket nowhere but the store answered 404"
                    + " NoSuchBucket",
                Cause.SETUP));
  }

  @Test
  void tellsOfAKeyThatIsWrong() {
    assertThat(tryStage("photos", "another secret"))
        .isEqualTo(
            new NotStaged(
                "SignatureDoesNotMatch",
                "Expected to stage a photo in bucket photos but the store answered 403"
                    + " SignatureDoesNotMatch",
                Cause.SETUP));
  }

  @Test
  void tellsOfAStoreThatIsNotReached() {
    studio.close();

    assertThat(tryStage("photos", AccessKeys.STANDARD_SECRET))
        .isInstanceOfSatisfying(
            NotStaged.class,
            failed -> {
              assertThat(failed.code()).isEqualTo("StorageUnreachable");
              assertThat(failed.cause()).isEqualTo(Cause.OUTAGE);
              assertThat(failed.message()).doesNotContain("Signature");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"in/a.jpg", "in/a b+c #1 100%.jpg"})
  void aPhotoThatLiesInTheRegionIsPassedAsItIs(String key) throws Exception {
    try (Staging staging = staging("photos", AccessKeys.STANDARD_SECRET)) {
      OSS store = place("photos").client(keys(AccessKeys.STANDARD_SECRET));
      store.putObject("photos", key, new ByteArrayInputStream(PHOTO));
      store.shutdown();

      URI link = staging.passThrough("oss://photos/" + key).orElseThrow();

      assertThat(link.toString()).isEqualTo(link.toASCIIString());
      assertThat(
              HttpClient.newHttpClient()
                  .send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofByteArray())
                  .body())
          .isEqualTo(PHOTO);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/local/a.jpg",
        "s3://photos/a.jpg",
        "oss://photos/",
        "oss://photos/照片.jpg",
        "oss://nowhere/a.jpg"
      })
  void anyOtherPhotoIsToBeStaged(String location) {
    try (Staging staging = staging("photos", AccessKeys.STANDARD_SECRET)) {
      assertThat(staging.passThrough(location)).isEmpty();
    }
  }

  @Test
  void aBucketWhoseRegionTheStoreDoesNotTellIsNotPassedThrough() {
    try (Staging staging = staging("photos", "another secret")) {
      assertThat(staging.passThrough("oss://photos/a.jpg")).isEmpty();
    }
  }

  @Test
  void asksForABucketsRegionOnce() {
    try (Staging staging = staging("photos", AccessKeys.STANDARD_SECRET)) {
      assertThat(staging.passThrough("oss://photos/a.jpg")).isPresent();
      assertThat(staging.passThrough("oss://photos/b.jpg")).isPresent();
    }

    assertThat(studio.bucketCounts().of(BucketCall.BUCKET_LOCATION)).isEqualTo(1);
  }

  @Test
  void aBucketOfAnotherRegionIsNotPassedThrough() {
    StagingBucket elsewhere =
        new StagingBucket(
            studio.endpoint(),
            "cn-beijing",
            OssAddressing.PATH,
            OssSignature.V1,
            OssNetwork.PUBLIC,
            "photos",
            "staging/",
            Duration.ofHours(1));
    try (Staging staging = Staging.in(elsewhere, keys(AccessKeys.STANDARD_SECRET))) {
      assertThat(staging.passThrough("oss://photos/a.jpg")).isEmpty();
    }
  }

  private Staged stage(String bucket) {
    return (Staged) tryStage(bucket, AccessKeys.STANDARD_SECRET);
  }

  private StageResult tryStage(String bucket, String secret) {
    try (Staging staging = staging(bucket, secret)) {
      return staging.stage("0af3", PHOTO, ImageFormat.JPEG).join();
    }
  }

  private Staging staging(String bucket, String secret) {
    return Staging.in(place(bucket), keys(secret));
  }

  private static CredentialsProvider keys(String secret) {
    return new DefaultCredentialProvider(AccessKeys.STANDARD_ID, secret);
  }

  private StagingBucket place(String bucket) {
    return new StagingBucket(
        studio.endpoint(),
        Api.REGION,
        OssAddressing.PATH,
        OssSignature.V4,
        OssNetwork.PUBLIC,
        bucket,
        "staging/",
        Duration.ofHours(1));
  }
}
