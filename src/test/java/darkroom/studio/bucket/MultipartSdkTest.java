package darkroom.studio.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSException;
import com.aliyun.oss.common.comm.SignVersion;
import com.aliyun.oss.common.utils.IOUtils;
import com.aliyun.oss.model.AbortMultipartUploadRequest;
import com.aliyun.oss.model.CompleteMultipartUploadRequest;
import com.aliyun.oss.model.CompleteMultipartUploadResult;
import com.aliyun.oss.model.InitiateMultipartUploadRequest;
import com.aliyun.oss.model.ListMultipartUploadsRequest;
import com.aliyun.oss.model.ListPartsRequest;
import com.aliyun.oss.model.MultipartUpload;
import com.aliyun.oss.model.OSSObject;
import com.aliyun.oss.model.ObjectMetadata;
import com.aliyun.oss.model.PartETag;
import com.aliyun.oss.model.PartListing;
import com.aliyun.oss.model.PartSummary;
import com.aliyun.oss.model.UploadPartCopyRequest;
import com.aliyun.oss.model.UploadPartRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Uploads in parts by the official SDK, in both signature versions. */
@ParameterizedClass
@EnumSource(
    value = SignVersion.class,
    names = {"V1", "V4"})
class MultipartSdkTest {
  private static final String KEY = "d/多 +1";

  private final byte[] first = random(150_000);
  private final byte[] second = random(102_400);
  private final byte[] last = random(10);
  private final SignVersion version;
  private Path folder;
  private Studio studio;
  private OSS oss;

  MultipartSdkTest(SignVersion version) {
    this.version = version;
  }

  @BeforeEach
  void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    studio = Studio.in(folder);
    oss = studio.client(version);
    oss.createBucket("bkt");
  }

  @AfterEach
  void stop() {
    oss.shutdown();
    studio.close();
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private String initiate() {
    ObjectMetadata metadata = new ObjectMetadata();
    metadata.setContentType("image/tiff");
    return oss.initiateMultipartUpload(new InitiateMultipartUploadRequest("bkt", KEY, metadata))
        .getUploadId();
  }

  private PartETag upload(String id, int number, byte[] bytes) {
    return oss.uploadPart(
            new UploadPartRequest(
                "bkt", KEY, id, number, new ByteArrayInputStream(bytes), bytes.length))
        .getPartETag();
  }

  private CompleteMultipartUploadResult complete(String id, PartETag... parts) {
    return oss.completeMultipartUpload(
        new CompleteMultipartUploadRequest("bkt", KEY, id, new ArrayList<>(List.of(parts))));
  }

  private void assertContent(byte[]... parts) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.write(part);
    }
    try (OSSObject object = oss.getObject("bkt", KEY)) {
      assertThat(object.getObjectContent().readAllBytes()).isEqualTo(whole.toByteArray());
      assertThat(IOUtils.getCRCValue(object.getObjectContent())).isEqualTo(object.getServerCRC());
    }
  }

  private static void assertRefused(ThrowingCallable call, BucketError error) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            OSSException.class, e -> assertThat(e.getErrorCode()).isEqualTo(error.code()));
  }

  @Test
  void putsPartsTogether() throws IOException {
    String id = initiate();
    PartETag three = upload(id, 7, last);
    upload(id, 1, second);
    PartETag one = upload(id, 1, first);
    PartETag two = upload(id, 2, second);
    assertThat(oss.doesObjectExist("bkt", KEY)).isFalse();

    CompleteMultipartUploadResult result = complete(id, one, two, three);

    assertContent(first, second, last);
    assertThat(result.getKey()).isEqualTo(KEY);
    ObjectMetadata metadata = oss.getObjectMetadata("bkt", KEY);
    assertThat(metadata.getETag()).isEqualTo(result.getETag()).matches("[0-9A-F]{32}-3");
    assertThat(metadata.getContentType()).isEqualTo("image/tiff");
    assertThat(metadata.getObjectType()).isEqualTo("Multipart");
    assertRefused(() -> complete(id, one, two, three), BucketError.NO_SUCH_UPLOAD);
  }

  @Test
  void copiesParts() throws IOException {
    oss.putObject("bkt", "source", new ByteArrayInputStream(first));
    String id = initiate();
    UploadPartCopyRequest whole = new UploadPartCopyRequest("bkt", "source", "bkt", KEY);
    whole.setUploadId(id);
    whole.setPartNumber(1);
    UploadPartCopyRequest ranged = new UploadPartCopyRequest("bkt", "source", "bkt", KEY);
    ranged.setUploadId(id);
    ranged.setPartNumber(2);
    ranged.setBeginIndex(5L);
    ranged.setPartSize(3L);

    complete(id, oss.uploadPartCopy(whole).getPartETag(), oss.uploadPartCopy(ranged).getPartETag());

    assertContent(first, new byte[] {first[5], first[6], first[7]});
  }

  @Test
  void listsPartsAndUploads() {
    String id = initiate();
    PartETag one = upload(id, 1, first);
    upload(id, 3, last);
    String other =
        oss.initiateMultipartUpload(new InitiateMultipartUploadRequest("bkt", "a")).getUploadId();

    ListPartsRequest request = new ListPartsRequest("bkt", KEY, id);
    request.setMaxParts(1);
    PartListing page = oss.listParts(request);
    assertThat(page.isTruncated()).isTrue();
    assertThat(page.getParts()).extracting(PartSummary::getPartNumber).containsExactly(1);
    assertThat(page.getParts().get(0).getETag()).isEqualTo(one.getETag());
    assertThat(page.getParts().get(0).getSize()).isEqualTo(first.length);
    request.setPartNumberMarker(page.getNextPartNumberMarker());
    PartListing rest = oss.listParts(request);
    assertThat(rest.isTruncated()).isFalse();
    assertThat(rest.getParts()).extracting(PartSummary::getPartNumber).containsExactly(3);

    assertThat(
            oss.listMultipartUploads(new ListMultipartUploadsRequest("bkt")).getMultipartUploads())
        .extracting(MultipartUpload::getKey, MultipartUpload::getUploadId)
        .containsExactly(tuple("a", other), tuple(KEY, id));
  }

  @Test
  void abortsWithItsParts() {
    String id = initiate();
    PartETag one = upload(id, 1, first);
    assertRefused(() -> oss.deleteBucket("bkt"), BucketError.BUCKET_NOT_EMPTY);

    oss.abortMultipartUpload(new AbortMultipartUploadRequest("bkt", KEY, id));

    assertRefused(() -> complete(id, one), BucketError.NO_SUCH_UPLOAD);
    assertRefused(() -> upload(id, 2, last), BucketError.NO_SUCH_UPLOAD);
    assertThat(
            oss.listMultipartUploads(new ListMultipartUploadsRequest("bkt")).getMultipartUploads())
        .isEmpty();
    assertThat(folder.resolve("bkt/uploads")).isEmptyDirectory();
    oss.deleteBucket("bkt");
  }

  @Test
  void refusesPartsThatDoNotFit() {
    String id = initiate();
    PartETag small = upload(id, 1, last);
    PartETag two = upload(id, 2, second);
    PartETag three = upload(id, 3, last);

    assertRefused(() -> complete(id, small, two), BucketError.ENTITY_TOO_SMALL);
    assertRefused(() -> complete(id, new PartETag(2, "0".repeat(32))), BucketError.INVALID_PART);
    assertRefused(
        () -> complete(id, two, new PartETag(4, small.getETag())), BucketError.INVALID_PART);
    assertThat(oss.doesObjectExist("bkt", KEY)).isFalse();
    complete(id, two, three);
    assertThat(oss.getObjectMetadata("bkt", KEY).getContentLength()).isEqualTo(102_410);
  }

  @Test
  void forbidsOverwriteOnCompletion() throws IOException {
    String id = initiate();
    PartETag one = upload(id, 1, first);
    oss.putObject("bkt", KEY, new ByteArrayInputStream(last));
    CompleteMultipartUploadRequest request =
        new CompleteMultipartUploadRequest("bkt", KEY, id, new ArrayList<>(List.of(one)));
    request.addHeader("x-oss-forbid-overwrite", "true");

    assertRefused(() -> oss.completeMultipartUpload(request), BucketError.FILE_ALREADY_EXISTS);
    assertContent(last);
    complete(id, one);
    assertContent(first);
  }

  @Test
  void keepsPartsOverARestart() throws IOException {
    String id = initiate();
    PartETag one = upload(id, 1, first);
    stop();
    studio = Studio.in(folder);
    oss = studio.client(version);

    complete(id, one, upload(id, 2, last));

    assertContent(first, last);
    assertThat(oss.getObjectMetadata("bkt", KEY).getContentType()).isEqualTo("image/tiff");
  }
}
