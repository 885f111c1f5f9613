package darkroom.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import darkroom.job.ConfFile;
import darkroom.job.JobFile;
import darkroom.report.Summary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteOutcomesTest {
  @TempDir Path folder;
  private RunSettings settings;

  @BeforeEach
  void prepare() throws Exception {
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            name: score
            manifest: %1$s/photos/*.jpg
            recipe:
              - score: [AssessSharpness]
            output:
              tables: %1$s/tables/
            """
                .formatted(folder));
    settings =
        new RunSettings(
            JobFile.read(job),
            ConfFile.parse("api:\n  endpoint: studio\n", "conf.yaml"),
            "run-1",
            "DirectRunner",
            Outcomes.NOON);
  }

  @Test
  void everyTableHasItsRows() throws Exception {
    write(Outcomes.done(), Outcomes.missing());

    assertThat(lines("photos.csv")).hasSize(3).element(0).asString().startsWith("id,uri,");
    assertThat(lines("photos.jsonl")).hasSize(2);
    assertThat(lines("failures.jsonl")).hasSize(1);
    assertThat(lines("images.jsonl")).isEmpty();
    assertThat(table("photos.parquet")).isNotEmptyFile();
    assertThat(summary().photos()).isEqualTo(2);
  }

  @Test
  void aRunWithoutPhotosIsCompleteToo() throws Exception {
    write();

    assertThat(lines("photos.csv")).hasSize(1);
    assertThat(lines("photos.jsonl")).isEmpty();
    assertThat(table("photos.parquet")).isNotEmptyFile();
    assertThat(summary().photos()).isZero();
  }

  @Test
  void replacesWhatAnEarlierRunHasWrittenOrBegun() throws Exception {
    Files.createDirectories(folder.resolve("tables"));
    Files.writeString(table("photos.jsonl"), "{}\n".repeat(1_000));
    Files.writeString(table("photos.jsonl.part"), "{}\n".repeat(2_000));

    write(Outcomes.done());

    assertThat(lines("photos.jsonl")).hasSize(1);
    assertThat(folder.resolve("tables")).isDirectoryNotContaining("glob:**.part");
  }

  private void write(Outcome... outcomes) {
    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(Create.of(List.of(outcomes)).withCoder(JsonCoder.of(Outcome.class)))
        .apply(WriteOutcomes.of(settings));
    pipeline.run().waitUntilFinish();
  }

  private Path table(String name) {
    return folder.resolve("tables").resolve(name);
  }

  private List<String> lines(String name) throws Exception {
    return Files.readAllLines(table(name));
  }

  private Summary summary() throws Exception {
    return Summary.parse(Files.readString(table("summary.json")));
  }
}
