package darkroom.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
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
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * Groups elements by a number, in their encoded form, which {@link #elements} reads: a runner that
 * copies what waits in a group, as the direct runner does again and again, copies bytes.
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

  /** Stands for no element, in a group that is there even if it is empty. */
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

  /** A group's elements, each decoded when its turn comes. */
  static <T extends Record> Iterator<T> elements(
      Class<T> type, KV<Integer, Iterable<byte[]>> group) {
    JsonCoder<T> coder = JsonCoder.of(type);
    return StreamSupport.stream(group.getValue().spliterator(), false)
        .filter(encoded -> encoded.length > 0)
        .map(
            encoded -> {
              try {
                return coder.fromBytes(encoded);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .iterator();
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

  private static final class Encode<T extends Record> extends DoFn<T, KV<Integer, byte[]>> {
    private static final long serialVersionUID = 1;
    private final JsonCoder<T> coder;
    private final SerializableFunction<T, Integer> group;

    Encode(JsonCoder<T> coder, SerializableFunction<T, Integer> group) {
      this.coder = coder;
      this.group = group;
    }

    @ProcessElement
    public void encode(@Element T element, OutputReceiver<KV<Integer, byte[]>> out)
        throws IOException {
      out.output(KV.of(group.apply(element), coder.toBytes(element)));
    }
  }
}
