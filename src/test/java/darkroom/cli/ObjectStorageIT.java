package darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.oss.ClientBuilderConfiguration;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import com.aliyun.oss.model.OSSObjectSummary;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.studio.ApiFaults;
import darkroom.studio.CallsPerSecond;
import darkroom.studio.Studio;
import darkroom.studio.StudioSettings;
import darkroom.studio.http.AccessKeys;
import darkroom.studio.http.Fault;
import darkroom.studio.http.FaultRule;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs whose manifest, photos and tables are all in a bucket. */
class ObjectStorageIT {
  private static final Path SAMPLES = Path.of("pipelines/samples");

  /** What the first read of an object brings, which holds a photo's header. */
  private static final int HEADER = 64 * 1024;

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

  @Test
  void scoresThePhotosOfAnInventoryInTheBucket() throws IOException {
    put(
        "inventory/daily/2026-11-22T00-00Z/manifest.json",
        """
        {"sourceBucket": "photos", "destinationBucket": "photos", "fileFormat": "CSV",
         "fileSchema": "Bucket, Key, Size",
         "files": [{"key": "inventory/daily/data/a.csv.gz"}]}
        """);
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    try (GZIPOutputStream zipped = new GZIPOutputStream(part)) {
      for (String key : List.of("%E7%85%A7%E7%89%87+%231/rocket.jpg", "notes.txt", "none.jpg")) {
        String row = "\"photos\",\"in/" + key + "\",\"1\"\n";
        zipped.write(row.getBytes(StandardCharsets.UTF_8));
      }
    }
    put("inventory/daily/data/a.csv.gz", part.toByteArray());

    CommandLine run =
        run("oss://photos/inventory/daily/2026-11-22T00-00Z/manifest.json", "DirectRunner");

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(text("tables/summary.json")).contains("\"done\" : 1").contains("\"failed\" : 1");
    assertThat(text("tables/photos.csv").lines().skip(1))
        .hasSize(2)
        .anyMatch(row -> row.contains("oss://photos/in/照片 #1/rocket.jpg"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DirectRunner", "FlinkRunner"})
  void downloadsOnlyWhatNeedsToBeMadeFit(String runner) throws IOException {
    byte[] fits = noise(900, 900, "png");
    byte[] tooLarge = noise(1200, 900, "jpg");
    put("in/fits.png", fits);
    put("in/too-large.jpg", tooLarge);
    BucketTraffic traffic = BucketTraffic.of(studio);

    CommandLine run = run("oss://photos/in/*.*g", runner, "keep");

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(text("tables/summary.json")).contains("\"done\" : 2");
    assertThat(fits.length).isGreaterThan(20 * HEADER);
    assertThat(traffic.reads("/photos/in/fits.png")).isEqualTo(1);
    assertThat(traffic.bytesRead("/photos/in/fits.png")).isEqualTo(HEADER);
    // Its header once, and all of it once.
    assertThat(traffic.bytesRead("/photos/in/too-large.jpg"))
        .isLessThanOrEqualTo(tooLarge.length + HEADER);
    List<String> staged = traffic.writes("/photos/darkroom/staging/");
    assertThat(staged).hasSize(1).allMatch(key -> key.matches(".*/staging/[0-9a-f]{64}[.]jpg"));
    assertThat(staged()).containsExactly(staged.get(0).substring("/photos/".length()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DirectRunner", "FlinkRunner"})
  void deletesWhatItStagedAfterTheRun(String runner) throws IOException {
    put("in/too-large.jpg", noise(1200, 900, "jpg"));
    put("darkroom/staging/of-another-run.jpg", "stays");
    BucketTraffic traffic = BucketTraffic.of(studio);

    CommandLine run = run("oss://photos/in/*.jpg", runner, "delete-after-run");

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(traffic.writes("/photos/darkroom/staging/")).hasSize(1);
    assertThat(staged()).containsExactly("darkroom/staging/of-another-run.jpg");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DirectRunner", "FlinkRunner"})
  void keepsImagesAndLedgerInTheBucketAndPaysOnce(String runner) throws IOException {
    put(
        "lists/two.jsonl",
        """
        {"id": "rocket", "uri": "oss://photos/in/照片 #1/rocket.jpg"}
        {"id": "chelsea", "uri": "oss://photos/in/照片 #1/chelsea.png"}
        """);
    Path job =
        Files.writeString(
            folder.resolve("catalog.yaml"),
            Files.readString(Path.of("pipelines/nightly-catalog.yaml"))
                .replace("pipelines/samples/manifest.jsonl", "oss://photos/lists/two.jsonl")
                .replace("out/nightly-catalog/", "oss://photos/catalog/"));
    String conf = "" + ScoringFiles.conf(folder, studio.endpoint(), 100);

    CommandLine first = CommandLine.run("run", "" + job, "--conf", conf, "--runner=" + runner);

    assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
    Map<String, Long> billed = studio.counts().billed();
    assertThat(billed).containsEntry("ChangeImageSize", 2L);
    List<String> images = keys("catalog/images/");
    assertThat(images).hasSize(2).allMatch(key -> key.endsWith(".jpg"));
    for (String image : images) {
      BufferedImage pixels = ImageIO.read(bucket.getObject("photos", image).getObjectContent());
      assertThat(pixels.getWidth()).isEqualTo(800);
    }
    assertThat(keys("catalog/ledger/")).isNotEmpty();

    CommandLine second = CommandLine.run("run", "" + job, "--conf", conf, "--runner=" + runner);

    assertThat(second.exitCode()).as(second.out() + second.err()).isZero();
    assertThat(text("catalog/summary.json")).contains("\"done\" : 2");
    assertThat(studio.counts().billed()).isEqualTo(billed);
    assertThat(keys("catalog/images/")).isEqualTo(images);
  }

  @Test
  void aTemplateByWhichPhotosWouldShareANameIsRefusedBeforeAnythingIsDone() throws IOException {
    BucketTraffic traffic = BucketTraffic.of(studio);
    Path job =
        Files.writeString(
            folder.resolve("collide.yaml"),
            """
            name: collide
            manifest: oss://photos/in/**.jpg
            recipe:
              - ChangeImageSize: {Width: 120, Height: 80}
            output:
              images: oss://photos/out/{name}.{ext}
              tables: oss://photos/tables/
            """);

    CommandLine run =
        CommandLine.run(
            "run", "" + job, "--conf", "" + ScoringFiles.conf(folder, studio.endpoint(), 100));

    assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_SETUP);
    assertThat(run.err())
        .startsWith(
            "Expected {path} and {name}, or {id}, or {sha} in output.images, so that no two photos"
                + " share a name, but was oss://photos/out/{name}.{ext}");
    assertThat(studio.counts().calls()).isEmpty();
    assertThat(traffic.requests()).isZero();
  }

  @Test
  void aResultOfAPhotoThatWasOverwrittenDuringTheCallIsNotKept() throws IOException {
    byte[] before = noise(200, 150, "jpg");
    byte[] after = noise(300, 150, "jpg");
    put("in/a.jpg", before);
    AtomicBoolean overwritten = overwriteAtACallOf(Actions.ASSESS_SHARPNESS, "in/a.jpg", after);
    Path job = sharpnessOf("oss://photos/in/a.jpg");
    String conf = "" + ScoringFiles.conf(folder, studio.endpoint(), 100);

    CommandLine first = CommandLine.run("run", "" + job, "--conf", conf);

    assertThat(first.exitCode()).as(first.out() + first.err()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(overwritten).isTrue();
    assertThat(studio.counts().billed()).isEqualTo(Map.of("AssessSharpness", 1L));
    JsonNode failure = new ObjectMapper().readTree(text("tables/failures.jsonl"));
    assertThat(failure.path("code").asText()).isEqualTo("Changed");
    assertThat(failure.path("message").asText())
        .isEqualTo(
            "Expected oss://photos/in/a.jpg as it was inspected after the service had read it but"
                + " it was changed: the call was paid for, and its result is not kept");
    assertThat(failure.path("retryable").asText()).isEqualTo("yes");
    assertThat(failure.path("billed").asText()).isEqualTo("yes");

    // The photo that was inspected comes back: nothing is known of it, as nobody has scored it.
    put("in/a.jpg", before);
    CommandLine second = CommandLine.run("run", "" + job, "--conf", conf);

    assertThat(second.exitCode()).as(second.out() + second.err()).isZero();
    assertThat(studio.counts().billed()).isEqualTo(Map.of("AssessSharpness", 2L));
  }

  /** Whether it has come to that. */
  private AtomicBoolean overwriteAtACallOf(Action action, String key, byte[] content) {
    AtomicBoolean overwritten = new AtomicBoolean();
    studio
        .apiFaults()
        .add(
            FaultRule.every(1, Fault.cut())
                .on(
                    request -> {
                      if (ApiFaults.calls(action).test(request)
                          && overwritten.compareAndSet(false, true)) {
                        put(key, content);
                      }
                      return false;
                    }));
    return overwritten;
  }

  private Path sharpnessOf(String photos) throws IOException {
    return Files.writeString(
        folder.resolve("sharpness.yaml"),
        """
        name: sharpness
        manifest: %s
        recipe:
          - score: [AssessSharpness]
        output:
          tables: oss://photos/tables/
        """
            .formatted(photos));
  }

  private CommandLine run(String manifest, String runner, String cleanup) throws IOException {
    Path conf = ScoringFiles.conf(folder, studio.endpoint(), 100);
    Files.writeString(
        conf,
        Files.readString(conf).replace("bucket: photos", "bucket: photos\n  cleanup: " + cleanup));
    Path job = ScoringFiles.job(folder, manifest, "oss://photos/tables/");
    return CommandLine.run("run", "" + job, "--conf", "" + conf, "--runner=" + runner);
  }

  /** Pixels that no format makes much smaller. */
  private static byte[] noise(int width, int height, String format) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(width);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, bytes)).isTrue();
    return bytes.toByteArray();
  }

  private List<String> staged() {
    return keys("darkroom/staging/");
  }

  private List<String> keys(String prefix) {
    return bucket.listObjectsV2("photos", prefix).getObjectSummaries().stream()
        .map(OSSObjectSummary::getKey)
        .toList();
  }

  private CommandLine run(String manifest, String runner) throws IOException {
    Path job = ScoringFiles.job(folder, manifest, "oss://photos/tables/");
    Path conf = ScoringFiles.conf(folder, studio.endpoint(), 100);
    return CommandLine.run("run", "" + job, "--conf", "" + conf, "--runner=" + runner);
  }

  private void put(String key, String text) {
    put(key, text.getBytes(StandardCharsets.UTF_8));
  }

  private void put(String key, byte[] content) {
    bucket.putObject("photos", key, new ByteArrayInputStream(content));
  }

  private String text(String key) throws IOException {
    byte[] bytes = bucket.getObject("photos", key).getObjectContent().readAllBytes();
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
