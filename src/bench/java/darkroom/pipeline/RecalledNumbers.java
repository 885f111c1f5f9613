package darkroom.pipeline;

import darkroom.ledger.Ledger;
import java.util.Iterator;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/** Recalls numbered photos as two lanes do, and gives how many each has. */
public final class RecalledNumbers extends PTransform<PBegin, PCollection<Long>> {
  private static final long serialVersionUID = 1;

  private final int count;
  private final String ledger;

  private RecalledNumbers(int count, String ledger) {
    this.count = count;
    this.ledger = ledger;
  }

  /** Recalls so many photos from the ledger in a folder. */
  public static RecalledNumbers of(int count, String ledger) {
    return new RecalledNumbers(count, ledger);
  }

  @Override
  public PCollection<Long> expand(PBegin begin) {
    return begin
        .apply(NumberedPhotos.of(count))
        .apply(AssignLanes.over(2))
        .apply(ParDo.of(new Recall(ledger)));
  }

  private static final class Recall extends DoFn<KV<Integer, Iterable<byte[]>>, Long> {
    private static final long serialVersionUID = 1;
    private final String folder;

    Recall(String folder) {
      this.folder = folder;
    }

    @ProcessElement
    public void recall(@Element KV<Integer, Iterable<byte[]>> lane, OutputReceiver<Long> recalled) {
      long count = 0;
      Iterator<RecalledPhoto> photos = RecallCalls.from(Ledger.in(folder), lane.getValue());
      while (photos.hasNext()) {
        photos.next();
        count++;
      }
      recalled.output(count);
    }
  }
}
