package darkroom.pipeline;

import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/** Groups photos by lane; photos with the same content share one. */
public final class AssignLanes
    extends PTransform<
        PCollection<InspectedPhoto>, PCollection<KV<Integer, Iterable<InspectedPhoto>>>> {
  private static final long serialVersionUID = 1;

  private final int lanes;

  private AssignLanes(int lanes) {
    this.lanes = lanes;
  }

  /** Over this many lanes, numbered from 0. */
  public static AssignLanes over(int lanes) {
    return new AssignLanes(lanes);
  }

  @Override
  public PCollection<KV<Integer, Iterable<InspectedPhoto>>> expand(
      PCollection<InspectedPhoto> photos) {
    int count = lanes;
    return photos
        .apply(
            "ByContent",
            WithKeys.of((InspectedPhoto p) -> Math.floorMod(p.identity().value().hashCode(), count))
                .withKeyType(TypeDescriptors.integers()))
        .setCoder(KvCoder.of(VarIntCoder.of(), JsonCoder.of(InspectedPhoto.class)))
        .apply("GroupByLane", GroupByKey.create());
  }
}
