package darkroom.studio.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSException;
import com.aliyun.oss.common.comm.SignVersion;
import com.aliyun.oss.common.utils.IOUtils;
import com.aliyun.oss.model.AppendObjectRequest;
import com.aliyun.oss.model.CannedAccessControlList;
import com.aliyun.oss.model.CopyObjectRequest;
import com.aliyun.oss.model.CopyObjectResult;
import com.aliyun.oss.model.DeleteObjectsRequest;
import com.aliyun.oss.model.GetObjectRequest;
import com.aliyun.oss.model.ListObjectsRequest;
import com.aliyun.oss.model.ListObjectsV2Request;
import com.aliyun.oss.model.ListObjectsV2Result;
import com.aliyun.oss.model.OSSObject;
import com.aliyun.oss.model.OSSObjectSummary;
import com.aliyun.oss.model.ObjectListing;
import com.aliyun.oss.model.ObjectMetadata;
import com.aliyun.oss.model.PutObjectRequest;
import com.aliyun.oss.model.PutObjectResult;
import com.aliyun.oss.model.SimplifiedObjectMeta;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the official SDK does to objects, in both signature versions. */
@ParameterizedClass
@EnumSource(
    value = SignVersion.class,
    names = {"V1", "V4"})
class BucketSdkTest {
  private static final String TEXT = "hello world 0123456789";

  private final SignVersion version;
  private Studio studio;
  private OSS oss;

  BucketSdkTest(SignVersion version) {
    this.version = version;
  }

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    studio = Studio.in(folder);
    oss = studio.client(version);
    oss.createBucket("bkt");
  }

  @AfterEach
  void stop() {
    oss.shutdown();
    studio.close();
  }

  private String content(OSS client, String key) throws IOException {
    try (OSSObject object = client.getObject("bkt", key)) {
      String text = new String(object.getObjectContent().readAllBytes(), UTF_8);
      assertThat(IOUtils.getCRCValue(object.getObjectContent())).isEqualTo(object.getServerCRC());
      return text;
    }
  }

  private static void assertRefused(ThrowingCallable call, BucketError error) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            OSSException.class,
            e -> {
              assertThat(e.getErrorCode()).isEqualTo(error.code());
              assertThat(e.getErrorMessage()).isEqualTo(error.message());
              assertThat(e.getRequestId()).matches("[0-9A-F]{24}");
              assertThat(e.getHostId()).startsWith("127.0.0.1:");
            });
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

    assertRefused(
        () -> oss.putObject("bkt", "k", Studio.stream("second"), create),
        BucketError.FILE_ALREADY_EXISTS);
    assertThat(content(oss, "k")).isEqualTo("first");
    oss.putObject("bkt", "k", Studio.stream("third"));
    assertThat(content(oss, "k")).isEqualTo("third");
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
  void deletesManyQuietlyToo() {
    oss.putObject("bkt", "a", Studio.stream(TEXT));
    oss.putObject("bkt", "b", Studio.stream(TEXT));
    oss.putObject("bkt", "c", Studio.stream(TEXT));

    DeleteObjectsRequest quiet = new DeleteObjectsRequest("bkt").withKeys(List.of("a", "none"));
    quiet.setQuiet(true);
    assertThat(oss.deleteObjects(quiet).getDeletedObjects()).isEmpty();
    DeleteObjectsRequest verbose = new DeleteObjectsRequest("bkt").withKeys(List.of("b", "none"));
    verbose.setEncodingType("url");
    assertThat(oss.deleteObjects(verbose).getDeletedObjects()).containsExactly("b", "none");

    assertThat(oss.listObjects("bkt").getObjectSummaries())
        .extracting(OSSObjectSummary::getKey)
        .containsExactly("c");
  }

  @Test
  void listsByMarkerInByteOrder() {
    // U+FF5E has three bytes, the emoji four; UTF-16 would sort them the other way round.
    List<String> keys = List.of("Z", "a", "a/b", "a/c", "b", "\uFF5E", "\uD83D\uDE00");
    keys.forEach(key -> oss.putObject("bkt", key, Studio.stream("")));
    List<String> listed = new ArrayList<>();
    ListObjectsRequest request = new ListObjectsRequest("bkt").withMaxKeys(2);
    ObjectListing page;
    do {
      page = oss.listObjects(request);
      assertThat(page.getObjectSummaries()).hasSizeLessThanOrEqualTo(2);
      page.getObjectSummaries().forEach(summary -> listed.add(summary.getKey()));
      request.setMarker(page.getNextMarker());
    } while (page.isTruncated());

    assertThat(listed).containsExactlyElementsOf(keys);
  }

  @Test
  void listsWithPrefixAndDelimiter() {
    for (String key : List.of("d/", "d/1", "d/2", "d/e/1", "d/e/2", "d/f/1", "e/1", "x")) {
      oss.putObject("bkt", key, Studio.stream("12"));
    }

    ObjectListing root = oss.listObjects(new ListObjectsRequest("bkt").withDelimiter("/"));
    assertThat(root.getCommonPrefixes()).containsExactly("d/", "e/");
    assertThat(root.getObjectSummaries()).extracting(OSSObjectSummary::getKey).containsExactly("x");
    ObjectListing d = oss.listObjects(new ListObjectsRequest("bkt", "d/", "", "/", 1000));
    assertThat(d.getCommonPrefixes()).containsExactly("d/e/", "d/f/");
    assertThat(d.getObjectSummaries())
        .extracting(OSSObjectSummary::getKey)
        .containsExactly("d/", "d/1", "d/2");
    OSSObjectSummary first = d.getObjectSummaries().get(1);
    assertThat(first.getETag()).isEqualTo("C20AD4D76FE97759AA27A0C99BFF6710");
    assertThat(first.getSize()).isEqualTo(2);
    assertThat(first.getType()).isEqualTo("Normal");
    assertThat(first.getStorageClass()).isEqualTo("Standard");
    assertThat(first.getOwner().getId()).isEqualTo("darkroom");
  }

  @Test
  void listsByTokenPageByPage() {
    for (String key : List.of("a", "d/1", "d/2", "e/1", "f", "g+ &")) {
      oss.putObject("bkt", key, Studio.stream(""));
    }
    List<String> listed = new ArrayList<>();
    ListObjectsV2Request request =
        new ListObjectsV2Request("bkt").withDelimiter("/").withMaxKeys(1).withEncodingType("url");
    ListObjectsV2Result page;
    do {
      page = oss.listObjectsV2(request);
      assertThat(page.getKeyCount()).isEqualTo(1);
      page.getObjectSummaries().forEach(summary -> listed.add(summary.getKey()));
      listed.addAll(page.getCommonPrefixes());
      request.setContinuationToken(page.getNextContinuationToken());
    } while (page.isTruncated());

    assertThat(listed).containsExactly("a", "d%2F", "e%2F", "f", "g%2B%20%26");
  }

  @Test
  void listsAfterAKeyWithOwnersWhereAsked() {
    for (String key : List.of("a", "b", "c")) {
      oss.putObject("bkt", key, Studio.stream(""));
    }

    ListObjectsV2Result plain =
        oss.listObjectsV2(new ListObjectsV2Request("bkt").withStartAfter("a"));
    ListObjectsV2Result owned =
        oss.listObjectsV2(
            new ListObjectsV2Request("bkt").withStartAfter("bb").withFetchOwner(true));

    assertThat(plain.getObjectSummaries())
        .extracting(OSSObjectSummary::getKey, OSSObjectSummary::getOwner)
        .containsExactly(tuple("b", null), tuple("c", null));
    assertThat(owned.getObjectSummaries()).hasSize(1);
    assertThat(owned.getObjectSummaries().get(0).getOwner().getId()).isEqualTo("darkroom");
    assertThat(owned.getStartAfter()).isEqualTo("bb");
  }

  @Test
  void copiesWithOrWithoutNewMetadata() throws IOException {
    ObjectMetadata metadata = new ObjectMetadata();
    metadata.setContentType("image/png");
    metadata.addUserMetadata("k", "v");
    String etag = oss.putObject("bkt", "d/中 1", Studio.stream(TEXT), metadata).getETag();
    oss.createBucket("other");

    CopyObjectResult copied = oss.copyObject("bkt", "d/中 1", "other", "same");
    ObjectMetadata fresh = new ObjectMetadata();
    fresh.setContentType("text/plain");
    CopyObjectRequest replacing = new CopyObjectRequest("bkt", "d/中 1", "bkt", "replaced");
    replacing.setNewObjectMetadata(fresh);
    oss.copyObject(replacing);

    assertThat(copied.getETag()).isEqualTo(etag);
    assertThat(copied.getLastModified()).isCloseTo(new Date(), 5000);
    ObjectMetadata same = oss.getObjectMetadata("other", "same");
    assertThat(same.getContentType()).isEqualTo("image/png");
    assertThat(same.getUserMetadata()).containsExactly(Map.entry("k", "v"));
    ObjectMetadata replaced = oss.getObjectMetadata("bkt", "replaced");
    assertThat(replaced.getContentType()).isEqualTo("text/plain");
    assertThat(replaced.getUserMetadata()).isEmpty();
    assertThat(content(oss, "replaced")).isEqualTo(TEXT);
  }

  @Test
  void copiesOnlyUnderItsConditions() throws IOException {
    String etag = oss.putObject("bkt", "k", Studio.stream(TEXT)).getETag();
    oss.putObject("bkt", "taken", Studio.stream("taken"));
    CopyObjectRequest forbidden = new CopyObjectRequest("bkt", "k", "bkt", "taken");
    forbidden.addHeader("x-oss-forbid-overwrite", "true");
    CopyObjectRequest mismatched = new CopyObjectRequest("bkt", "k", "bkt", "new");
    mismatched.setMatchingETagConstraints(List.of("0".repeat(32)));
    CopyObjectRequest matched = new CopyObjectRequest("bkt", "k", "bkt", "new");
    matched.setMatchingETagConstraints(List.of(etag));

    assertRefused(() -> oss.copyObject(forbidden), BucketError.FILE_ALREADY_EXISTS);
    assertThat(content(oss, "taken")).isEqualTo("taken");
    assertRefused(() -> oss.copyObject(mismatched), BucketError.PRECONDITION_FAILED);
    assertThat(oss.doesObjectExist("bkt", "new")).isFalse();
    oss.copyObject(matched);
    assertThat(content(oss, "new")).isEqualTo(TEXT);
    assertRefused(() -> oss.copyObject("bkt", "nope", "bkt", "new"), BucketError.NO_SUCH_KEY);
  }

  @Test
  void appendsAtTheEndOnly() throws IOException {
    AppendObjectRequest first = new AppendObjectRequest("bkt", "log", Studio.stream("one,"));
    first.setPosition(0L);
    first.setInitCRC(0L);
    var firstResult = oss.appendObject(first);
    AppendObjectRequest second = new AppendObjectRequest("bkt", "log", Studio.stream("two"));
    second.setPosition(firstResult.getNextPosition());
    second.setInitCRC(firstResult.getClientCRC());

    assertThat(oss.appendObject(second).getNextPosition()).isEqualTo(7);

    assertThat(content(oss, "log")).isEqualTo("one,two");
    assertThat(oss.getObjectMetadata("bkt", "log").getObjectType()).isEqualTo("Appendable");
    AppendObjectRequest stale = new AppendObjectRequest("bkt", "log", Studio.stream("two"));
    stale.setPosition(4L);
    assertRefused(() -> oss.appendObject(stale), BucketError.POSITION_NOT_EQUAL_TO_LENGTH);
    oss.putObject("bkt", "plain", Studio.stream(TEXT));
    AppendObjectRequest plain = new AppendObjectRequest("bkt", "plain", Studio.stream("x"));
    plain.setPosition(22L);
    assertRefused(() -> oss.appendObject(plain), BucketError.OBJECT_NOT_APPENDABLE);
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
