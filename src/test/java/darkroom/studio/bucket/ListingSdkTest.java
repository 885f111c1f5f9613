package darkroom.studio.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.aliyun.oss.common.comm.SignVersion;
import com.aliyun.oss.model.DeleteObjectsRequest;
import com.aliyun.oss.model.ListObjectsRequest;
import com.aliyun.oss.model.ListObjectsV2Request;
import com.aliyun.oss.model.ListObjectsV2Result;
import com.aliyun.oss.model.OSSObjectSummary;
import com.aliyun.oss.model.ObjectListing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Listings and what is deleted by them, by the official SDK in both signature versions. */
@ParameterizedClass
@EnumSource(
    value = SignVersion.class,
    names = {"V1", "V4"})
class ListingSdkTest extends SdkTest {
  ListingSdkTest(SignVersion version) {
    super(version);
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
}
