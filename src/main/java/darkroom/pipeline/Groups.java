package darkroom.pipeline;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * Groups elements by a number, as pages of them in encoded form, which {@link #elements} reads: a
 * runner that copies what waits in a group, as the direct runner does again and again, copies
 * bytes.
 */
final class Groups<T extends Record>
    extends PTransform<PCollection<T>, PCollection<KV<Integer, Iterable<byte[]>>>> {
  private static final long serialVersionUID = 1;

  /**
   * How many groups photos are divided into where those that belong together must meet. The direct
   * runner spends milliseconds on each group in each transform, far more than on a photo; of few
   * groups each is large.
   */
  static final int COUNT = 32;

  private static final int ONLY = 0;

  /** A page without elements, in a group that is there even if it is empty. */
  private static final byte[] NOTHING = {};

  private static final KvCoder<Integer, byte[]> ENCODED =
      KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of());

  private final JsonCoder<T> coder;
  private final SerializableFunction<T, Integer> group;
  private final boolean evenEmpty;

  private Groups(JsonCoder<T> coder, SerializableFunction<T, Integer> group, boolean evenEmpty) {
    this.coder = coder;
    this.group = group;
    this.evenEmpty = evenEmpty;
  }

  static <T extends Record> Groups<T> by(Class<T> type, SerializableFunction<T, Integer> group) {
    return new Groups<>(JsonCoder.of(type), group, false);
  }

  /** All elements in one group, which is there although there be none. */
  static <T extends Record> Groups<T> together(Class<T> type) {
    return new Groups<>(JsonCoder.of(type), any -> ONLY, true);
  }

  /** The group of a name. */
  static int of(String name) {
    return Math.floorMod(name.hashCode(), COUNT);
  }

  /** The group of a numbered share. */
  static int of(int share) {
    return share % COUNT;
  }

  /** A group's elements, a page of them decoded when its turn comes. */
  static <T extends Record> Iterator<T> elements(
      Class<T> type, KV<Integer, Iterable<byte[]>> group) {
    JsonCoder<T> coder = JsonCoder.of(type);
    return StreamSupport.stream(group.getValue().spliterator(), false)
        .flatMap(page -> decode(coder, page).stream())
        .iterator();
  }

  private static <T extends Record> List<T> decode(JsonCoder<T> coder, byte[] page) {
    ByteArrayInputStream left = new ByteArrayInputStream(page);
    List<T> elements = new ArrayList<>();
    try {
      while (left.available() > 0) {
        elements.add(coder.decode(left));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return elements;
  }

  @Override
  public PCollection<KV<Integer, Iterable<byte[]>>> expand(PCollection<T> elements) {
    PCollection<KV<Integer, byte[]>> encoded =
        elements.apply("Encode", ParDo.of(new Encode<>(coder, group))).setCoder(ENCODED);
    if (evenEmpty) {
      encoded =
          PCollectionList.of(encoded)
              .and(
                  elements
                      .getPipeline()
                      .apply("Begin", Create.of(KV.of(ONLY, NOTHING)).withCoder(ENCODED)))
              .apply("AndNothing", Flatten.pCollections());
    }
    return encoded.apply("Group", GroupByKey.create());
  }

  /** Writes elements of a group on pages, for a runner has its costs for each. */
  private static final class Encode<T extends Record> extends DoFn<T, KV<Integer, byte[]>> {
    private static final long serialVersionUID = 1;
    private static final int PAGE_BYTES = 64 * 1024;
    private final JsonCoder<T> coder;
    private final SerializableFunction<T, Integer> group;
    private transient Map<Integer, ByteArrayOutputStream> pages;

    Encode(JsonCoder<T> coder, SerializableFunction<T, Integer> group) {
      this.coder = coder;
      this.group = group;
    }

    @StartBundle
    public void start() {
      pages = new TreeMap<>();
    }

    @ProcessElement
    public void encode(@Element T element, OutputReceiver<KV<Integer, byte[]>> out)
        throws IOException {
      Integer number = group.apply(element);
      ByteArrayOutputStream page = pages.computeIfAbsent(number, n -> new ByteArrayOutputStream());
      coder.encode(element, page);
      if (page.size() >= PAGE_BYTES) {
        out.output(KV.of(number, page.toByteArray()));
        pages.remove(number);
      }
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      pages.forEach(
          (number, page) ->
              context.output(
                  KV.of(number, page.toByteArray()),
                  BoundedWindow.TIMESTAMP_MIN_VALUE,
                  GlobalWindow.INSTANCE));
    }
  }
}
