package darkroom.studio.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSException;
import com.aliyun.oss.common.comm.SignVersion;
import com.aliyun.oss.common.utils.IOUtils;
import com.aliyun.oss.model.CannedAccessControlList;
import com.aliyun.oss.model.GetObjectRequest;
import com.aliyun.oss.model.OSSObject;
import com.aliyun.oss.model.ObjectMetadata;
import com.aliyun.oss.model.PutObjectRequest;
import com.aliyun.oss.model.PutObjectResult;
import com.aliyun.oss.model.SimplifiedObjectMeta;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Buckets and single objects, by the official SDK in both signature versions. */
@ParameterizedClass
@EnumSource(
    value = SignVersion.class,
    names = {"V1", "V4"})
class BucketSdkTest extends SdkTest {
  BucketSdkTest(SignVersion version) {
    super(version);
  }

  @Test
  void createsListsDescribesAndDeletesBuckets() {
    oss.createBucket("another");

    assertThat(oss.doesBucketExist("another")).isTrue();
    assertThat(oss.listBuckets())
        .extracting("name", "location")
        .containsExactly(tuple("another", "oss-cn-shanghai"), tuple("bkt", "oss-cn-shanghai"));
    assertThat(oss.getBucketInfo("bkt").getBucket().getName()).isEqualTo("bkt");
    assertThat(oss.getBucketLocation("bkt")).isEqualTo("oss-cn-shanghai");

    oss.deleteBucket("another");
    assertThat(oss.doesBucketExist("another")).isFalse();
    assertRefused(() -> oss.deleteBucket("another"), BucketError.NO_SUCH_BUCKET);
    assertRefused(() -> oss.getObject("another", "k"), BucketError.NO_SUCH_BUCKET);
  }

  @Test
  void keepsABucketThatHoldsObjects() throws IOException {
    oss.putObject("bkt", "k", Studio.stream(TEXT));

    assertRefused(() -> oss.deleteBucket("bkt"), BucketError.BUCKET_NOT_EMPTY);
    assertThat(content(oss, "k")).isEqualTo(TEXT);
  }

  @Test
  void putsChunkedAndGetsBackWithMetadata() throws IOException {
    ObjectMetadata metadata = new ObjectMetadata();
    metadata.setContentType("image/png");
    metadata.addUserMetadata("author", "someone else");
    metadata.setCacheControl("no-cache");

    PutObjectResult put = oss.putObject("bkt", "d/k 1.txt", Studio.stream(TEXT), metadata);

    assertThat(put.getETag()).isEqualTo("777C5B6951BA24FAF4C4EE990C79EAD2");
    assertThat(put.getServerCRC()).isEqualTo(put.getClientCRC());
    try (OSSObject object = oss.getObject("bkt", "d/k 1.txt")) {
      assertThat(object.getObjectContent().readAllBytes()).isEqualTo(TEXT.getBytes(UTF_8));
      ObjectMetadata got = object.getObjectMetadata();
      assertThat(got.getContentType()).isEqualTo("image/png");
      assertThat(got.getCacheControl()).isEqualTo("no-cache");
      assertThat(got.getUserMetadata()).containsExactly(Map.entry("author", "someone else"));
      assertThat(got.getContentLength()).isEqualTo(TEXT.length());
      assertThat(got.getETag()).isEqualTo(put.getETag());
      assertThat(got.getObjectType()).isEqualTo("Normal");
      assertThat(got.getLastModified()).isCloseTo(new Date(), 5000);
    }
  }

  @Test
  void putsWithLengthAndContentMd5() throws IOException {
    ObjectMetadata metadata = new ObjectMetadata();
    metadata.setContentLength(5);
    metadata.setContentMD5("XUFAKrxLKna5cZ2REBfFkg==");

    PutObjectResult put = oss.putObject("bkt", "k", Studio.stream("hello"), metadata);

    assertThat(put.getETag()).isEqualTo("5D41402ABC4B2A76B9719D911017C592");
    assertThat(content(oss, "k")).isEqualTo("hello");
  }

  @Test
  void refusesAnotherContentThanItsMd5Says() {
    ObjectMetadata metadata = new ObjectMetadata();
    metadata.setContentMD5("XUFAKrxLKna5cZ2REBfFkg==");

    assertRefused(
        () -> oss.putObject("bkt", "k", Studio.stream("hallo"), metadata),
        BucketError.INVALID_DIGEST);
    assertThat(oss.doesObjectExist("bkt", "k")).isFalse();
  }

  @Test
  void putsAndGetsLargeObjectsWithTheirCrc() throws IOException {
    byte[] bytes = new byte[3_000_001];
    new Random(1).nextBytes(bytes);

    oss.putObject("bkt", "large", new ByteArrayInputStream(bytes));

    try (OSSObject object = oss.getObject("bkt", "large")) {
      assertThat(object.getObjectContent().readAllBytes()).isEqualTo(bytes);
      assertThat(IOUtils.getCRCValue(object.getObjectContent())).isEqualTo(object.getServerCRC());
    }
  }

  @Test
  void forbidsOverwriteWhereAsked() throws IOException {
    ObjectMetadata create = new ObjectMetadata();
    create.setHeader("x-oss-forbid-overwrite", "true");

    oss.putObject("bkt", "k", Studio.stream("first"), create);

    // Large, so that the answer must wait until the client has sent all.
    assertRefused(
        () -> oss.putObject("bkt", "k", new ByteArrayInputStream(new byte[20_000_000]), create),
        BucketError.FILE_ALREADY_EXISTS);
    assertThat(content(oss, "k")).isEqualTo("first");
    oss.putObject("bkt", "k", Studio.stream("third"));
    assertThat(content(oss, "k")).isEqualTo("third");
  }

  static Stream<List<Object>> ranges() {
    return Stream.of(
        List.of(6L, 10L, "world"),
        List.of(18L, -1L, "6789"),
        List.of(-1L, 3L, "789"),
        List.of(0L, 0L, "h"),
        List.of(0L, 21L, TEXT),
        // What does not lie within the object counts for nothing.
        List.of(6L, 22L, TEXT),
        List.of(22L, 30L, TEXT),
        List.of(-1L, 23L, TEXT));
  }

  @ParameterizedTest
  @MethodSource("ranges")
  void getsRanges(List<Object> range) throws IOException {
    oss.putObject("bkt", "k", Studio.stream(TEXT));
    GetObjectRequest request = new GetObjectRequest("bkt", "k");
    request.setRange((long) range.get(0), (long) range.get(1));

    try (OSSObject object = oss.getObject(request)) {
      assertThat(new String(object.getObjectContent().readAllBytes(), UTF_8))
          .isEqualTo(range.get(2));
    }
  }

  @Test
  void refusesOrCutsRangesInStandardBehaviour() throws IOException {
    oss.putObject("bkt", "k", Studio.stream(TEXT));
    GetObjectRequest overhanging = new GetObjectRequest("bkt", "k");
    overhanging.setRange(18, 30);
    overhanging.addHeader("x-oss-range-behavior", "standard");
    GetObjectRequest behind = new GetObjectRequest("bkt", "k");
    behind.setRange(22, 30);
    behind.addHeader("x-oss-range-behavior", "standard");

    try (OSSObject object = oss.getObject(overhanging)) {
      assertThat(new String(object.getObjectContent().readAllBytes(), UTF_8)).isEqualTo("6789");
      assertThat(object.getObjectMetadata().getRawMetadata())
          .containsEntry("Content-Range", "bytes 18-21/22");
    }
    assertRefused(() -> oss.getObject(behind), BucketError.INVALID_RANGE);
  }

  @Test
  void obeysConditions() throws IOException {
    String etag = oss.putObject("bkt", "k", Studio.stream(TEXT)).getETag();
    Date past = new Date(System.currentTimeMillis() - 60_000);
    Date future = new Date(System.currentTimeMillis() + 60_000);

    assertThat(oss.getObject(matching(etag))).isNotNull();
    assertRefused(() -> oss.getObject(matching("0".repeat(32))), BucketError.PRECONDITION_FAILED);
    assertThat(oss.getObject(notMatching("0".repeat(32)))).isNotNull();
    assertThatThrownBy(() -> oss.getObject(notMatching(etag)))
        .isInstanceOfSatisfying(
            OSSException.class, e -> assertThat(e.getErrorCode()).isEqualTo("NotModified"));
    assertThat(oss.getObject(modifiedSince(past))).isNotNull();
    assertThatThrownBy(() -> oss.getObject(modifiedSince(future)))
        .isInstanceOfSatisfying(
            OSSException.class, e -> assertThat(e.getErrorCode()).isEqualTo("NotModified"));
  }

  private static GetObjectRequest matching(String etag) {
    GetObjectRequest request = new GetObjectRequest("bkt", "k");
    request.setMatchingETagConstraints(List.of(etag));
    return request;
  }

  private static GetObjectRequest notMatching(String etag) {
    GetObjectRequest request = new GetObjectRequest("bkt", "k");
    request.setNonmatchingETagConstraints(List.of(etag));
    return request;
  }

  private static GetObjectRequest modifiedSince(Date date) {
    GetObjectRequest request = new GetObjectRequest("bkt", "k");
    request.setModifiedSinceConstraint(date);
    return request;
  }

  @Test
  void tellsMetaWithoutTheObject() {
    String etag = oss.putObject("bkt", "k", Studio.stream(TEXT)).getETag();

    SimplifiedObjectMeta meta = oss.getSimplifiedObjectMeta("bkt", "k");

    assertThat(meta.getETag()).isEqualTo(etag);
    assertThat(meta.getSize()).isEqualTo(22);
    assertThat(oss.doesObjectExist("bkt", "k")).isTrue();
    assertThat(oss.doesObjectExist("bkt", "nope")).isFalse();
    assertThat(oss.doesObjectExist("nope", "k")).isFalse();
    assertRefused(() -> oss.getObject("bkt", "nope"), BucketError.NO_SUCH_KEY);
    assertThatThrownBy(() -> oss.getObjectMetadata("bkt", "nope"))
        .isInstanceOfSatisfying(
            OSSException.class, e -> assertThat(e.getErrorCode()).isEqualTo("NoSuchKey"));
  }

  @Test
  void deletesObjectsThatAreThereAndThatAreNot() {
    oss.putObject("bkt", "k", Studio.stream(TEXT));

    oss.deleteObject("bkt", "k");
    oss.deleteObject("bkt", "k");

    assertThat(oss.doesObjectExist("bkt", "k")).isFalse();
    assertRefused(() -> oss.deleteObject("nope", "k"), BucketError.NO_SUCH_BUCKET);
  }

  @Test
  void countsWhatWasAsked() throws IOException {
    oss.putObject("bkt", "k", Studio.stream(TEXT));
    GetObjectRequest header = new GetObjectRequest("bkt", "k");
    header.setRange(0, 9);
    oss.getObject(header).close();
    oss.listObjects("bkt");
    oss.getObjectMetadata("bkt", "k");

    BucketCounts counts = studio.service.counts();
    assertThat(
            counts.requests().entrySet().stream()
                .collect(Collectors.toMap(e -> e.getKey().call(), Map.Entry::getValue)))
        .containsOnly(
            Map.entry(BucketCall.CREATE_BUCKET, 1L),
            Map.entry(BucketCall.PUT_OBJECT, 1L),
            Map.entry(BucketCall.GET_OBJECT, 1L),
            Map.entry(BucketCall.LIST_OBJECTS, 1L),
            Map.entry(BucketCall.HEAD_OBJECT, 1L));
    assertThat(counts.of(BucketCall.PUT_OBJECT, "bkt")).isEqualTo(1);
    assertThat(counts.of(BucketCall.PUT_OBJECT, "other")).isZero();
    assertThat(counts.bytesDownloaded("bkt")).isEqualTo(10);
  }

  @Test
  void refusesWhatItDoesNotHave() {
    oss.putObject("bkt", "k", Studio.stream(TEXT));

    assertRefused(
        () -> oss.setObjectAcl("bkt", "k", CannedAccessControlList.Private),
        BucketError.NOT_IMPLEMENTED);
    assertThat(oss.getObjectMetadata("bkt", "k").getContentLength()).isEqualTo(22);
  }

  @Test
  void refusesStaleRequests() {
    studio.clock.advance(Duration.ofMinutes(16));

    assertRefused(
        () -> oss.putObject(new PutObjectRequest("bkt", "k", Studio.stream(TEXT))),
        BucketError.REQUEST_TIME_TOO_SKEWED);
  }

  @Test
  void refusesWrongKeysAndSecrets() {
    OSS wrongSecret = studio.client(version, Studio.ID, "another");
    OSS wrongId = studio.client(version, "another", Studio.SECRET);

    assertRefused(
        () -> wrongSecret.putObject("bkt", "k", Studio.stream(TEXT)),
        BucketError.SIGNATURE_DOES_NOT_MATCH);
    assertRefused(() -> wrongId.listObjects("bkt"), BucketError.INVALID_ACCESS_KEY_ID);
    assertThat(oss.doesObjectExist("bkt", "k")).isFalse();
    wrongSecret.shutdown();
    wrongId.shutdown();
  }
}
