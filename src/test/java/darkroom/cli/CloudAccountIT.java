package darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.oss.ClientBuilderConfiguration;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import com.aliyun.oss.model.OSSObjectSummary;
import darkroom.studio.CallsPerSecond;
import darkroom.studio.Studio;
import darkroom.studio.StudioSettings;
import darkroom.studio.http.AccessKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped conf for the cloud, with an account's credentials, against a studio apart. */
class CloudAccountIT {
  private static final Path CONF = Path.of("conf/aliyun.yaml");
  private static final Path SAMPLES = Path.of("pipelines/samples").toAbsolutePath();
  private static final String SECRET = "Yxyzzy4plugh";

  @TempDir Path folder;

  private Studio studio;

  @BeforeEach
  void startStudio() {
    studio =
        Studio.start(
            StudioSettings.standard(folder.resolve("studio"))
                .withKeys(
                    AccessKeys.of("LTAI5t", SECRET).withTemporary("STS.NV", "Tsecret", "CAIS+/="))
                .withQuota(new CallsPerSecond(20))
                .withBuckets(List.of("shop-photos", "studio-results"), "studio-results"));
  }

  @AfterEach
  void stopStudio() {
    studio.close();
  }

  @Test
  void scoresWithAKeyInTheEnvironmentAndOnlyABucketFilledIn() throws Exception {
    CommandLine run =
        ChildProcess.run(
            folder,
            Map.of(
                "ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAI5t", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", SECRET),
            "run",
            job().toString(),
            "--conf",
            conf(shipped()).toString());

    assertScored(run);
    assertThat(everythingWritten(run)).doesNotContain(SECRET);
  }

  @Test
  void scoresWithATemporaryKeyInTheHomeFoldersFileAndTheOlderSignatures() throws Exception {
    Path keys = Files.createDirectories(folder.resolve(".alibabacloud")).resolve("credentials");
    Files.writeString(
        keys,
        """
        [photos]
        type = sts
        access_key_id = STS.NV
        access_key_secret = Tsecret
        security_token = CAIS+/=
        """);
    String older =
        shipped()
            .replace("# signature: HMAC-SHA1", "signature: HMAC-SHA1")
            .replace("# signature: V1", "signature: V1")
            .replace("source: environment", "source: file")
            .replace("# profile: photos", "profile: photos");

    CommandLine run =
        ChildProcess.run(
            folder, Map.of(), "run", job().toString(), "--conf", conf(older).toString());

    assertScored(run);
    assertThat(everythingWritten(run)).doesNotContain("Tsecret", "CAIS+/=", "CAIS%2B");
  }

  @Test
  void editsPhotosInABucketAndDeletesWhatItStaged() throws Exception {
    OSS bucket = bucket();
    bucket.putObject("shop-photos", "in/rocket.jpg", SAMPLES.resolve("rocket.jpg").toFile());
    bucket.putObject("shop-photos", "in/照片.png", SAMPLES.resolve("chelsea.png").toFile());
    BucketTraffic traffic = BucketTraffic.of(studio);
    Path job =
        Files.writeString(
            folder.resolve("edit.yaml"),
            """
            name: edit
            manifest: oss://shop-photos/in/*.*
            recipe:
              - ChangeImageSize: {Width: 120, Height: 80}
            output:
              images: oss://shop-photos/out/{path}/{name}.{ext}
              tables: oss://shop-photos/tables/
            """);
    String clean = shipped().replace("# cleanup: delete-after-run", "cleanup: delete-after-run");

    CommandLine run =
        ChildProcess.run(
            folder,
            Map.of(
                "ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAI5t", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", SECRET),
            "run",
            job.toString(),
            "--conf",
            conf(clean).toString());

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(studio.counts().billed())
        .as(run.out() + run.err())
        .isEqualTo(Map.of("ChangeImageSize", 2L));
    assertThat(keys(bucket, "out/")).hasSize(2);
    assertThat(traffic.writes("/shop-photos/darkroom/staging/run-")).isNotEmpty();
    assertThat(keys(bucket, "darkroom/staging/")).isEmpty();
    assertThat(run.out() + run.err()).doesNotContain(SECRET);
    bucket.shutdown();
  }

  private OSS bucket() {
    ClientBuilderConfiguration configuration = new ClientBuilderConfiguration();
    configuration.setSLDEnabled(true);
    return new OSSClientBuilder()
        .build(studio.endpoint().toString(), "LTAI5t", SECRET, configuration);
  }

  private static List<String> keys(OSS bucket, String prefix) {
    return bucket.listObjectsV2("shop-photos", prefix).getObjectSummaries().stream()
        .map(OSSObjectSummary::getKey)
        .toList();
  }

  @Test
  void checksTheEnvironmentsKeyAndTheBucket() throws Exception {
    CommandLine check =
        ChildProcess.run(
            folder,
            Map.of(
                "ALIBABA_CLOUD_ACCESS_KEY_ID", "STS.NV",
                "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "Tsecret",
                "ALIBABA_CLOUD_SECURITY_TOKEN", "CAIS+/="),
            "check",
            "--conf",
            conf(shipped()).toString());

    assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
    assertThat(check.err()).isEmpty();
    assertThat(check.out())
        .hasLineCount(6)
        .contains("bucket       ok: shop-photos is in cn-shanghai")
        .doesNotContain("Tsecret", "CAIS");
  }

  @Test
  void aWrongSecretStopsARunAtOnceWithOneSentence() throws Exception {
    CommandLine run =
        ChildProcess.run(
            folder,
            Map.of(
                "ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAI5t",
                "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "Wrong4Secret"),
            "run",
            job().toString(),
            "--conf",
            conf(shipped()).toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_SETUP);
    assertThat(run.err())
        .isEqualTo(
            ("Expected the API at %s to let in the access key from the variables"
                    + " ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET but was"
                    + " SignatureDoesNotMatch: the secret is not this key's; give the secret that"
                    + " belongs to the key's id%n")
                .formatted(studio.endpoint()));
    assertThat(run.out()).isEmpty();
    assertThat(folder.resolve("tables")).doesNotExist();
    assertThat(studio.counts().refusals()).isEqualTo(Map.of("SignatureDoesNotMatch", 1L));
    assertThat(studio.counts().calls()).isEmpty();
  }

  @Test
  void aMissingKeyStopsARunAtOnceWithOneSentence() throws Exception {
    CommandLine run =
        ChildProcess.run(
            folder, Map.of(), "run", job().toString(), "--conf", conf(shipped()).toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_SETUP);
    assertThat(run.err())
        .isEqualTo(
            "Expected an access key in the environment variable ALIBABA_CLOUD_ACCESS_KEY_ID but it"
                + " is not set: export it, or name another place in credentials.source\n");
    assertThat(folder.resolve("tables")).doesNotExist();
  }

  private void assertScored(CommandLine run) {
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.summary().path("done").asInt()).isEqualTo(6);
    assertThat(run.rows()).hasSize(6).allMatch(row -> row.path("sharpness").isNumber());
    assertThat(studio.counts().billed())
        .isEqualTo(Map.of("AssessComposition", 6L, "AssessExposure", 6L, "AssessSharpness", 6L));
    assertThat(studio.counts().refusals()).isEqualTo(Map.of("ParameterError", 1L));
  }

  /** What was printed, and every file beside the tables. */
  private String everythingWritten(CommandLine run) throws IOException {
    StringBuilder all = new StringBuilder(run.out()).append(run.err());
    try (var files = Files.walk(folder.resolve("tables"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    return all.toString();
  }

  /** The shipped conf, of which only the services' addresses and the bucket are filled in. */
  private String shipped() throws IOException {
    String address = studio.endpoint().toString();
    return Files.readString(CONF)
        .replace("https://imageenhan.cn-shanghai.aliyuncs.com", address)
        .replace("https://oss-cn-shanghai.aliyuncs.com", address)
        .replace("fill-in-your-bucket", "shop-photos");
  }

  private Path conf(String yaml) throws IOException {
    return Files.writeString(folder.resolve("conf.yaml"), yaml);
  }

  private Path job() throws IOException {
    return Files.writeString(
        folder.resolve("job.yaml"),
        """
        name: test
        manifest: '%s/manifest.jsonl'
        recipe:
          - score: [AssessSharpness, AssessExposure, AssessComposition]
            fit: shrink
        output:
          tables: %s
        """
            .formatted(SAMPLES, folder.resolve("tables")));
  }
}
