package darkroom.pipeline;

import java.io.IOException;
import java.util.Iterator;
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

  /** In place of a page, in a group that is there even if it is empty. */
  private static final byte[] NOTHING = {};

  private static final KvCoder<Integer, byte[]> ENCODED =
      KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of());

  private final Class<T> type;
  private final SerializableFunction<T, Integer> group;
  private final SerializableFunction<T, Integer> chapter;
  private final boolean evenEmpty;

  private Groups(
      Class<T> type,
      SerializableFunction<T, Integer> group,
      SerializableFunction<T, Integer> chapter,
      boolean evenEmpty) {
    this.type = type;
    this.group = group;
    this.chapter = chapter;
    this.evenEmpty = evenEmpty;
  }

  static <T extends Record> Groups<T> by(Class<T> type, SerializableFunction<T, Integer> group) {
    return by(type, group, any -> ONLY);
  }

  /**
   * The same, and elements of different chapters stand on different pages.
   *
   * @param chapter gives one of at most 256, numbered from 0
   */
  static <T extends Record> Groups<T> by(
      Class<T> type,
      SerializableFunction<T, Integer> group,
      SerializableFunction<T, Integer> chapter) {
    return new Groups<>(type, group, chapter, false);
  }

  /** All elements in one group, which is there although there be none. */
  static <T extends Record> Groups<T> together(Class<T> type) {
    return new Groups<>(type, any -> ONLY, any -> ONLY, true);
  }

  /** The group of a name. */
  static int of(String name) {
    return Math.floorMod(name.hashCode(), COUNT);
  }

  /** A group's elements, a page of them decoded when its turn comes. */
  static <T extends Record> Iterator<T> elements(
      Class<T> type, KV<Integer, Iterable<byte[]>> group) {
    return StreamSupport.stream(group.getValue().spliterator(), false)
        .filter(page -> page.length > 0)
        .flatMap(page -> Page.elements(type, page).stream())
        .iterator();
  }

  @Override
  public PCollection<KV<Integer, Iterable<byte[]>>> expand(PCollection<T> elements) {
    PCollection<KV<Integer, byte[]>> encoded =
        elements.apply("Encode", ParDo.of(new Encode<>(type, group, chapter))).setCoder(ENCODED);
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

  /** Writes elements on pages, for a runner has its costs for each that it groups. */
  private static final class Encode<T extends Record> extends DoFn<T, KV<Integer, byte[]>> {
    private static final long serialVersionUID = 1;
    private final Class<T> type;
    private final SerializableFunction<T, Integer> group;
    private final SerializableFunction<T, Integer> chapter;
    private transient Map<Integer, Map<Integer, Page<T>>> pages;

    Encode(
        Class<T> type,
        SerializableFunction<T, Integer> group,
        SerializableFunction<T, Integer> chapter) {
      this.type = type;
      this.group = group;
      this.chapter = chapter;
    }

    @StartBundle
    public void start() {
      pages = new TreeMap<>();
    }

    @ProcessElement
    public void encode(@Element T element, OutputReceiver<KV<Integer, byte[]>> out)
        throws IOException {
      Integer ofGroup = group.apply(element);
      Integer ofChapter = chapter.apply(element);
      Map<Integer, Page<T>> chapters = pages.computeIfAbsent(ofGroup, g -> new TreeMap<>());
      Page<T> page = chapters.get(ofChapter);
      if (page == null) {
        page = new Page<>(type, ofChapter);
        chapters.put(ofChapter, page);
      }
      page.add(element);
      if (page.isFull()) {
        out.output(KV.of(ofGroup, page.end()));
        chapters.remove(ofChapter);
      }
    }

    @FinishBundle
    public void finish(FinishBundleContext context) throws IOException {
      for (Map.Entry<Integer, Map<Integer, Page<T>>> chapters : pages.entrySet()) {
        for (Page<T> page : chapters.getValue().values()) {
          context.output(
              KV.of(chapters.getKey(), page.end()),
              BoundedWindow.TIMESTAMP_MIN_VALUE,
              GlobalWindow.INSTANCE);
        }
      }
    }
  }
}
