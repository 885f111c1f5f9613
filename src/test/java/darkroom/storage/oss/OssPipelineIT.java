package darkroom.storage.oss;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.io.parquet.ParquetIO;
import org.apache.beam.sdk.metrics.Lineage;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Beam's own reads and writes over {@code oss://}, on both runners. */
class OssPipelineIT extends StoreTest {
  private static final String BASE = "oss://" + Store.BUCKET + "/";
  private static final Schema SCHEMA =
      SchemaBuilder.record("Score")
          .fields()
          .requiredString("photo")
          .requiredDouble("sharpness")
          .endRecord();

  static List<Arguments> runners() {
    return List.of(
        Arguments.of(Named.of("direct", DirectRunner.class)),
        Arguments.of(Named.of("flink", FlinkRunner.class)));
  }

  @ParameterizedTest
  @MethodSource("runners")
  void textGoesThere(Class<? extends PipelineRunner<?>> runner) throws IOException {
    List<String> lines = IntStream.range(0, 5000).mapToObj(i -> "line 图 " + i).toList();
    String folder = "text-" + runner.getSimpleName() + "/";
    Pipeline writing = pipeline(runner);
    writing
        .apply(Create.of(lines))
        .apply(TextIO.write().to(BASE + folder + "out").withSuffix(".txt").withNumShards(3));
    writing.run().waitUntilFinish();

    List<String> keys = keys(folder);
    assertThat(keys).hasSize(3).allMatch(key -> key.matches(folder + "out-0000\\d-of-00003.txt"));
    List<String> written = new ArrayList<>();
    for (String key : keys) {
      written.addAll(Arrays.asList(new String(store.content(key), UTF_8).split("\n")));
    }
    assertThat(written).containsExactlyInAnyOrderElementsOf(lines);

    Pipeline reading = pipeline(runner);
    reading
        .apply(TextIO.read().from(BASE + folder + "out-*"))
        .apply(TextIO.write().to(BASE + folder + "copy/all").withoutSharding().withSuffix(".txt"));
    PipelineResult result = reading.run();
    result.waitUntilFinish();

    assertThat(new String(store.content(folder + "copy/all.txt"), UTF_8).split("\n"))
        .containsExactlyInAnyOrderElementsOf(lines);
    assertThat(counted(result, "bytes_read")).isPositive();
    assertThat(counted(result, "bytes_written")).isPositive();
    assertThat(counted(result, "requests")).isPositive();
  }

  /** On the runner that reports it. */
  @Test
  void tellsWhereDataComesFromAndGoes() {
    store.put("lineage/in.txt");
    Pipeline pipeline = pipeline(DirectRunner.class);
    pipeline
        .apply(TextIO.read().from(BASE + "lineage/in.txt"))
        .apply(TextIO.write().to(BASE + "lineage/out.txt").withoutSharding());
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();

    assertThat(Lineage.query(result.metrics(), Lineage.Type.SOURCE))
        .anyMatch(name -> name.startsWith("oss:" + Store.BUCKET));
    assertThat(Lineage.query(result.metrics(), Lineage.Type.SINK))
        .anyMatch(name -> name.startsWith("oss:" + Store.BUCKET));
  }

  @ParameterizedTest
  @MethodSource("runners")
  void filesGoThere(Class<? extends PipelineRunner<?>> runner) throws IOException {
    String folder = "files-" + runner.getSimpleName() + "/";
    store.put(folder + "in/a b.txt", "one\n".getBytes(UTF_8));
    store.put(folder + "in/深/图#1.txt", "two\n".getBytes(UTF_8));
    Pipeline pipeline = pipeline(runner);
    pipeline
        .apply(FileIO.match().filepattern(BASE + folder + "in/**"))
        .apply(FileIO.readMatches())
        .apply(MapElements.via(new NameAndText()))
        .apply(
            FileIO.<String>write().via(TextIO.sink()).to(BASE + folder + "out/").withNumShards(1));
    pipeline.run().waitUntilFinish();

    List<String> keys = keys(folder + "out/");
    assertThat(keys).hasSize(1);
    assertThat(new String(store.content(keys.get(0)), UTF_8).split("\n"))
        .containsExactlyInAnyOrder(
            BASE + folder + "in/a b.txt=one", BASE + folder + "in/深/图#1.txt=two");
  }

  @ParameterizedTest
  @MethodSource("runners")
  void parquetGoesThere(Class<? extends PipelineRunner<?>> runner) throws IOException {
    String folder = "parquet-" + runner.getSimpleName() + "/";
    List<GenericRecord> records =
        IntStream.range(0, 2_000)
            .mapToObj(
                i ->
                    (GenericRecord)
                        new GenericRecordBuilder(SCHEMA)
                            .set("photo", "oss://shop/照片-" + i)
                            .set("sharpness", i / 2_000.0)
                            .build())
            .toList();
    Pipeline writing = pipeline(runner);
    writing
        .apply(Create.of(records).withCoder(AvroCoder.of(SCHEMA)))
        .apply(
            FileIO.<GenericRecord>write()
                .via(ParquetIO.sink(SCHEMA))
                .to(BASE + folder)
                .withNumShards(2)
                .withSuffix(".parquet"));
    writing.run().waitUntilFinish();
    assertThat(keys(folder)).hasSize(2);

    Pipeline reading = pipeline(runner);
    reading
        .apply(ParquetIO.read(SCHEMA).from(BASE + folder + "*.parquet"))
        .apply(
            MapElements.into(TypeDescriptors.strings())
                .via(record -> record.get("photo") + " " + record.get("sharpness")))
        .apply(TextIO.write().to(BASE + folder + "rows.txt").withoutSharding());
    reading.run().waitUntilFinish();

    assertThat(new String(store.content(folder + "rows.txt"), UTF_8).split("\n"))
        .containsExactlyInAnyOrderElementsOf(
            records.stream().map(r -> r.get("photo") + " " + r.get("sharpness")).toList());
  }

  /** A file's name, and what is in it. */
  private static final class NameAndText extends SimpleFunction<FileIO.ReadableFile, String> {
    private static final long serialVersionUID = 1;

    @Override
    public String apply(FileIO.ReadableFile file) {
      try (var content = Channels.newInputStream(file.open())) {
        String text = new String(content.readAllBytes(), UTF_8).strip();
        return file.getMetadata().resourceId() + "=" + text;
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private static Pipeline pipeline(Class<? extends PipelineRunner<?>> runner) {
    OssOptions options = store.options();
    options.setRunner(runner);
    options.as(FlinkPipelineOptions.class).setParallelism(2);
    return Pipeline.create(options);
  }

  private static List<String> keys(String prefix) {
    return store.sdk.listObjectsV2(Store.BUCKET, prefix).getObjectSummaries().stream()
        .map(object -> object.getKey())
        .filter(key -> !key.contains("/in/"))
        .toList();
  }

  private static long counted(PipelineResult result, String name) {
    MetricsFilter filter =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.named(OssMetrics.NAMESPACE, name))
            .build();
    long sum = 0;
    for (MetricResult<Long> counter : result.metrics().queryMetrics(filter).getCounters()) {
      sum += counter.getAttempted();
    }
    return sum;
  }
}
