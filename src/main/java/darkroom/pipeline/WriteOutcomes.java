package darkroom.pipeline;

import darkroom.pipeline.Outcome.Status;
import darkroom.report.Summary;
import darkroom.storage.WholeFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Writes the tables and, once they are there, the summary; where it stands, the run is complete.
 *
 * <p>One pass over the outcomes fills all tables, where Beam's writing transforms would give each a
 * group of its own.
 */
public final class WriteOutcomes extends PTransform<PCollection<Outcome>, PCollection<Void>> {
  private static final long serialVersionUID = 1;

  private final RunSettings settings;

  private WriteOutcomes(RunSettings settings) {
    this.settings = settings;
  }

  public static WriteOutcomes of(RunSettings settings) {
    return new WriteOutcomes(settings);
  }

  /** Gives one element when all is written. */
  @Override
  public PCollection<Void> expand(PCollection<Outcome> outcomes) {
    return outcomes
        .apply("Together", Groups.together(Outcome.class))
        .apply("WriteTables", ParDo.of(new WriteTables(settings)));
  }

  private static final class WriteTables extends DoFn<KV<Integer, Iterable<byte[]>>, Void> {
    private static final long serialVersionUID = 1;
    private final RunSettings settings;

    WriteTables(RunSettings settings) {
      this.settings = settings;
    }

    @ProcessElement
    public void write(@Element KV<Integer, Iterable<byte[]>> all, OutputReceiver<Void> written)
        throws IOException {
      Tally tally = writeTables(Groups.elements(Outcome.class, all));
      WholeFiles.write(
          RunSettings.summaryOf(settings.job()),
          summary(tally).toJson().getBytes(StandardCharsets.UTF_8),
          "application/json");
      written.output(null);
    }

    private Tally writeTables(Iterator<Outcome> outcomes) throws IOException {
      Tally tally = Tally.NONE;
      try (TableFiles tables = TableFiles.in(settings.job().output().tables())) {
        while (outcomes.hasNext()) {
          Outcome outcome = outcomes.next();
          tables.add(outcome);
          tally = tally.plus(Tally.of(outcome));
        }
        tables.finish();
      }
      return tally;
    }

    private Summary summary(Tally tally) {
      return new Summary(
          settings.job().name(),
          settings.runner(),
          tally.photos().values().stream().mapToLong(Long::longValue).sum(),
          tally.photos(Status.DONE),
          tally.photos(Status.SKIPPED),
          tally.photos(Status.REJECTED),
          tally.photos(Status.FAILED),
          tally.photos(Status.DEFERRED),
          tally.calls(),
          tally.billed(),
          tally.saved(),
          tally.possiblyBilledTwice(),
          tally.cost(),
          tally.images(),
          Duration.between(settings.started(), Instant.now()),
          TableFiles.locations(settings.job().output().tables()));
    }
  }
}
