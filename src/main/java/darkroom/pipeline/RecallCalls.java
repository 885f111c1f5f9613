package darkroom.pipeline;

import darkroom.ledger.Entry;
import darkroom.ledger.Ledger;
import darkroom.ledger.Recalled;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Gives each photo what the ledger holds of it; a share of the ledger is read once. The shares of a
 * group are held in memory at once.
 */
public final class RecallCalls
    extends PTransform<PCollection<InspectedPhoto>, PCollection<RecalledPhoto>> {
  private static final long serialVersionUID = 1;

  private final String ledger;

  private RecallCalls(String ledger) {
    this.ledger = ledger;
  }

  /** Recalls from the ledger in a folder, whose name ends in a slash. */
  public static RecallCalls from(String ledgerFolder) {
    return new RecallCalls(ledgerFolder);
  }

  @Override
  public PCollection<RecalledPhoto> expand(PCollection<InspectedPhoto> photos) {
    return photos
        .apply("GroupByShares", Groups.by(InspectedPhoto.class, p -> Groups.of(share(p))))
        .apply("Recall", ParDo.of(new Recall(ledger)))
        .setCoder(JsonCoder.of(RecalledPhoto.class));
  }

  private static final class Recall extends DoFn<KV<Integer, Iterable<byte[]>>, RecalledPhoto> {
    private static final long serialVersionUID = 1;
    private final String folder;

    Recall(String folder) {
      this.folder = folder;
    }

    @ProcessElement
    public void recall(
        @Element KV<Integer, Iterable<byte[]>> group, OutputReceiver<RecalledPhoto> out)
        throws IOException {
      Ledger ledger = Ledger.in(folder);
      Map<Integer, Map<String, List<Entry>>> shares = new HashMap<>();
      Iterator<InspectedPhoto> photos = Groups.elements(InspectedPhoto.class, group);
      while (photos.hasNext()) {
        InspectedPhoto photo = photos.next();
        int share = share(photo);
        if (!shares.containsKey(share)) {
          shares.put(
              share, ledger.usable(share).stream().collect(Collectors.groupingBy(Entry::photo)));
        }
        List<Entry> entries = shares.get(share).getOrDefault(photo.identity().value(), List.of());
        out.output(new RecalledPhoto(photo, new Recalled(entries)));
      }
    }
  }

  private static int share(InspectedPhoto photo) {
    return Ledger.share(photo.identity().value());
  }
}
