package darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.oss.ClientBuilderConfiguration;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import darkroom.studio.CallsPerSecond;
import darkroom.studio.Studio;
import darkroom.studio.StudioSettings;
import darkroom.studio.http.AccessKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs whose manifest, photos and tables are all in a bucket. */
class ObjectStorageIT {
  private static final Path SAMPLES = Path.of("pipelines/samples");

  @TempDir Path folder;

  private Studio studio;
  private OSS bucket;

  @BeforeEach
  void fillBucket() {
    studio =
        Studio.start(
            StudioSettings.standard(folder.resolve("studio")).withQuota(new CallsPerSecond(1_000)));
    ClientBuilderConfiguration configuration = new ClientBuilderConfiguration();
    configuration.setSLDEnabled(true);
    bucket =
        new OSSClientBuilder()
            .build(
                studio.endpoint().toString(),
                AccessKeys.STANDARD_ID,
                AccessKeys.STANDARD_SECRET,
                configuration);
    for (String name : List.of("rocket.jpg", "chelsea.png", "seeding.jpg")) {
      bucket.putObject("photos", "in/照片 #1/" + name, SAMPLES.resolve(name).toFile());
    }
    put(
        "lists/today.jsonl",
        """
        {"uri": "oss://photos/in/照片 #1/rocket.jpg"}
        {"uri": "../in/照片 #1/chelsea.png", "id": "not resolved: a key is taken to the letter"}
        {"uri": "oss://photos/in/照片 #1/seeding.jpg"}
        {"uri": "oss://photos/in/nowhere.jpg"}
        {"uri": "oss://elsewhere/a.jpg"}
        """);
  }

  @AfterEach
  void close() {
    bucket.shutdown();
    studio.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DirectRunner", "FlinkRunner"})
  void scoresFromABucketIntoIt(String runner) throws IOException {
    CommandLine run = run("oss://photos/lists/today.jsonl", runner);

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(run.out().strip()).endsWith("summary: oss://photos/tables/summary.json");
    assertThat(text("tables/summary.json")).contains("\"done\" : 2").contains("\"failed\" : 3");
    assertThat(text("tables/failures.jsonl").lines())
        .hasSize(3)
        .anyMatch(row -> row.contains("oss://photos/in/nowhere.jpg") && row.contains("NotFound"));
    assertThat(text("tables/photos.csv").lines()).hasSize(6);
    assertThat(bucket.doesObjectExist("photos", "tables/photos.parquet")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DirectRunner"})
  void scoresTheObjectsOfAGlob(String runner) throws IOException {
    CommandLine run = run("oss://photos/in/**.jpg", runner);

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(text("tables/photos.csv").lines()).hasSize(3);
  }

  private CommandLine run(String manifest, String runner) throws IOException {
    Path job = ScoringFiles.job(folder, manifest, "oss://photos/tables/");
    Path conf = ScoringFiles.conf(folder, studio.endpoint(), 100);
    return CommandLine.run("run", "" + job, "--conf", "" + conf, "--runner=" + runner);
  }

  private void put(String key, String text) {
    bucket.putObject(
        "photos", key, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private String text(String key) throws IOException {
    byte[] bytes = bucket.getObject("photos", key).getObjectContent().readAllBytes();
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
