package darkroom.pipeline;

import darkroom.ledger.Compaction;
import darkroom.ledger.Ledger;
import java.io.IOException;
import java.util.stream.IntStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/**
 * Merges the ledger's small objects, once the one element of its input is there, so that the next
 * run has few to read.
 */
public final class CompactLedger extends PTransform<PCollection<?>, PDone> {
  private static final long serialVersionUID = 1;

  /** A share with so few is read about as fast as a compacted one. */
  private static final int FEW = 16;

  private final String ledger;

  private CompactLedger(String ledger) {
    this.ledger = ledger;
  }

  /** Compacts the ledger in a folder, whose name ends in a slash. */
  public static CompactLedger in(String ledgerFolder) {
    return new CompactLedger(ledgerFolder);
  }

  @Override
  public PDone expand(PCollection<?> signal) {
    signal
        .apply("Groups", ParDo.of(new NumberGroups<>()))
        .apply("Spread", Reshuffle.viaRandomKey())
        .apply("Compact", ParDo.of(new Compact(ledger)));
    return PDone.in(signal.getPipeline());
  }

  private static final class NumberGroups<T> extends DoFn<T, Integer> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void number(OutputReceiver<Integer> out) {
      IntStream.range(0, Groups.COUNT).forEach(out::output);
    }
  }

  private static final class Compact extends DoFn<Integer, Void> {
    private static final long serialVersionUID = 1;
    private static final System.Logger LOG = System.getLogger(CompactLedger.class.getName());
    private final String folder;

    Compact(String folder) {
      this.folder = folder;
    }

    @ProcessElement
    public void compact(@Element Integer group) {
      IntStream.range(0, Ledger.SHARES)
          .filter(share -> share % Groups.COUNT == group)
          .parallel()
          .forEach(this::compactShare);
    }

    /** Everything is recorded by now, so a store that fails here must not fail the run. */
    private void compactShare(int share) {
      try {
        Compaction unused = Ledger.in(folder).compact(share, FEW);
      } catch (IOException e) {
        LOG.log(
            System.Logger.Level.WARNING,
            "Expected to compact share {0} of {1} but could not; the next run will: {2}",
            share,
            folder,
            PhotoFile.reason(e));
      }
    }
  }
}
