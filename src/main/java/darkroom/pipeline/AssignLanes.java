package darkroom.pipeline;

import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Groups photos by lane, for {@link RecallCalls} to read; photos with the same content share one,
 * and so does their ledger.
 */
public final class AssignLanes
    extends PTransform<PCollection<InspectedPhoto>, PCollection<KV<Integer, Iterable<byte[]>>>> {
  private static final long serialVersionUID = 1;

  private final int lanes;

  private AssignLanes(int lanes) {
    this.lanes = lanes;
  }

  /** Over this many lanes, numbered from 0. */
  public static AssignLanes over(int lanes) {
    return new AssignLanes(lanes);
  }

  /** The lane of a share of the ledger. */
  static int laneOf(int share, int lanes) {
    return share % lanes;
  }

  @Override
  public PCollection<KV<Integer, Iterable<byte[]>>> expand(PCollection<InspectedPhoto> photos) {
    int count = lanes;
    return photos.apply(
        "ByContent",
        Groups.by(
            InspectedPhoto.class,
            photo -> laneOf(RecallCalls.share(photo), count),
            photo -> RecallCalls.chapter(RecallCalls.share(photo), count)));
  }
}
