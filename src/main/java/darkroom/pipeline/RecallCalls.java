package darkroom.pipeline;

import darkroom.client.DaemonThreads;
import darkroom.ledger.Entry;
import darkroom.ledger.Ledger;
import darkroom.ledger.Recalled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Gives each photo what the ledger holds of it; a share of the ledger is read once. The photos of a
 * group, as references, and its shares are held in memory at once.
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

    /** A store takes its time for each share. */
    private static final ExecutorService READING =
        Executors.newFixedThreadPool(
            Ledger.SHARES / Groups.COUNT, DaemonThreads.named("darkroom-recall"));

    private final String folder;

    Recall(String folder) {
      this.folder = folder;
    }

    @ProcessElement
    public void recall(
        @Element KV<Integer, Iterable<byte[]>> group, OutputReceiver<RecalledPhoto> out)
        throws ExecutionException, InterruptedException {
      SortedMap<Integer, List<InspectedPhoto>> photos = new TreeMap<>();
      Groups.elements(InspectedPhoto.class, group)
          .forEachRemaining(
              p -> photos.computeIfAbsent(share(p), share -> new ArrayList<>()).add(p));
      Ledger ledger = Ledger.in(folder);
      SortedMap<Integer, Future<List<Entry>>> shares = new TreeMap<>();
      photos.keySet().forEach(s -> shares.put(s, READING.submit(() -> ledger.usable(s))));
      for (Map.Entry<Integer, Future<List<Entry>>> share : shares.entrySet()) {
        Map<String, List<Entry>> recalled =
            share.getValue().get().stream().collect(Collectors.groupingBy(Entry::photo));
        for (InspectedPhoto photo : photos.get(share.getKey())) {
          List<Entry> entries = recalled.getOrDefault(photo.identity().value(), List.of());
          out.output(new RecalledPhoto(photo, new Recalled(entries)));
        }
      }
    }
  }

  private static int share(InspectedPhoto photo) {
    return Ledger.share(photo.identity().value());
  }
}
