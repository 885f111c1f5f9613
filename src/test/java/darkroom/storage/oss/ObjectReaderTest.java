package darkroom.storage.oss;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aliyun.oss.common.utils.CRC64;
import darkroom.storage.Checksummed;
import darkroom.storage.Checksummed.Checksum;
import darkroom.storage.Checksummed.Crc64;
import darkroom.storage.Checksummed.Md5;
import darkroom.studio.http.Fault;
import darkroom.studio.http.FaultRule;
import darkroom.studio.http.Faults;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.apache.beam.runners.core.metrics.MetricsContainerImpl;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricsEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectReaderTest extends StoreTest {
  private static final int WINDOW = 64 * 1024;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, WINDOW - 1, WINDOW, WINDOW + 1, 5 * WINDOW, 3_000_000})
  void readsAllFromBeginningToEnd(int length) throws IOException {
    byte[] content = Store.random(length);
    store.put("read/" + length, content);

    assertThat(store.read("read/" + length)).isEqualTo(content);
  }

  @Test
  void readsSmallObjectWithOneRequest() throws IOException {
    store.put("read/small", new byte[WINDOW]);
    Faults.Script requests = store.counted(request -> true);

    assertThat(store.read("read/small")).hasSize(WINDOW);

    assertThat(requests.seen()).isEqualTo(1);
  }

  @Test
  void knowsWhatWasPutAtOnceByItsMd5() throws IOException {
    store.put("read/abc", "abc".getBytes(US_ASCII));

    assertThat(checksum("read/abc")).contains(new Md5("900150983CD24FB0D6963F7D28E17F72"));
  }

  @Test
  void knowsWhatCameInPartsByItsCrc64() throws IOException {
    byte[] content = Store.random(300_000);
    store.write("read/parts", content);
    CRC64 crc = new CRC64();
    crc.update(content, content.length);

    assertThat(checksum("read/parts")).contains(new Crc64(crc.getValue(), 300_000));
  }

  @Test
  void knowsNothingOfAnEmptyObject() throws IOException {
    store.put("read/empty", new byte[0]);

    assertThat(checksum("read/empty")).isEmpty();
  }

  private static Optional<Checksum> checksum(String key) throws IOException {
    try (SeekableByteChannel channel = open(key)) {
      return ((Checksummed) channel).checksum();
    }
  }

  @Test
  void readsAtAnyPosition() throws IOException {
    byte[] content = Store.random(1_000_000);
    store.put("read/positions", content);
    Random random = new Random(7);
    try (SeekableByteChannel channel = open("read/positions")) {
      assertThat(channel.size()).isEqualTo(content.length);
      for (int i = 0; i < 40; i++) {
        int from = random.nextInt(content.length);
        int length = 1 + random.nextInt(100_000);
        int expected = Math.min(length, content.length - from);
        ByteBuffer bytes = ByteBuffer.allocate(length);

        assertThat(channel.position(from).read(bytes)).isEqualTo(expected);

        assertThat(channel.position()).isEqualTo(from + expected);
        assertThat(Arrays.copyOf(bytes.array(), expected))
            .isEqualTo(Arrays.copyOfRange(content, from, from + expected));
      }
    }
  }

  @Test
  void readsOneByteLongRangeAtTheEnd() throws IOException {
    store.put("read/end", Store.random(200_000));
    try (SeekableByteChannel channel = open("read/end")) {
      ByteBuffer bytes = ByteBuffer.allocate(10);
      assertThat(channel.position(199_999).read(bytes)).isEqualTo(1);
      assertThat(bytes.get(0)).isEqualTo(Store.random(200_000)[199_999]);
      assertThat(channel.read(bytes)).isEqualTo(-1);
      assertThat(channel.position(200_001).read(bytes)).isEqualTo(-1);
      assertThat(channel.read(ByteBuffer.allocate(0))).isZero();
    }
  }

  @Test
  void refusesNegativePosition() throws IOException {
    store.put("read/negative");
    try (SeekableByteChannel channel = open("read/negative")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> channel.position(-1))
          .withMessage("Expected a position from 0 but was -1");
    }
  }

  @Test
  void refusesToWrite() throws IOException {
    store.put("read/only");
    try (SeekableByteChannel channel = open("read/only")) {
      assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1)))
          .isInstanceOf(NonWritableChannelException.class);
      assertThatThrownBy(() -> channel.truncate(0)).isInstanceOf(NonWritableChannelException.class);
    }
  }

  @Test
  void refusesEverythingOnceClosed() throws IOException {
    store.put("read/closed");
    SeekableByteChannel channel = open("read/closed");
    assertThat(channel.isOpen()).isTrue();
    channel.close();
    channel.close();

    assertThat(channel.isOpen()).isFalse();
    assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1)))
        .isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(channel::position).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(() -> channel.position(0)).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(channel::size).isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void tellsAtOnceThatThereIsNothingToRead() {
    assertThatThrownBy(() -> open("read/none"))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageMatching(
            "Expected to read oss://shop-photos/read/none but there is no such object"
                + " \\(request [0-9A-F]{24}\\)");
  }

  @Test
  void goesOnWhereConnectionBroke() throws IOException {
    byte[] content = Store.random(2_000_000);
    store.put("read/cut", content);
    Faults.Script cuts =
        store.faults().add(FaultRule.every(2, Fault.cutAmid()).on(r -> r.method().equals("GET")));

    assertThat(store.read("read/cut")).isEqualTo(content);

    assertThat(cuts.struck()).isGreaterThan(4);
  }

  @Test
  void goesOnWhereFirstAnswerBroke() throws IOException {
    byte[] content = Store.random(50_000);
    store.put("read/cut-first", content);
    store.faults().add(FaultRule.next(3, Fault.cutAmid()));

    assertThat(store.read("read/cut-first")).isEqualTo(content);
  }

  @Test
  void countsBytesEachTimeTheyAreHandedOver() throws IOException {
    byte[] content = Store.random(1_000_000);
    store.put("read/counted", content);
    MetricsContainerImpl pipeline = new MetricsContainerImpl("step");
    try (Closeable counting = MetricsEnvironment.scopedMetricsContainer(pipeline);
        SeekableByteChannel channel = open("read/counted")) {
      assertThat(bytesRead(pipeline)).isZero();

      assertThat(Channels.newInputStream(channel).readAllBytes()).isEqualTo(content);
      assertThat(bytesRead(pipeline)).isEqualTo(1_000_000);

      assertThat(channel.position(900_000).read(ByteBuffer.allocate(200_000))).isEqualTo(100_000);
      assertThat(bytesRead(pipeline)).isEqualTo(1_100_000);

      assertThat(channel.read(ByteBuffer.allocate(10))).isEqualTo(-1);
      assertThat(bytesRead(pipeline)).isEqualTo(1_100_000);
    }
  }

  @Test
  void countsBytesOnceThatCameInSeveralAnswers() throws IOException {
    store.put("read/counted-cut", Store.random(2_000_000));
    Faults.Script cuts =
        store.faults().add(FaultRule.every(2, Fault.cutAmid()).on(r -> r.method().equals("GET")));
    MetricsContainerImpl pipeline = new MetricsContainerImpl("step");

    try (Closeable counting = MetricsEnvironment.scopedMetricsContainer(pipeline)) {
      assertThat(store.read("read/counted-cut")).hasSize(2_000_000);
    }

    assertThat(cuts.struck()).isGreaterThan(4);
    assertThat(bytesRead(pipeline)).isEqualTo(2_000_000);
  }

  @Test
  void countsWhatWasHandedOverBeforeAReadFailed() throws IOException {
    store.put("read/counted-failed", new byte[200_000]);
    MetricsContainerImpl pipeline = new MetricsContainerImpl("step");
    ByteBuffer bytes = ByteBuffer.allocate(200_000);
    try (Closeable counting = MetricsEnvironment.scopedMetricsContainer(pipeline);
        SeekableByteChannel channel = open("read/counted-failed")) {
      store.put("read/counted-failed", Store.random(200_000));

      assertThatThrownBy(() -> channel.read(bytes)).isInstanceOf(OssException.class);
    }

    assertThat(bytes.position()).isEqualTo(WINDOW);
    assertThat(bytesRead(pipeline)).isEqualTo(WINDOW);
  }

  private static long bytesRead(MetricsContainerImpl pipeline) {
    return pipeline
        .getCounter(MetricName.named(OssMetrics.NAMESPACE, "bytes_read"))
        .getCumulative();
  }

  @Test
  void neverMixesTwoVersions() throws IOException {
    store.put("read/replaced", new byte[1_000_000]);
    try (SeekableByteChannel channel = open("read/replaced")) {
      store.put("read/replaced", Store.random(1_000_000));

      assertThatThrownBy(() -> channel.position(500_000).read(ByteBuffer.allocate(10)))
          .isInstanceOf(OssException.class)
          .hasMessageMatching(
              "Expected to read oss://shop-photos/read/replaced but the store answered"
                  + " PreconditionFailed \\(request [0-9A-F]{24}\\):"
                  + " it was changed meanwhile, so run again");
    }
  }

  @Test
  void readsBytesAsTheyAreStored() throws IOException {
    com.aliyun.oss.model.ObjectMetadata gzip = new com.aliyun.oss.model.ObjectMetadata();
    gzip.setContentEncoding("gzip");
    byte[] content = Store.random(1000);
    store.sdk.putObject(
        Store.BUCKET, "read/encoded", new java.io.ByteArrayInputStream(content), gzip);

    assertThat(store.read("read/encoded")).isEqualTo(content);
  }

  private static SeekableByteChannel open(String key) throws IOException {
    return (SeekableByteChannel) store.files.open(Store.id(key));
  }
}
