package darkroom.pipeline;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.parquet.ParquetIO;

/** A file that tells of a run's photos. */
enum Table {
  CSV("csv", "photos.csv", "text/csv", Table::csv),
  JSON_LINES("jsonl", "photos.jsonl", "application/x-ndjson", Table::jsonLines),
  FAILURES("failures", "failures.jsonl", "application/x-ndjson", Table::failures),
  IMAGES("images", "images.jsonl", "application/x-ndjson", Table::images),
  PARQUET("parquet", "photos.parquet", "application/vnd.apache.parquet", Table::parquet);

  private final String key;
  private final String fileName;
  private final String mediaType;
  private final Form form;

  /** A way to write rows into a file. */
  private interface Form {
    Rows into(WritableByteChannel file) throws IOException;
  }

  /** The rows of a file; it is whole when they are closed. */
  interface Rows extends Closeable {
    /** Adds as many rows as the table has of an outcome. */
    void add(Outcome outcome) throws IOException;
  }

  Table(String key, String fileName, String mediaType, Form form) {
    this.key = key;
    this.fileName = fileName;
    this.mediaType = mediaType;
    this.form = form;
  }

  /** Names the table in the summary. */
  String key() {
    return key;
  }

  String fileName() {
    return fileName;
  }

  String mediaType() {
    return mediaType;
  }

  /** Rows that go into a file, which is closed with them. */
  Rows into(WritableByteChannel file) throws IOException {
    return form.into(file);
  }

  private static Rows csv(WritableByteChannel file) throws IOException {
    Lines lines = new Lines(file, o -> List.of(TableFormat.csv(OutcomeTable.all(), o)));
    lines.add(TableFormat.csvHeader(OutcomeTable.all()));
    return lines;
  }

  private static Rows jsonLines(WritableByteChannel file) {
    return new Lines(file, o -> List.of(TableFormat.json(OutcomeTable.all(), o)));
  }

  private static Rows failures(WritableByteChannel file) {
    return new Lines(
        file,
        o ->
            FailureRow.of(o).stream()
                .map(row -> TableFormat.json(FailureRow.columns(), row))
                .toList());
  }

  private static Rows images(WritableByteChannel file) {
    return new Lines(
        file,
        o ->
            ImageRow.of(o).stream().map(row -> TableFormat.json(ImageRow.columns(), row)).toList());
  }

  private static Rows parquet(WritableByteChannel file) throws IOException {
    return new Records(file, TableFormat.schema("photo", OutcomeTable.all()));
  }

  private static final class Lines implements Rows {
    private final Writer file;
    private final Function<Outcome, List<String>> rendering;

    Lines(WritableByteChannel file, Function<Outcome, List<String>> rendering) {
      this.file = new BufferedWriter(Channels.newWriter(file, StandardCharsets.UTF_8));
      this.rendering = rendering;
    }

    void add(String line) throws IOException {
      file.write(line);
      file.write('\n');
    }

    @Override
    public void add(Outcome outcome) throws IOException {
      for (String line : rendering.apply(outcome)) {
        add(line);
      }
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  private static final class Records implements Rows {
    private final WritableByteChannel file;
    private final Schema schema;
    private final FileIO.Sink<GenericRecord> records;

    Records(WritableByteChannel file, Schema schema) throws IOException {
      this.file = file;
      this.schema = schema;
      this.records = ParquetIO.sink(schema);
      records.open(file);
    }

    @Override
    public void add(Outcome outcome) throws IOException {
      records.write(TableFormat.avro(schema, OutcomeTable.all(), outcome));
    }

    @Override
    public void close() throws IOException {
      records.flush();
      // Most of Beam's sinks leave that to others, this one not; and a file on s3 is closed once.
      if (file.isOpen()) {
        file.close();
      }
    }
  }
}
