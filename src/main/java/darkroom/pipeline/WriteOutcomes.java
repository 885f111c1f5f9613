package darkroom.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.io.WriteFilesResult;
import org.apache.beam.sdk.io.parquet.ParquetIO;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Wait;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/** Writes the table of photos, the failures, and, once they are there, the summary. */
public final class WriteOutcomes extends PTransform<PCollection<Outcome>, PDone> {
  private static final long serialVersionUID = 1;
  static final String FAILURES = "failures.jsonl";

  private final RunSettings settings;

  private WriteOutcomes(RunSettings settings) {
    this.settings = settings;
  }

  public static WriteOutcomes of(RunSettings settings) {
    return new WriteOutcomes(settings);
  }

  @Override
  public PDone expand(PCollection<Outcome> outcomes) {
    Map<String, String> tables = new LinkedHashMap<>();
    for (Table table : Table.values()) {
      tables.put(table.key(), settings.job().output().tables() + table.fileName());
    }
    PCollection<String> csv = outcomes.apply("AsCsv", ParDo.of(new AsCsv()));
    PCollection<String> json = outcomes.apply("AsJson", ParDo.of(new AsJson()));
    PCollection<String> failures = outcomes.apply("AsFailures", ParDo.of(new AsFailures()));
    PCollection<String> images = outcomes.apply("AsImages", ParDo.of(new AsImages()));
    String header = TableFormat.csvHeader(OutcomeTable.all());
    List<PCollection<?>> written =
        List.of(
            write(csv, "WriteCsv", TextIO.write().withHeader(header), tables.get(Table.CSV.key())),
            write(json, "WriteJson", TextIO.write(), tables.get(Table.JSON_LINES.key())),
            write(failures, "WriteFailures", TextIO.write(), tables.get(Table.FAILURES.key())),
            write(images, "WriteImages", TextIO.write(), tables.get(Table.IMAGES.key())),
            writeParquet(outcomes));
    PCollection<Void> complete =
        outcomes
            .apply("Tally", Combine.globally(new TallyOutcomes()))
            .apply("TablesWritten", Wait.on(written))
            .setCoder(JsonCoder.of(Tally.class))
            .apply("WriteSummary", ParDo.of(new WriteSummary(settings, tables)));
    complete.apply("CompactLedger", CompactLedger.in(settings.job().output().ledger()));
    return PDone.in(outcomes.getPipeline());
  }

  private static PCollection<?> write(
      PCollection<String> lines, String name, TextIO.Write form, String path) {
    WriteFilesResult<Void> result =
        lines.apply(name, form.to(path).withoutSharding().withOutputFilenames());
    return result.getPerDestinationOutputFilenames();
  }

  private PCollection<?> writeParquet(PCollection<Outcome> outcomes) {
    Schema schema = TableFormat.schema("photo", OutcomeTable.all());
    WriteFilesResult<Void> result =
        outcomes
            .apply("AsRecords", ParDo.of(new AsRecords(schema.toString())))
            .setCoder(AvroCoder.of(schema))
            .apply(
                "WriteParquet",
                FileIO.<GenericRecord>write()
                    .via(ParquetIO.sink(schema))
                    .to(settings.job().output().tables())
                    .withNumShards(1)
                    .withNaming((window, pane, shards, shard, format) -> Table.PARQUET.fileName()));
    return result.getPerDestinationOutputFilenames();
  }

  /** The files that are written. */
  private enum Table {
    CSV("csv", "photos.csv"),
    JSON_LINES("jsonl", "photos.jsonl"),
    PARQUET("parquet", "photos.parquet"),
    FAILURES("failures", WriteOutcomes.FAILURES),
    IMAGES("images", "images.jsonl");

    private final String key;
    private final String fileName;

    Table(String key, String fileName) {
      this.key = key;
      this.fileName = fileName;
    }

    String key() {
      return key;
    }

    String fileName() {
      return fileName;
    }
  }

  private static final class AsCsv extends DoFn<Outcome, String> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void render(@Element Outcome outcome, OutputReceiver<String> out) {
      out.output(TableFormat.csv(OutcomeTable.all(), outcome));
    }
  }

  private static final class AsJson extends DoFn<Outcome, String> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void render(@Element Outcome outcome, OutputReceiver<String> out) {
      out.output(TableFormat.json(OutcomeTable.all(), outcome));
    }
  }

  private static final class AsFailures extends DoFn<Outcome, String> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void render(@Element Outcome outcome, OutputReceiver<String> out) {
      for (FailureRow row : FailureRow.of(outcome)) {
        out.output(TableFormat.json(FailureRow.columns(), row));
      }
    }
  }

  private static final class AsImages extends DoFn<Outcome, String> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void render(@Element Outcome outcome, OutputReceiver<String> out) {
      for (ImageRow row : ImageRow.of(outcome)) {
        out.output(TableFormat.json(ImageRow.columns(), row));
      }
    }
  }

  private static final class AsRecords extends DoFn<Outcome, GenericRecord> {
    private static final long serialVersionUID = 1;
    private final String schemaJson;
    private transient Schema schema;

    AsRecords(String schemaJson) {
      this.schemaJson = schemaJson;
    }

    @Setup
    public void parseSchema() {
      schema = new Schema.Parser().parse(schemaJson);
    }

    @ProcessElement
    public void render(@Element Outcome outcome, OutputReceiver<GenericRecord> out) {
      out.output(TableFormat.avro(schema, OutcomeTable.all(), outcome));
    }
  }
}
