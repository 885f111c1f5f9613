package darkroom.storage.oss;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.oss.model.ObjectMetadata;
import darkroom.studio.http.Fault;
import darkroom.studio.http.FaultRule;
import darkroom.studio.http.Faults;
import darkroom.studio.http.Request;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.junit.jupiter.api.Test;

/** Copies, moves and deletes. */
class OssMoveTest extends StoreTest {
  /** Three parts of 128 KB, the last of them smaller. */
  private static final int LARGE = 300_000;

  @Test
  void copiesManyObjects() throws IOException {
    List<String> names = IntStream.range(0, 30).mapToObj(i -> "copy/from/" + i).toList();
    names.forEach(store::put);

    store.files.copy(ids(names), ids(names.stream().map(n -> n.replace("from", "to")).toList()));

    for (String name : names) {
      assertThat(store.content(name.replace("from", "to"))).asString(UTF_8).isEqualTo(name);
      assertThat(store.holds(name)).isTrue();
    }
  }

  @Test
  void copiesFromBucketToBucket() throws IOException {
    store.put("copy/across");

    store.files.copy(
        ids("copy/across"), List.of(new OssResourceId(Store.OTHER_BUCKET, "copy/across")));

    assertThat(store.sdk.doesObjectExist(Store.OTHER_BUCKET, "copy/across")).isTrue();
  }

  @Test
  void copiesLargeObjectInParts() throws IOException {
    ObjectMetadata metadata = new ObjectMetadata();
    metadata.setContentType("image/png");
    metadata.setUserMetadata(Map.of("camera", "x100"));
    byte[] content = Store.random(LARGE);
    store.sdk.putObject(Store.BUCKET, "copy/large", new ByteArrayInputStream(content), metadata);
    Faults.Script parts = store.counted(r -> r.query().containsKey("partNumber"));

    store.files.copy(ids("copy/large"), ids("copy/large2"));

    assertThat(parts.seen()).isEqualTo(3);
    assertThat(store.content("copy/large2")).isEqualTo(content);
    ObjectMetadata copied = store.sdk.getObjectMetadata(Store.BUCKET, "copy/large2");
    assertThat(copied.getContentType()).isEqualTo("image/png");
    assertThat(copied.getUserMetadata()).containsExactly(Map.entry("camera", "x100"));
  }

  @Test
  void leavesNothingOfCopyInPartsThatFailed() {
    store.put("copy/broken", Store.random(LARGE));
    store
        .faults()
        .add(
            FaultRule.every(1, Fault.emptyBody(403))
                .on(r -> r.query().getOrDefault("partNumber", "").equals("3")));

    assertThatThrownBy(() -> store.files.copy(ids("copy/broken"), ids("copy/broken2")))
        .isInstanceOf(OssException.class)
        .hasMessageStartingWith("Expected to copy to oss://shop-photos/copy/broken2 but ");

    assertThat(store.holds("copy/broken2")).isFalse();
    assertThat(store.openUploads()).isEmpty();
  }

  @Test
  void tellsWhichSourceOfCopyIsMissing() {
    store.put("copy/there");

    assertThatThrownBy(
            () -> store.files.copy(ids("copy/there", "copy/none"), ids("copy/a", "copy/b")))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageStartingWith("Expected to look up oss://shop-photos/copy/none but ");
  }

  @Test
  void refusesListsOfDifferentLengths() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.files.copy(ids("copy/a", "copy/b"), ids("copy/c")))
        .withMessage("Expected as many objects to copy from as to but was 2 and 1");
  }

  @Test
  void moves() throws IOException {
    store.put("move/a", "move/b");
    store.put("move/large", Store.random(LARGE));

    store.files.rename(ids("move/a", "move/b", "move/large"), ids("moved/a", "moved/b", "moved/l"));

    assertThat(store.content("moved/a")).asString(UTF_8).isEqualTo("move/a");
    assertThat(store.content("moved/b")).asString(UTF_8).isEqualTo("move/b");
    assertThat(store.content("moved/l")).isEqualTo(Store.random(LARGE));
    assertThat(Stream.of("move/a", "move/b", "move/large")).noneMatch(store::holds);
  }

  @Test
  void keepsObjectThatIsMovedToItself() throws IOException {
    store.put("move/same");

    store.files.rename(ids("move/same"), ids("move/same"));

    assertThat(store.content("move/same")).asString(UTF_8).isEqualTo("move/same");
  }

  @Test
  void failsToMoveWhatIsMissingUnlessTold() throws IOException {
    store.put("move/present");

    assertThatThrownBy(() -> store.files.rename(ids("move/none"), ids("move/b")))
        .isInstanceOf(FileNotFoundException.class);

    store.files.rename(
        ids("move/none", "move/present"),
        ids("moved/none", "moved/present"),
        StandardMoveOptions.IGNORE_MISSING_FILES);
    assertThat(store.holds("moved/none")).isFalse();
    assertThat(store.holds("moved/present")).isTrue();
  }

  @Test
  void skipsCopyThatIsThereButDeletesSource() throws IOException {
    store.put("move/same1", "same".getBytes(UTF_8));
    store.put("moved/same1", "same".getBytes(UTF_8));
    store.put("move/other1", "new".getBytes(UTF_8));
    store.put("moved/other1", "old".getBytes(UTF_8));
    Faults.Script copies = store.counted(r -> r.header("x-oss-copy-source").isPresent());

    store.files.rename(
        ids("move/same1", "move/other1"),
        ids("moved/same1", "moved/other1"),
        StandardMoveOptions.SKIP_IF_DESTINATION_EXISTS);

    assertThat(copies.seen()).isEqualTo(1);
    assertThat(store.content("moved/other1")).asString(UTF_8).isEqualTo("new");
    assertThat(Stream.of("move/same1", "move/other1")).noneMatch(store::holds);
  }

  @Test
  void deletesThousandsInFewRequests() throws IOException {
    List<OssResourceId> ids = new ArrayList<>();
    for (String bucket : List.of(Store.BUCKET, Store.OTHER_BUCKET)) {
      IntStream.range(0, 2500).forEach(i -> ids.add(new OssResourceId(bucket, "delete/" + i)));
    }
    store.put("delete/0", "delete/2499", "delete/kept");
    Faults.Script requests = store.counted(OssMoveTest::deletes);

    store.files.delete(ids);

    assertThat(requests.seen()).isEqualTo(6);
    assertThat(Stream.of("delete/0", "delete/2499")).noneMatch(store::holds);
    assertThat(store.holds("delete/kept")).isTrue();
  }

  @Test
  void deletesFolderAndBucketWithoutWhatIsInThem() throws IOException {
    store.put("folder/", "folder/a");

    store.files.delete(ids("folder/", "", "folder/none"));

    assertThat(store.holds("folder/")).isFalse();
    assertThat(store.holds("folder/a")).isTrue();
  }

  @Test
  void doesNothingForNothing() throws IOException {
    Faults.Script requests = store.counted(request -> true);

    store.files.delete(List.of());
    store.files.copy(List.of(), List.of());
    store.files.rename(List.of(), List.of());

    assertThat(requests.seen()).isZero();
  }

  private static boolean deletes(Request request) {
    return request.method().equals("POST") && request.query().containsKey("delete");
  }

  private static List<OssResourceId> ids(String... keys) {
    return ids(List.of(keys));
  }

  private static List<OssResourceId> ids(List<String> keys) {
    return keys.stream().map(Store::id).toList();
  }
}
