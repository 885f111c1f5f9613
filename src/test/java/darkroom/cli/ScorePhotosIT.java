package darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.luben.zstd.ZstdOutputStream;
import darkroom.photo.Orientation;
import darkroom.photo.PhotoFixtures;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way of a photo on the embedded studio. */
class ScorePhotosIT {
  private static final Path SAMPLES = Path.of("pipelines/samples").toAbsolutePath();

  @TempDir Path folder;

  private Path tables;

  @BeforeEach
  void chooseTables() {
    tables = folder.resolve("tables");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DirectRunner", "FlinkRunner"})
  void scoresTheSamplePhotos(String runner) throws IOException {
    CommandLine run = run(SAMPLES.resolve("manifest.jsonl").toString(), "--runner=" + runner);

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode summary = run.summary();
    assertThat(summary.path("runner").asText()).isEqualTo(runner);
    assertThat(summary.path("photos").asInt()).isEqualTo(6);
    assertThat(summary.path("done").asInt()).isEqualTo(6);
    assertThat(summary.path("billed").toString())
        .isEqualTo("{\"AssessComposition\":6,\"AssessExposure\":6,\"AssessSharpness\":6}");
    assertThat(summary.path("cost_cny").decimalValue()).isEqualByComparingTo("0.036");
    assertThat(run.rows())
        .hasSize(6)
        .allSatisfy(
            row -> {
              assertThat(row.path("status").asText()).isEqualTo("done");
              assertThat(row.path("sharpness").asDouble()).isBetween(0.3, 1.0);
              assertThat(row.path("exposure").asDouble()).isBetween(0.1, 0.9);
              assertThat(row.path("composition").asDouble()).isBetween(1.0, 5.0);
              assertThat(row.path("calls").asInt()).isEqualTo(3);
              assertThat(row.path("request_ids").asText().split(" ")).hasSize(3);
            });
    assertThat(run.rows())
        .filteredOn(row -> row.path("id").asText().equals("seeding"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.path("width").asInt()).isEqualTo(1600);
              assertThat(row.path("scored_width").asInt()).isEqualTo(999);
            });
  }

  @Test
  void allTablesTellTheSame() throws IOException {
    CommandLine run = run(badPhotos() + "/manifest.jsonl");

    List<JsonNode> rows = run.rows();
    List<String> parquet = new ArrayList<>();
    LocalInputFile file = new LocalInputFile(tables.resolve("photos.parquet"));
    try (ParquetReader<GenericRecord> records =
        AvroParquetReader.<GenericRecord>builder(file).build()) {
      for (GenericRecord r = records.read(); r != null; r = records.read()) {
        parquet.add(r.get("uri") + " " + r.get("status") + " " + r.get("sharpness"));
      }
    }
    assertThat(parquet)
        .containsExactlyInAnyOrderElementsOf(
            rows.stream()
                .map(
                    row ->
                        row.path("uri").asText()
                            + " "
                            + row.path("status").asText()
                            + " "
                            + row.path("sharpness").asText())
                .toList());
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser csv =
        CSVParser.parse(tables.resolve("photos.csv"), StandardCharsets.UTF_8, format)) {
      assertThat(csv.stream().map(row -> row.get("uri") + row.get("message")))
          .containsExactlyInAnyOrderElementsOf(
              rows.stream()
                  .map(row -> row.path("uri").asText() + row.path("message").asText(""))
                  .toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jsonl.gz", "jsonl.zst"})
  void readsACompressedManifest(String suffix) throws IOException {
    Path manifest = folder.resolve("manifest." + suffix);
    byte[] line = ("{\"uri\": \"" + SAMPLES + "/camera.png\"}\n").getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(manifest);
        OutputStream compressed =
            suffix.endsWith("gz") ? new GZIPOutputStream(out) : new ZstdOutputStream(out)) {
      compressed.write(line);
    }

    assertThat(run(manifest.toString()).summary().path("done").asInt()).isEqualTo(1);
  }

  @Test
  void readsCsvListsAndPhotosNamedInTheJob() throws IOException {
    write("m.csv", "id,uri\none," + SAMPLES + "/camera.png\n");
    write("m.txt", SAMPLES + "/camera.png\n" + SAMPLES + "/coffee.png\n");

    assertThat(run(folder + "/m.csv").rows())
        .singleElement()
        .satisfies(row -> assertThat(row.path("id").asText()).isEqualTo("one"));
    assertThat(run(folder + "/m.txt").rows()).hasSize(2);
    Path job = job("-", "shrink", tables.toString());
    String listed = Files.readString(job).replace("'-'", "[" + SAMPLES + "/camera.png]");
    Files.writeString(job, listed);
    assertThat(runJob(job).rows())
        .singleElement()
        .satisfies(row -> assertThat(row.path("manifest").asText()).endsWith("job.yaml"));
  }

  @Test
  void bothRunnersTellTheSame() throws IOException {
    Path photos = badPhotos();
    CommandLine direct = run(photos + "/manifest.jsonl", "--runner=DirectRunner");
    List<JsonNode> directRows = comparable(direct.rows());
    List<JsonNode> directFailures = comparable(direct.failures());
    // With tables of its own it has a ledger of its own, and calls for everything again.
    Path job = job(photos + "/manifest.jsonl", "shrink", tables.resolveSibling("again").toString());
    CommandLine flink = runJob(job, "--runner=FlinkRunner");

    assertThat(comparable(flink.rows())).isEqualTo(directRows);
    assertThat(comparable(flink.failures())).isEqualTo(directFailures);
    assertThat(flink.summary().path("calls")).isEqualTo(direct.summary().path("calls"));
    assertThat(flink.summary().path("cost_cny")).isEqualTo(direct.summary().path("cost_cny"));
    assertThat(flink.exitCode()).isEqualTo(direct.exitCode()).isEqualTo(ExitCode.SOME_FAILED);
  }

  @Test
  void everyManifestLineEndsInExactlyOneOutcomeRow() throws IOException {
    Path photos = badPhotos();
    CommandLine run = run(photos + "/manifest.jsonl");

    assertThat(run.exitCode()).isEqualTo(ExitCode.SOME_FAILED);
    long lines = Files.readAllLines(photos.resolve("manifest.jsonl")).size();
    assertThat(run.rows()).hasSize((int) lines);
    assertThat(run.rows())
        .extracting(
            row -> row.path("uri").asText(),
            row -> row.path("status").asText(),
            row -> row.path("code").asText())
        .containsExactlyInAnyOrder(
            tuple("good one.jpg", "done", "null"),
            tuple("not json", "failed", "NotJson"),
            tuple("{\"id\": \"no uri\"}", "failed", "NoUri"),
            tuple("good one.jpg", "skipped", "Repeated"),
            tuple("missing.jpg", "failed", "NotFound"),
            tuple("empty.jpg", "rejected", "Empty"),
            tuple("truncated.jpg", "failed", "Truncated"),
            tuple("text.jpg", "rejected", "NotAnImage"),
            tuple("pixel.png", "rejected", "TooSmall"),
            tuple("cmyk.jpg", "done", "null"),
            tuple("deep.png", "done", "null"),
            tuple("palette.png", "done", "null"),
            tuple("gray.png", "done", "null"),
            tuple("alpha.png", "done", "null"),
            tuple("animated.webp", "done", "null"),
            tuple("rotated.jpg", "done", "null"),
            tuple("huge.png", "rejected", "TooManyPixels"),
            tuple("中文 #1 100% a+b.jpg", "done", "null"));
    assertThat(run.failures())
        .allSatisfy(
            failure -> {
              assertThat(failure.path("message").asText()).startsWith("Expected ");
              assertThat(failure.path("billed").asText()).isEqualTo("no");
            });
  }

  @Test
  void scoresARotatedPhotoUpright() throws IOException {
    write("rotated.jpg", PhotoFixtures.rotatedJpeg(Orientation.TURN_RIGHT));
    write("manifest.txt", "rotated.jpg");

    CommandLine run = run(folder + "/manifest.txt");

    assertThat(run.rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.path("orientation").asInt()).isEqualTo(6);
              assertThat(row.path("scored_width")).isEqualTo(row.path("height"));
              assertThat(row.path("scored_height")).isEqualTo(row.path("width"));
            });
  }

  @Test
  void rejectsALargePhotoWhereTheJobSaysReject() throws IOException {
    CommandLine run = runJob(job(SAMPLES + "/seeding.jpg", "reject", tables.toString()));

    assertThat(run.exitCode()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(run.rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.path("status").asText()).isEqualTo("rejected");
              assertThat(row.path("code").asText()).isEqualTo("TooLarge");
              assertThat(row.path("calls").asInt()).isZero();
            });
  }

  @Test
  void anEmptyManifestIsACompleteRun() throws IOException {
    write("manifest.jsonl", "");

    CommandLine run = run(folder + "/manifest.jsonl");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.summary().path("photos").asInt()).isZero();
    assertThat(run.rows()).isEmpty();
    assertThat(Files.readString(tables.resolve("photos.csv"))).startsWith("id,uri,");
  }

  @Test
  void aSecondRunReplacesTheTablesOfTheFirst() throws IOException {
    run(SAMPLES.resolve("manifest.jsonl").toString());
    write("manifest.txt", SAMPLES + "/camera.png");

    CommandLine second = run(folder + "/manifest.txt");

    assertThat(second.rows()).hasSize(1);
    assertThat(Files.readAllLines(tables.resolve("photos.csv"))).hasSize(2);
    assertThat(tables)
        .isDirectoryContaining("glob:**/summary.json")
        .isDirectoryNotContaining("glob:**/*.part");
  }

  @Test
  void tellsOfAMissingManifest() throws IOException {
    CommandLine run = run(folder + "/nowhere.jsonl");

    assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_SETUP);
    assertThat(run.err())
        .isEqualTo(
            "Expected a manifest at %s/nowhere.jsonl but there is no such file (%s/job.yaml)%n"
                .formatted(folder, folder));
  }

  @Test
  void tellsOfTablesThatCannotBeWritten() throws IOException {
    write("taken", "a file, not a folder");
    Path job = job(SAMPLES + "/*.png", "shrink", folder + "/taken");

    CommandLine run = runJob(job);

    assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_SETUP);
    assertThat(run.err())
        .startsWith(
            "Expected a folder that can be written for output.tables but was " + folder + "/taken/")
        .hasLineCount(1);
  }

  @Test
  void tellsOfAMisspelledKeyAndTheNearestKnownOne() throws IOException {
    Path job = write("job.yaml", "name: x\nmanifest: a.jsonl\nrecipie: []\n");

    CommandLine run = runJob(job);

    assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_SETUP);
    assertThat(run.err()).contains("recipie", "recipe", "job.yaml:3").hasLineCount(1);
  }

  @Test
  void tellsOfAnOptionThatBeamDoesNotKnow() throws IOException {
    CommandLine run = run(SAMPLES + "/manifest.jsonl", "--runer=FlinkRunner");

    assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_SETUP);
    assertThat(run.err()).contains("--runer=FlinkRunner").hasLineCount(1);
  }

  private CommandLine run(String manifest, String... options) throws IOException {
    return runJob(job(manifest, "shrink", tables.toString()), options);
  }

  private static CommandLine runJob(Path job, String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "run";
    arguments[1] = job.toString();
    System.arraycopy(options, 0, arguments, 2, options.length);
    return CommandLine.run(arguments);
  }

  private Path job(String manifest, String fit, String output) throws IOException {
    return write(
        "job.yaml",
        """
        name: test
        manifest: '%s'
        recipe:
          - score: [AssessSharpness, AssessExposure, AssessComposition]
            fit: %s
        output:
          tables: %s
        """
            .formatted(manifest, fit, output));
  }

  private Path badPhotos() throws IOException {
    write("good one.jpg", Files.readAllBytes(SAMPLES.resolve("rocket.jpg")));
    write("empty.jpg", PhotoFixtures.empty());
    write("truncated.jpg", PhotoFixtures.truncatedJpeg());
    write("text.jpg", PhotoFixtures.textNamedJpg());
    write("pixel.png", PhotoFixtures.onePixelPng());
    write("cmyk.jpg", PhotoFixtures.cmykJpeg());
    write("deep.png", PhotoFixtures.png16());
    write("palette.png", PhotoFixtures.palettePng());
    write("gray.png", PhotoFixtures.grayPng());
    write("alpha.png", PhotoFixtures.rgbaPng());
    write("animated.webp", PhotoFixtures.animatedWebp());
    write("rotated.jpg", PhotoFixtures.rotatedJpeg(Orientation.TURN_RIGHT));
    write("huge.png", PhotoFixtures.declaredHugePng());
    write("中文 #1 100% a+b.jpg", Files.readAllBytes(SAMPLES.resolve("rocket.jpg")));
    StringBuilder manifest = new StringBuilder();
    for (String uri :
        List.of(
            "good one.jpg",
            "good one.jpg",
            "missing.jpg",
            "empty.jpg",
            "truncated.jpg",
            "text.jpg",
            "pixel.png",
            "cmyk.jpg",
            "deep.png",
            "palette.png",
            "gray.png",
            "alpha.png",
            "animated.webp",
            "rotated.jpg",
            "huge.png",
            "中文 #1 100% a+b.jpg")) {
      manifest.append("{\"uri\": \"").append(uri).append("\"}\n");
    }
    manifest.append("not json\n{\"id\": \"no uri\"}\n");
    write("manifest.jsonl", manifest.toString());
    return folder;
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  /** Rows in an order of their own, without what differs from run to run. */
  /** Of two photos of the same content either may be the one whose call is paid for. */
  private static List<JsonNode> comparable(List<JsonNode> rows) {
    Set<String> fleeting =
        new HashSet<>(List.of("time", "request_ids", "request_id", "calls", "cost_cny"));
    return rows.stream()
        .map(row -> (JsonNode) ((ObjectNode) row).remove(fleeting))
        .sorted(Comparator.comparing(JsonNode::toString))
        .toList();
  }
}
