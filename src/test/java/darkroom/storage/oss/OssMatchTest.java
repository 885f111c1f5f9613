package darkroom.storage.oss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.oss.model.ObjectMetadata;
import darkroom.studio.http.Faults;
import darkroom.studio.http.Request;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MatchResult.Status;
import org.junit.jupiter.api.Test;

class OssMatchTest extends StoreTest {
  @Test
  void looksUpExactKeyWithoutListing() throws IOException {
    store.put("exact/a.txt", "exact/a.txt.bak");
    Faults.Script requests = store.counted(request -> true);
    Faults.Script heads = store.counted(request -> request.method().equals("HEAD"));

    MatchResult result = match("exact/a.txt").get(0);

    ObjectMetadata stored = store.sdk.getObjectMetadata(Store.BUCKET, "exact/a.txt");
    assertThat(result.status()).isEqualTo(Status.OK);
    assertThat(result.metadata())
        .containsExactly(
            Metadata.builder()
                .setResourceId(Store.id("exact/a.txt"))
                .setSizeBytes(11)
                .setIsReadSeekEfficient(true)
                .setLastModifiedMillis(stored.getLastModified().getTime())
                .setChecksum(stored.getETag())
                .build());
    // The rules that count see the test's own look, too.
    assertThat(requests.seen()).isEqualTo(2);
    assertThat(heads.seen()).isEqualTo(2);
  }

  @Test
  void findsKeysBehindPrefixThatBeginsOrEndsInBlank() throws IOException {
    store.put("blank/job /a.txt", "blank/job 1/a.txt", "blank/job 1/b/a.txt", "blank/jo/a.txt");
    store.put(" blank /a.txt", " blank /b/a.txt", "blankx/a.txt");

    assertThat(found("blank/job *.txt")).isEmpty();
    assertThat(found("blank/job */*.txt")).containsExactly("blank/job /a.txt", "blank/job 1/a.txt");
    assertThat(found("blank/job **.txt"))
        .containsExactly("blank/job /a.txt", "blank/job 1/a.txt", "blank/job 1/b/a.txt");
    assertThat(found(" blank */a.txt")).containsExactly(" blank /a.txt");
    assertThat(found(" blank **")).containsExactly(" blank /a.txt", " blank /b/a.txt");
  }

  @Test
  void tellsWhatIsNotFound() throws IOException {
    MatchResult result = match("none/a.txt").get(0);

    assertThat(result.status()).isEqualTo(Status.NOT_FOUND);
    assertThatThrownBy(result::metadata)
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageMatching(
            "Expected to look up oss://shop-photos/none/a.txt but there is no such object"
                + " \\(request [0-9A-F]{24}\\)");
  }

  @Test
  void findsNoObjectInBucketItself() throws IOException {
    assertThat(match("").get(0).status()).isEqualTo(Status.NOT_FOUND);
  }

  @Test
  void tellsForbiddenFromNotFound() throws IOException {
    OssFileSystem stranger =
        store.files(
            options -> options.setOssCredentialsArguments(java.util.Map.of("secret", "wrong")));

    List<MatchResult> results = stranger.match(List.of(uri("a.txt"), uri("a*")));

    assertThat(results).extracting(MatchResult::status).containsOnly(Status.ERROR);
    for (MatchResult result : results) {
      assertThatThrownBy(result::metadata)
          .isInstanceOfSatisfying(
              OssException.class, e -> assertThat(e.code()).isEqualTo("SignatureDoesNotMatch"));
    }
  }

  @Test
  void answersEachSpecInOrder() throws IOException {
    store.put("order/a", "order/b1", "order/b2", "order/c");

    List<MatchResult> results = match("order/c", "order/b*", "order/none", "order/a", "order/x*");

    assertThat(results)
        .extracting(MatchResult::status)
        .containsExactly(Status.OK, Status.OK, Status.NOT_FOUND, Status.OK, Status.OK);
    assertThat(keys(results.get(0))).containsExactly("order/c");
    assertThat(keys(results.get(1))).containsExactly("order/b1", "order/b2");
    assertThat(keys(results.get(3))).containsExactly("order/a");
    assertThat(keys(results.get(4))).isEmpty();
  }

  @Test
  void matchesPatterns() throws IOException {
    store.put(
        "glob/a.jpg",
        "glob/b.jpg",
        "glob/b.png",
        "glob/x/a.jpg",
        "glob/x/y/a.jpg",
        "glob/x/y/c.jpg");
    store.put("glob/x/", new byte[0]);

    assertThat(found("glob/*")).containsExactly("glob/a.jpg", "glob/b.jpg", "glob/b.png");
    assertThat(found("glob/*.jpg")).containsExactly("glob/a.jpg", "glob/b.jpg");
    assertThat(found("glob/?.jpg")).containsExactly("glob/a.jpg", "glob/b.jpg");
    assertThat(found("glob/[a-b].p*")).containsExactly("glob/b.png");
    assertThat(found("glob/*/a.jpg")).containsExactly("glob/x/a.jpg");
    assertThat(found("glob/**/a.jpg")).containsExactly("glob/x/a.jpg", "glob/x/y/a.jpg");
    assertThat(found("glob/**c.jpg")).containsExactly("glob/x/y/c.jpg");
    assertThat(found("glob/{a,b}.{jpg,gif}")).containsExactly("glob/a.jpg", "glob/b.jpg");
    assertThat(found("glob/{a,?}.jpg")).containsExactly("glob/a.jpg", "glob/b.jpg");
    assertThat(found("glob/x/")).containsExactly("glob/x/");
  }

  @Test
  void findsKeysThatLookLikePatterns() throws IOException {
    store.put("odd/a[1].jpg", "odd/a{1}.jpg", "odd/a?.jpg", "odd/a*.jpg");

    assertThat(found("odd/a[1].jpg")).containsExactly("odd/a[1].jpg");
    assertThat(found("odd/a{1}.jpg")).containsExactly("odd/a{1}.jpg");
    assertThat(found("odd/a\\?.jpg")).containsExactly("odd/a?.jpg");
    assertThat(found("odd/a\\*.jpg")).containsExactly("odd/a*.jpg");
  }

  @Test
  void listsNoMoreThanThePatternAllows() throws IOException {
    List<String> keys =
        Stream.of("few", "more", "most")
            .flatMap(f -> IntStream.range(0, 420).mapToObj(i -> "tree/" + f + "/" + i + ".jpg"))
            .toList();
    keys.parallelStream().forEach(key -> store.put(key, new byte[1]));
    store.put("tree/top.jpg");
    Faults.Script listings = store.counted(OssMatchTest::lists);

    assertThat(found("tree/*.jpg")).containsExactly("tree/top.jpg");
    assertThat(listings.seen()).as("the folders below are left out").isEqualTo(1);

    assertThat(found("tree/mo*/*.jpg")).hasSize(840);
    assertThat(listings.seen()).as("one page holds all that begins with it").isEqualTo(2);

    assertThat(found("tree/*e*/4*.jpg")).hasSize(2 * 31);
    assertThat(listings.seen()).as("a probe, the folders, and each of two").isEqualTo(6);

    assertThat(found("tree/**")).hasSize(3 * 420 + 1);
  }

  @Test
  void listsTenThousandAndOneObjects() throws IOException {
    List<String> keys = IntStream.range(0, 10_001).mapToObj("many/%05d"::formatted).toList();
    keys.parallelStream().forEach(key -> store.put(key, new byte[0]));

    assertThat(found("many/*")).isEqualTo(keys);
    assertThat(found("many/{0,00}*1")).hasSize(1000);

    Faults.Script listings = store.counted(OssMatchTest::lists);
    assertThat(AnyObject.of(uri("many/*"), store.options())).isPresent();
    assertThat(listings.seen()).as("one page tells").isEqualTo(1);
    assertThat(AnyObject.of(uri("many/*.jpg"), store.options())).isEmpty();
    assertThat(listings.seen()).as("all of them tell").isEqualTo(1 + 11);
  }

  @Test
  void tellsWhetherAnyObjectMatchesAsMatchingDoes() throws IOException {
    store.put("any/a[1].jpg", "any/in/b.jpg");

    for (String pattern :
        List.of("any/a[1].jpg", "any/in/b.jpg", "any/**", "any/{x,in}/?.jpg", "any/a\\[1].jpg")) {
      assertThat(found(pattern)).as(pattern).isNotEmpty();
      assertThat(AnyObject.of(uri(pattern), store.options())).as(pattern).isPresent();
    }
    for (String pattern : List.of("any/a.jpg", "any/*.png", "any/in/", "")) {
      assertThat(AnyObject.of(uri(pattern), store.options())).as(pattern).isEmpty();
    }
    assertThatThrownBy(() -> AnyObject.of("oss://no-such-bucket/*", store.options()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no-such-bucket");
  }

  private static boolean lists(Request request) {
    return request.query().containsKey("list-type");
  }

  private static String uri(String key) {
    return "oss://" + Store.BUCKET + "/" + key;
  }

  private static List<MatchResult> match(String... keys) throws IOException {
    return store.files.match(Stream.of(keys).map(OssMatchTest::uri).toList());
  }

  private static List<String> found(String pattern) throws IOException {
    return keys(match(pattern).get(0));
  }

  private static List<String> keys(MatchResult result) throws IOException {
    return result.metadata().stream()
        .map(metadata -> ((OssResourceId) metadata.resourceId()).key())
        .toList();
  }
}
