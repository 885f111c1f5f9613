package darkroom.storage.oss;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aliyun.oss.model.ObjectMetadata;
import darkroom.studio.http.Fault;
import darkroom.studio.http.FaultRule;
import darkroom.studio.http.Faults;
import darkroom.studio.http.Request;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectWriterTest extends StoreTest {
  /** The part size of the store's options. */
  private static final int PART = 100 * 1024;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, PART - 1, PART, PART + 1, 2 * PART, 7 * PART + 5})
  void writesAnyLength(int length) throws IOException {
    byte[] content = Store.random(length);

    store.write("write/" + length, content);

    assertThat(store.content("write/" + length)).isEqualTo(content);
    assertThat(store.openUploads()).isEmpty();
  }

  @Test
  void writesInManyPieces() throws IOException {
    byte[] content = Store.random(3 * PART);
    try (WritableByteChannel channel = create("write/pieces")) {
      for (int from = 0; from < content.length; from += 777) {
        int length = Math.min(777, content.length - from);
        assertThat(channel.write(ByteBuffer.wrap(content, from, length))).isEqualTo(length);
      }
    }
    assertThat(store.content("write/pieces")).isEqualTo(content);
  }

  @Test
  void putsWhatFitsIntoOnePartAtOnce() throws IOException {
    Faults.Script requests = store.counted(request -> true);

    store.write("write/once", new byte[PART]);

    assertThat(requests.seen()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 2 * PART})
  void keepsMediaType(int length) throws IOException {
    store.write("write/type", new byte[length]);

    ObjectMetadata stored = store.sdk.getObjectMetadata(Store.BUCKET, "write/type");
    assertThat(stored.getContentType()).isEqualTo("text/plain");
    assertThat(stored.getUserMetadata()).isEmpty();
  }

  @Test
  void showsNothingBeforeItIsClosed() throws IOException {
    try (WritableByteChannel small = create("write/late-small");
        WritableByteChannel large = create("write/late-large")) {
      small.write(ByteBuffer.wrap(new byte[10]));
      large.write(ByteBuffer.wrap(new byte[3 * PART]));
      assertThat(store.holds("write/late-small")).isFalse();
      assertThat(store.holds("write/late-large")).isFalse();
    }
    assertThat(store.holds("write/late-small")).isTrue();
    assertThat(store.holds("write/late-large")).isTrue();
  }

  @Test
  void refusesToWriteOnceClosed() throws IOException {
    WritableByteChannel channel = create("write/closed");
    channel.close();
    channel.close();

    assertThat(channel.isOpen()).isFalse();
    assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1)))
        .isInstanceOf(ClosedChannelException.class);
    assertThat(store.content("write/closed")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 5 * PART})
  void survivesBrokenConnections(int length) throws IOException {
    byte[] content = Store.random(length);
    Set<String> seen = ConcurrentHashMap.newKeySet();
    Faults.Script cuts =
        store
            .faults()
            .add(FaultRule.every(1, Fault.cut()).on(r -> seen.add(r.method() + r.rawQuery())));

    store.write("write/cut", content);

    assertThat(cuts.struck()).isPositive();
    store.faults().clear();
    assertThat(store.content("write/cut")).isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 5 * PART})
  void survivesLostAnswers(int length) throws IOException {
    byte[] content = Store.random(length);
    store.faults().add(FaultRule.next(1, Fault.answerLost()).on(ObjectWriterTest::finishes));

    store.write("write/lost-" + length, content);

    assertThat(store.content("write/lost-" + length)).isEqualTo(content);
  }

  @Test
  void leavesNothingOfSmallObjectThatFailed() {
    store.faults().add(FaultRule.every(1, Fault.cut()).on(r -> r.method().equals("PUT")));

    assertThatThrownBy(() -> store.write("write/failed-small", new byte[10]))
        .isInstanceOf(OssException.class)
        .hasMessageMatching(
            "Expected to write oss://shop-photos/write/failed-small but http://127.0.0.1:\\d+ did"
                + " not answer \\(\\w+\\): check the endpoint and the network");

    assertThat(store.holds("write/failed-small")).isFalse();
  }

  @Test
  void leavesNothingOfLargeObjectThatFailed() throws IOException {
    store
        .faults()
        .add(
            FaultRule.every(1, Fault.emptyBody(403))
                .on(r -> r.query().getOrDefault("partNumber", "").equals("2")));
    WritableByteChannel channel = create("write/failed-large");

    assertThatThrownBy(() -> channel.write(ByteBuffer.wrap(new byte[9 * PART])))
        .isInstanceOf(OssException.class)
        .hasMessageStartingWith("Expected to write oss://shop-photos/write/failed-large but ");

    assertThat(store.openUploads()).isEmpty();
    assertThatThrownBy(() -> channel.write(ByteBuffer.wrap(new byte[1])))
        .hasMessage(
            "Expected to write to oss://shop-photos/write/failed-large but an earlier write"
                + " failed");
    assertThatThrownBy(channel::close)
        .hasMessage(
            "Expected to write all of oss://shop-photos/write/failed-large but an earlier write"
                + " failed");
    assertThat(store.holds("write/failed-large")).isFalse();
  }

  @Test
  void leavesNothingOfLargeObjectWhoseConnectionIsCutForGood() throws IOException {
    Faults.Script cuts =
        store
            .faults()
            .add(
                FaultRule.every(1, Fault.cut())
                    .on(r -> r.query().getOrDefault("partNumber", "").equals("2")));

    assertThatThrownBy(() -> store.write("write/cut-large", new byte[9 * PART]))
        .isInstanceOf(OssException.class)
        .hasMessageContaining("did not answer");

    assertThat(cuts.struck()).as("sent again before it is given up").isGreaterThan(1);
    assertThat(store.holds("write/cut-large")).isFalse();
    assertThat(store.openUploads()).isEmpty();
  }

  @Test
  void leavesNothingOfObjectThatCouldNotBeCompleted() throws IOException {
    store.faults().add(FaultRule.every(1, Fault.emptyBody(403)).on(ObjectWriterTest::finishes));
    WritableByteChannel channel = create("write/failed-last");
    channel.write(ByteBuffer.wrap(new byte[3 * PART]));

    assertThatThrownBy(channel::close).isInstanceOf(OssException.class);

    assertThat(store.holds("write/failed-last")).isFalse();
    assertThat(store.openUploads()).isEmpty();
  }

  @Test
  void leavesNothingOfWriterThatIsForgotten() throws IOException {
    beginAndForget("write/forgotten");
    assertThat(store.openUploads()).containsExactly("write/forgotten");

    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(store.openUploads()).isEmpty();
            });
    assertThat(store.holds("write/forgotten")).isFalse();
  }

  private static void beginAndForget(String key) throws IOException {
    create(key).write(ByteBuffer.wrap(new byte[3 * PART]));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 3 * PART})
  void makesOnlyWhatIsAbsentIfSoAsked(int length) throws IOException {
    String key = "write/absent-" + length;
    createIfAbsent(key, Store.random(length));

    assertThatThrownBy(() -> createIfAbsent(key, new byte[length]))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageMatching(
            "oss://shop-photos/"
                + key
                + ": Expected no such object but there is one \\(request [0-9A-F]{24}\\)");

    assertThat(store.content(key)).isEqualTo(Store.random(length));
    assertThat(store.openUploads()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 3 * PART})
  void knowsItsOwnObjectWhenTheAnswerWasLost(int length) throws IOException {
    String key = "write/own-" + length;
    store.faults().add(FaultRule.next(1, Fault.answerLost()).on(ObjectWriterTest::finishes));

    createIfAbsent(key, Store.random(length));

    assertThat(store.content(key)).isEqualTo(Store.random(length));
    assertThatThrownBy(() -> createIfAbsent(key, Store.random(length)))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void refusesToWriteFolder() {
    assertThatThrownBy(() -> create("write/folder/"))
        .hasMessage(
            "Expected a file's name to write but was the folder oss://shop-photos/write/folder/");
  }

  @Test
  void replacesObject() throws IOException {
    store.write("write/twice", "first".getBytes(UTF_8));
    store.write("write/twice", "second".getBytes(UTF_8));

    assertThat(store.content("write/twice")).asString(UTF_8).isEqualTo("second");
  }

  /** Whether this makes an object visible. */
  private static boolean finishes(Request request) {
    boolean completes = request.method().equals("POST") && request.query().containsKey("uploadId");
    boolean puts = request.method().equals("PUT") && !request.query().containsKey("uploadId");
    return completes || puts;
  }

  private static WritableByteChannel create(String key) throws IOException {
    return store.files.create(Store.id(key), Store.TEXT);
  }

  private static void createIfAbsent(String key, byte[] content) throws IOException {
    try (WritableByteChannel channel = store.files.create(Store.id(key), Store.TEXT_IF_ABSENT)) {
      channel.write(ByteBuffer.wrap(content));
    }
  }
}
