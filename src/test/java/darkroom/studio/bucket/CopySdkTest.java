package darkroom.studio.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.oss.common.comm.SignVersion;
import com.aliyun.oss.model.AppendObjectRequest;
import com.aliyun.oss.model.CopyObjectRequest;
import com.aliyun.oss.model.CopyObjectResult;
import com.aliyun.oss.model.ObjectMetadata;
import java.io.IOException;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Copies and appends, by the official SDK in both signature versions. */
@ParameterizedClass
@EnumSource(
    value = SignVersion.class,
    names = {"V1", "V4"})
class CopySdkTest extends SdkTest {
  CopySdkTest(SignVersion version) {
    super(version);
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
}
