package darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.robothy.s3.rest.LocalS3;
import com.robothy.s3.rest.bootstrap.LocalS3Mode;
import darkroom.studio.CallsPerSecond;
import darkroom.studio.Studio;
import darkroom.studio.StudioSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Runs whose manifest, photos and tables are in a store of the S3 protocol. */
class S3StorageIT {
  private static final Path SAMPLES = Path.of("pipelines/samples");
  private static final String BUCKET = "shop-photos";

  @TempDir Path folder;

  private Studio studio;
  private LocalS3 store;
  private URI endpoint;
  private S3Client bucket;

  @BeforeEach
  void fillBucket() {
    studio =
        Studio.start(
            StudioSettings.standard(folder.resolve("studio")).withQuota(new CallsPerSecond(1_000)));
    store = LocalS3.builder().port(-1).mode(LocalS3Mode.IN_MEMORY).build();
    store.start();
    endpoint = URI.create("http://127.0.0.1:" + store.getPort());
    System.setProperty("aws.accessKeyId", "any");
    System.setProperty("aws.secretAccessKey", "key");
    bucket =
        S3Client.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "key")))
            .build();
    bucket.createBucket(request -> request.bucket(BUCKET));
    for (String name : List.of("rocket.jpg", "chelsea.png", "seeding.jpg")) {
      put("in/" + name, RequestBody.fromFile(SAMPLES.resolve(name)));
    }
    put(
        "lists/today.jsonl",
        RequestBody.fromString(
            """
            {"uri": "s3://shop-photos/in/rocket.jpg"}
            {"uri": "s3://shop-photos/in/chelsea.png"}
            {"uri": "s3://shop-photos/in/seeding.jpg"}
            {"uri": "s3://shop-photos/in/nowhere.jpg"}
            """));
  }

  @AfterEach
  void close() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    bucket.close();
    store.shutdown();
    studio.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DirectRunner", "FlinkRunner"})
  void scoresFromABucketIntoIt(String runner) throws IOException {
    CommandLine run = run("s3://shop-photos/lists/today.jsonl", runner);

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.SOME_FAILED);
    assertThat(run.out().strip()).endsWith("summary: s3://shop-photos/tables/summary.json");
    assertThat(text("tables/summary.json")).contains("\"done\" : 3").contains("\"failed\" : 1");
    assertThat(text("tables/failures.jsonl")).contains("nowhere.jpg").contains("NotFound");
    assertThat(text("tables/photos.csv").lines()).hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DirectRunner"})
  void scoresTheObjectsOfAGlob(String runner) throws IOException {
    CommandLine run = run("s3://shop-photos/in/*.jpg", runner);

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(text("tables/photos.csv").lines()).hasSize(3);
  }

  @Test
  void keepsImagesAndLedgerInTheBucketAndPaysOnce() throws IOException {
    Path job =
        Files.writeString(
            folder.resolve("edit.yaml"),
            """
            name: edit
            manifest: s3://shop-photos/in/r*.jpg
            recipe:
              - ChangeImageSize: {Width: 120, Height: 80}
            output:
              images: s3://shop-photos/out/{path}/{name}.{ext}
              tables: s3://shop-photos/tables/
            """);
    String conf = "" + conf();

    CommandLine first = CommandLine.run("run", "" + job, "--conf", conf);

    assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
    assertThat(studio.counts().billed()).isEqualTo(Map.of("ChangeImageSize", 1L));
    List<String> images = keys("out/");
    assertThat(images).singleElement().asString().isEqualTo("out/rocket.png");
    byte[] image =
        bucket.getObjectAsBytes(request -> request.bucket(BUCKET).key(images.get(0))).asByteArray();
    assertThat(ImageIO.read(new ByteArrayInputStream(image)).getWidth()).isEqualTo(120);
    assertThat(keys("tables/ledger/")).isNotEmpty();

    CommandLine second = CommandLine.run("run", "" + job, "--conf", conf);

    assertThat(second.exitCode()).as(second.out() + second.err()).isZero();
    assertThat(studio.counts().billed()).isEqualTo(Map.of("ChangeImageSize", 1L));
  }

  private List<String> keys(String prefix) {
    return bucket
        .listObjectsV2(request -> request.bucket(BUCKET).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  private Path conf() throws IOException {
    Path conf = ScoringFiles.conf(folder, studio.endpoint(), 100);
    return Files.writeString(
        conf, Files.readString(conf) + "s3:\n  endpoint: " + endpoint + "\n  path_style: true\n");
  }

  private CommandLine run(String manifest, String runner) throws IOException {
    Path job = ScoringFiles.job(folder, manifest, "s3://shop-photos/tables/");
    return CommandLine.run("run", "" + job, "--conf", "" + conf(), "--runner=" + runner);
  }

  private void put(String key, RequestBody content) {
    bucket.putObject(request -> request.bucket(BUCKET).key(key), content);
  }

  private String text(String key) {
    return bucket.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asUtf8String();
  }
}
