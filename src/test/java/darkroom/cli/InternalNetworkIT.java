package darkroom.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.oss.ClientBuilderConfiguration;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import darkroom.action.Actions;
import darkroom.photo.PhotoFixtures;
import darkroom.studio.ApiFaults;
import darkroom.studio.Studio;
import darkroom.studio.StudioSettings;
import darkroom.studio.http.AccessKeys;
import darkroom.studio.http.Fault;
import darkroom.studio.http.FaultRule;
import darkroom.studio.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run on a machine that finds the store under its names inside the region, and no others. */
class InternalNetworkIT {
  private static final Path SAMPLES = Path.of("pipelines/samples");
  private static final String SECRET = "xyzzy4plugh";
  private static final String OUTSIDE = "oss-cn-shanghai.aliyuncs.com";
  private static final String INSIDE = "oss-cn-shanghai-internal.aliyuncs.com";

  @TempDir Path folder;

  private final Set<String> hosts = ConcurrentHashMap.newKeySet();
  private Studio studio;
  private OSS bucket;

  @BeforeEach
  void fillBuckets() {
    studio =
        Studio.start(
            StudioSettings.standard(folder.resolve("studio"))
                .withKeys(AccessKeys.of("LTAI5t", SECRET))
                .withBuckets(List.of("shop-photos", "studio-results"), "studio-results"));
    ClientBuilderConfiguration configuration = new ClientBuilderConfiguration();
    configuration.setSLDEnabled(true);
    bucket =
        new OSSClientBuilder().build(studio.endpoint().toString(), "LTAI5t", SECRET, configuration);
    bucket.putObject("shop-photos", "in/rocket.jpg", SAMPLES.resolve("rocket.jpg").toFile());
    bucket.putObject("shop-photos", "in/照片.png", SAMPLES.resolve("chelsea.png").toFile());
    bucket.putObject(
        "studio-results", "made.png", new ByteArrayInputStream(PhotoFixtures.png(120, 80)));
  }

  @AfterEach
  void close() {
    bucket.shutdown();
    studio.close();
  }

  @Test
  void photosResultsAndTablesTravelInside() throws Exception {
    answerWith(resultLink());
    noteHosts();

    CommandLine run =
        ChildProcess.run(
            folder,
            Map.of(
                "ALIBABA_CLOUD_ACCESS_KEY_ID",
                "LTAI5t",
                "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
                SECRET,
                "JAVA_TOOL_OPTIONS",
                "-Djdk.net.hosts.file=" + namesInside()),
            "run",
            job().toString(),
            "--conf",
            conf().toString());

    Set<String> asked = Set.copyOf(hosts);
    assertThat(run.exitCode()).as(run.out() + run.err() + failures()).isZero();
    assertThat(asked)
        .containsExactlyInAnyOrder(
            "shop-photos." + INSIDE + ":" + port(), "studio-results." + INSIDE + ":" + port());
    assertThat(bucket.doesObjectExist("shop-photos", "out/rocket.png")).isTrue();
    assertThat(bucket.doesObjectExist("shop-photos", "out/照片.png")).isTrue();
    assertThat(bucket.listObjectsV2("shop-photos", "darkroom/staging/").getObjectSummaries())
        .as("one with a profile of its own, and one of a name that is not ASCII")
        .hasSize(2);
  }

  private String failures() throws IOException {
    try (var file = bucket.getObject("shop-photos", "tables/failures.jsonl").getObjectContent()) {
      return new String(file.readAllBytes(), UTF_8);
    }
  }

  /** As the service names a result: by its bucket's host outside. */
  private String resultLink() {
    Date end = new Date(Instant.now().plus(Duration.ofMinutes(30)).toEpochMilli());
    String signed = bucket.generatePresignedUrl("studio-results", "made.png", end).toString();
    String host = "http://studio-results." + OUTSIDE + ":" + port();
    return signed.replace(studio.endpoint() + "/studio-results", host);
  }

  private void answerWith(String link) {
    String json =
        """
        {"RequestId": "ANSWERED", "Data": {"Url": "%s",
         "RetainLocation": {"Width": 120, "Height": 80, "X": 0, "Y": 0}}}
        """
            .formatted(link);
    Fault answer = Fault.answered(() -> Response.of(200, "application/json", json.getBytes(UTF_8)));
    studio
        .apiFaults()
        .add(FaultRule.every(1, answer).on(ApiFaults.calls(Actions.CHANGE_IMAGE_SIZE)));
  }

  private void noteHosts() {
    studio
        .bucketFaults()
        .add(
            FaultRule.every(1, Fault.cut())
                .on(
                    request -> {
                      hosts.add(request.header("host").orElse("none"));
                      return false;
                    }));
  }

  /** A file of host names, beside which the process knows of none. */
  private Path namesInside() throws IOException {
    return Files.writeString(
        folder.resolve("hosts"),
        "127.0.0.1 localhost\n127.0.0.1 shop-photos."
            + INSIDE
            + "\n127.0.0.1 studio-results."
            + INSIDE
            + "\n");
  }

  private Path conf() throws IOException {
    return Files.writeString(
        folder.resolve("conf.yaml"),
        """
        api:
          endpoint: %s
        credentials:
          source: environment
        staging:
          endpoint: http://%s:%d
          bucket: shop-photos
          internal: true
        """
            .formatted(studio.endpoint(), OUTSIDE, port()));
  }

  private Path job() throws IOException {
    return Files.writeString(
        folder.resolve("job.yaml"),
        """
        name: inside
        manifest: oss://shop-photos/in/*.*
        recipe:
          - ChangeImageSize: {Width: 120, Height: 80}
        output:
          images: oss://shop-photos/out/{path}/{name}.{ext}
          tables: oss://shop-photos/tables/
        """);
  }

  private int port() {
    return studio.endpoint().getPort();
  }
}
