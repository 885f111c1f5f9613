package darkroom.pipeline;

import darkroom.ledger.Entry;
import darkroom.ledger.Ledger;
import darkroom.ledger.Recalled;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/** Gives each photo what the ledger holds of it; a share of the ledger is read once. */
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
        .apply(
            "ByShare",
            WithKeys.of((InspectedPhoto p) -> Ledger.share(p.identity().value()))
                .withKeyType(TypeDescriptors.integers()))
        .setCoder(KvCoder.of(VarIntCoder.of(), JsonCoder.of(InspectedPhoto.class)))
        .apply("GroupByShare", GroupByKey.create())
        .apply("Recall", ParDo.of(new Recall(ledger)))
        .setCoder(JsonCoder.of(RecalledPhoto.class));
  }

  private static final class Recall
      extends DoFn<KV<Integer, Iterable<InspectedPhoto>>, RecalledPhoto> {
    private static final long serialVersionUID = 1;
    private final String folder;

    Recall(String folder) {
      this.folder = folder;
    }

    @ProcessElement
    public void recall(
        @Element KV<Integer, Iterable<InspectedPhoto>> share, OutputReceiver<RecalledPhoto> out)
        throws IOException {
      Map<String, List<Entry>> byPhoto =
          Ledger.in(folder).usable(share.getKey()).stream()
              .collect(Collectors.groupingBy(Entry::photo));
      for (InspectedPhoto photo : share.getValue()) {
        List<Entry> entries = byPhoto.getOrDefault(photo.identity().value(), List.of());
        out.output(new RecalledPhoto(photo, new Recalled(entries)));
      }
    }
  }
}
