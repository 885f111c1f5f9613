package darkroom.cli;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.oss.ClientBuilderConfiguration;
import com.aliyun.oss.OSS;
import com.aliyun.oss.OSSClientBuilder;
import com.aliyun.oss.model.LifecycleRule;
import com.aliyun.oss.model.LifecycleRule.RuleStatus;
import com.aliyun.oss.model.OSSObjectSummary;
import com.aliyun.oss.model.SetBucketLifecycleRequest;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import darkroom.action.Actions;
import darkroom.studio.Studio;
import darkroom.studio.StudioSettings;
import darkroom.studio.http.AccessKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {
  @TempDir Path folder;

  @Test
  void theEmbeddedStudioPasses() {
    CommandLine check = CommandLine.run("check");
    assertThat(check.exitCode()).as(check.out()).isZero();
    assertThat(check.err()).isEmpty();
    assertThat(check.out().lines().map(line -> line.replaceAll("127.0.0.1:\\d+", "STUDIO")))
        .containsExactly(
            "conf         ok: the embedded studio",
            "credentials  ok: found in the studio's own pair",
            "clock        ok: off by " + seconds(check.out()) + " s at most",
            "api          ok: http://STUDIO lets the access key in",
            "bucket       ok: darkroom is in cn-shanghai",
            "staging      ok: written, read by its link and deleted under darkroom/staging/");
  }

  @ParameterizedTest
  @CsvSource({"ACS3-HMAC-SHA256, V4", "HMAC-SHA1, V1"})
  void anAccountPassesWithEitherKindOfSignature(String api, String storage) throws IOException {
    try (Studio studio = studio(settings -> settings)) {
      Path conf = conf(studio.endpoint(), "LTAI", "xyzzy", "shop", api, storage);
      CommandLine check = CommandLine.run("check", "--conf", conf.toString());
      assertThat(check.exitCode()).as(check.out()).isZero();
      assertThat(check.out()).contains("staging      ok: ").doesNotContain("xyzzy");
      assertThat(studio.counts().billed()).isEmpty();
      assertThat(studio.counts().calls())
          .containsOnly(java.util.Map.entry(Actions.GET_ASYNC_JOB_RESULT.name(), 1L));
    }
    try (Stream<Path> left = Files.walk(folder.resolve("studio"))) {
      assertThat(left.map(Path::toString)).noneMatch(file -> file.contains("darkroom-check"));
    }
  }

  @Test
  void aTemporaryKeyPassesWithItsToken() throws IOException {
    AccessKeys keys = AccessKeys.of("LTAI", "xyzzy").withTemporary("STS.1", "secret", "CAIS");
    try (Studio studio = studio(settings -> settings.withKeys(keys))) {
      Path conf = conf(studio.endpoint(), "STS.1", "secret\nsecurity_token = CAIS", "shop");
      CommandLine check = CommandLine.run("check", "--conf", conf.toString());
      assertThat(check.exitCode()).as(check.out()).isZero();
    }
  }

  @Test
  void tellsOfAConfThatCannotBeRead() {
    CommandLine check = CommandLine.run("check", "--conf", folder + "/none.yaml");
    assertThat(check.exitCode()).isEqualTo(ExitCode.WRONG_SETUP);
    assertThat(check.out())
        .isEqualTo(
            "conf         Expected the conf file at %s/none.yaml but was nothing%n"
                .formatted(folder));
  }

  @Test
  void tellsOfCredentialsThatAreNotThere() throws Exception {
    Path conf = conf(URI.create("http://127.0.0.1:9"), "LTAI", "xyzzy", "shop");
    Files.delete(folder.resolve("credentials"));
    assertThat(wrong(conf))
        .containsExactly(
            "credentials  Expected a file of credentials at "
                + folder
                + "/credentials but was nothing");
  }

  @Test
  void tellsOfAKeyThatIsNotKnown() throws Exception {
    try (Studio studio = studio(settings -> settings)) {
      Path conf = conf(studio.endpoint(), "LTAI-other", "xyzzy", "shop");
      assertThat(wrong(conf))
          .containsExactly(
              api(
                  studio,
                  "InvalidAccessKeyId.NotFound: it knows no such key; give it one that exists and"
                      + " is enabled"),
              "bucket       Expected bucket shop to tell where it is but was InvalidAccessKeyId: it"
                  + " knows no such key; give it one that exists and is enabled");
    }
  }

  @Test
  void tellsOfAWrongSecretWithoutShowingIt() throws Exception {
    try (Studio studio = studio(settings -> settings)) {
      Path conf = conf(studio.endpoint(), "LTAI", "plugh", "shop");
      assertThat(wrong(conf))
          .containsExactly(
              api(
                  studio,
                  "SignatureDoesNotMatch: the secret is not this key's; give the secret that"
                      + " belongs to the key's id"),
              "bucket       Expected bucket shop to tell where it is but was SignatureDoesNotMatch:"
                  + " the secret is not this key's; give the secret that belongs to the key's id");
    }
  }

  @Test
  void tellsOfAMissingBucket() throws Exception {
    try (Studio studio = studio(settings -> settings)) {
      assertThat(wrong(conf(studio.endpoint(), "LTAI", "xyzzy", "shopp")))
          .containsExactly(
              "bucket       Expected bucket shopp to tell where it is but was NoSuchBucket: create"
                  + " it, or write another name for staging.bucket");
    }
  }

  @Test
  void tellsOfABucketInAnotherRegion() throws Exception {
    try (Studio studio = studio(settings -> settings.withRegion("cn-beijing"))) {
      Path conf = conf(studio.endpoint(), "LTAI", "xyzzy", "shop", "HMAC-SHA1", "V1");
      assertThat(wrong(conf))
          .containsExactly(
              "bucket       Expected bucket shop in cn-shanghai, because the API reads no other"
                  + " region, but was in cn-beijing: write a bucket of that region for"
                  + " staging.bucket");
    }
  }

  @Test
  void tellsOfAPortThatNobodyListensTo() throws Exception {
    URI nobody = URI.create("http://127.0.0.1:" + freePort());
    assertThat(wrong(conf(nobody, "LTAI", "xyzzy", "shop")))
        .containsExactly(
            "api          Expected an answer from the API at "
                + nobody
                + " but was no connection: check api.endpoint and this machine's network",
            "bucket       Expected an answer from the store at "
                + nobody
                + " but was no connection: check staging.endpoint and staging.internal");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "PT-1H"})
  void tellsOfAClockThatIsOff(Duration ahead) throws Exception {
    Clock clock = Clock.offset(Clock.systemUTC(), ahead);
    try (Studio studio = studio(settings -> settings)) {
      Path conf = conf(studio.endpoint(), "LTAI", "xyzzy", "shop");
      assertThat(CheckCommand.findings(Optional.of(conf), Optional.empty(), clock))
          .filteredOn(finding -> finding.check().equals("clock"))
          .extracting(Finding::line)
          .singleElement()
          .asString()
          .matches(
              "clock {8}Expected a clock within 15 minutes of the API's but was (59|60) minutes "
                  + (ahead.isNegative() ? "behind" : "ahead")
                  + ": set this machine's clock");
    }
  }

  @Test
  void tellsWhatTheServicesSayOfAClockThatIsOff() throws Exception {
    Clock anHourOn = Clock.offset(Clock.systemUTC(), Duration.ofHours(1)).withZone(ZoneOffset.UTC);
    try (Studio studio = studio(settings -> settings.withClock(anHourOn))) {
      Path conf = conf(studio.endpoint(), "LTAI", "xyzzy", "shop");
      assertThat(wrong(conf))
          .containsExactly(
              api(
                  studio,
                  "InvalidTimeStamp.Expired: this machine's clock is more than 15 minutes off; set"
                      + " it"),
              "bucket       Expected bucket shop to tell where it is but was RequestTimeTooSkewed:"
                  + " this machine's clock is more than 15 minutes off; set it");
    }
  }

  private String api(Studio studio, String problem) {
    return "api          Expected the API at "
        + studio.endpoint()
        + " to let in the access key from profile default of "
        + folder
        + "/credentials but was "
        + problem;
  }

  /** The lines of what is wrong, of which there must be some. */
  @ParameterizedTest
  @ValueSource(strings = {"delete-after-run", "lifecycle"})
  void aBucketThatCanBeCleanedUpPasses(String cleanup) throws Exception {
    try (Studio studio = studio(settings -> settings)) {
      Path conf = conf(studio.endpoint(), "LTAI", "xyzzy", "shop");
      CommandLine check = CommandLine.run("check", "--conf", "" + with(conf, cleanup));
      assertThat(check.exitCode()).as(check.out()).isZero();
      assertThat(check.out())
          .contains("cleanup      ok: bucket shop lets staged photos be deleted");
    }
  }

  @Test
  void tellsOfABucketWhoseRulesDoNotCoverWhatIsStaged() throws Exception {
    try (Studio studio = studio(settings -> settings)) {
      OSS bucket = new OSSClientBuilder().build(studio.endpoint().toString(), "LTAI", "xyzzy");
      SetBucketLifecycleRequest rules = new SetBucketLifecycleRequest("shop");
      rules.AddLifecycleRule(new LifecycleRule("logs", "logs/", RuleStatus.Enabled, 3));
      bucket.setBucketLifecycle(rules);
      bucket.shutdown();
      Path conf = conf(studio.endpoint(), "LTAI", "xyzzy", "shop");
      assertThat(wrong(with(conf, "lifecycle")))
          .containsExactly(
              "cleanup      Expected a lifecycle rule of bucket shop that deletes what begins with"
                  + " darkroom/staging/ after 1 to 7 days but was none among its 1: add it beside"
                  + " them");
    }
  }

  @Test
  void aJobsPlacesAreLookedAt() throws Exception {
    try (Studio studio = studio(settings -> settings)) {
      Path conf = conf(studio.endpoint(), "LTAI", "xyzzy", "shop");
      OSS bucket = bucket(studio);
      bucket.putObject("shop", "in/a.jpg", new ByteArrayInputStream(new byte[1]));
      Path job =
          job("oss://shop/in/**.jpg", "oss://shop/out/{path}/{name}.{ext}", "oss://shop/tables/");

      CommandLine check = CommandLine.run("check", job.toString(), "--conf", conf.toString());

      assertThat(check.exitCode()).as(check.out()).isZero();
      assertThat(check.out().lines().skip(6))
          .containsExactly(
              "job          ok: test",
              "manifest     ok: oss://shop/in/a.jpg can be read",
              "images       ok: oss://shop/out/ can be written",
              "tables       ok: oss://shop/tables/ can be written",
              "ledger       ok: oss://shop/tables/ledger/ can be written");
      assertThat(bucket.listObjectsV2("shop").getObjectSummaries())
          .extracting(OSSObjectSummary::getKey)
          .containsExactly("in/a.jpg");
      bucket.shutdown();
    }
  }

  @Test
  void tellsOfAJobsPlacesThatCannotBeUsed() throws Exception {
    try (Studio studio = studio(settings -> settings)) {
      Path conf = conf(studio.endpoint(), "LTAI", "xyzzy", "shop");
      Files.createFile(folder.resolve("file"));
      Path job =
          job(
              "oss://shop/in/**.jpg",
              "oss://elsewhere/{path}/{name}.{ext}",
              folder + "/file/tables/");

      List<String> wrong = wrong(conf, job);

      assertThat(wrong).hasSize(4);
      assertThat(wrong.get(0))
          .isEqualTo(
              "manifest     Expected photos at oss://shop/in/**.jpg but there is no such file"
                  + " (%s)".formatted(job));
      assertThat(wrong.get(1))
          .startsWith(
              "images       Expected to write and delete in oss://elsewhere/ for output.images but"
                  + " could not: Expected to write oss://elsewhere/.darkroom-check-")
          .contains("NoSuchBucket");
      assertThat(wrong.get(2))
          .startsWith(
              "tables       Expected to write and delete in %1$s/file/tables/ for output.tables"
                      .formatted(folder)
                  + " but could not: ");
      assertThat(wrong.get(3)).startsWith("ledger       Expected to write and delete in ");
    }
  }

  @Test
  void tellsOfAJobThatCannotBeRead() throws Exception {
    try (Studio studio = studio(settings -> settings)) {
      Path conf = conf(studio.endpoint(), "LTAI", "xyzzy", "shop");
      Path job = Files.writeString(folder.resolve("job.yaml"), "name: test\n");
      assertThat(wrong(conf, job)).singleElement().asString().startsWith("job          Expected ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200|<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>|ok: the store at S3 lets"
            + " the key in, to 0 buckets",
        "403|<Error><Code>AccessDenied</Code></Error>|ok: the store at S3 knows the key, which may"
            + " not list buckets",
        "403|<Error><Code>InvalidAccessKeyId</Code></Error>|Expected the store at S3 to let in the"
            + " key that the AWS tools find but was InvalidAccessKeyId: it knows no such key; give"
            + " it one that exists and is enabled",
        "404|<html/>|Expected the store at S3 to speak the protocol of S3 but was HTTP 404: check"
            + " s3.endpoint",
        "0||Expected an answer from the store at S3 but was no connection: check s3.endpoint,"
            + " s3.region and this machine's network",
      })
  void tellsOfTheStoreOfS3(int status, String answer, String expected) throws Exception {
    HttpServer store = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    store.createContext("/", exchange -> answer(exchange, status, answer));
    store.start();
    String address = "http://127.0.0.1:" + store.getAddress().getPort();
    if (status == 0) {
      store.stop(0);
    }
    System.setProperty("aws.accessKeyId", "any");
    System.setProperty("aws.secretAccessKey", "key");
    try (Studio studio = studio(settings -> settings)) {
      Path conf = conf(studio.endpoint(), "LTAI", "xyzzy", "shop");
      Files.writeString(conf, "s3: {endpoint: '%s'}%n".formatted(address), APPEND);

      CommandLine check = CommandLine.run("check", "--conf", conf.toString());

      assertThat(check.out().lines().skip(6))
          .containsExactly("s3           " + expected.replace("at S3", "at " + address));
      assertThat(check.exitCode())
          .isEqualTo(expected.startsWith("ok") ? ExitCode.ALL_DONE : ExitCode.WRONG_SETUP);
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
      store.stop(0);
    }
  }

  private static void answer(HttpExchange exchange, int status, String answer) throws IOException {
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Path job(String manifest, String images, String tables) throws IOException {
    return Files.writeString(
        folder.resolve("job.yaml"),
        """
        name: test
        manifest: '%s'
        recipe:
          - ChangeImageSize: {Width: 120, Height: 80}
        output:
          images: '%s'
          tables: '%s'
        """
            .formatted(manifest, images, tables));
  }

  private static OSS bucket(Studio studio) {
    ClientBuilderConfiguration configuration = new ClientBuilderConfiguration();
    configuration.setSLDEnabled(true);
    return new OSSClientBuilder()
        .build(studio.endpoint().toString(), "LTAI", "xyzzy", configuration);
  }

  private static Path with(Path conf, String cleanup) throws IOException {
    String text = Files.readString(conf);
    return Files.writeString(
        conf, text.replace("staging: {", "staging: {cleanup: " + cleanup + ", "));
  }

  private static List<String> wrong(Path conf) throws Exception {
    return wrong(CommandLine.run("check", "--conf", conf.toString()));
  }

  private static List<String> wrong(Path conf, Path job) throws Exception {
    return wrong(CommandLine.run("check", job.toString(), "--conf", conf.toString()));
  }

  private static List<String> wrong(CommandLine check) {
    assertThat(check.exitCode()).as(check.out()).isEqualTo(ExitCode.WRONG_SETUP);
    assertThat(check.out()).doesNotContain("xyzzy", "plugh");
    assertThat(check.err()).isEmpty();
    return check.out().lines().filter(line -> !line.matches("\\w+ +(ok:|not checked,).*")).toList();
  }

  private Studio studio(UnaryOperator<StudioSettings> changes) {
    StudioSettings settings =
        StudioSettings.standard(folder.resolve("studio"))
            .withKeys(AccessKeys.of("LTAI", "xyzzy"))
            .withBuckets(List.of("shop", "studio-results"), "studio-results");
    return Studio.start(changes.apply(settings));
  }

  private Path conf(URI endpoint, String id, String secret, String bucket) throws IOException {
    return conf(endpoint, id, secret, bucket, "ACS3-HMAC-SHA256", "V4");
  }

  private Path conf(
      URI endpoint, String id, String secret, String bucket, String api, String storage)
      throws IOException {
    Path keys = folder.resolve("credentials");
    Files.writeString(
        keys, "[default]\naccess_key_id = %s\naccess_key_secret = %s\n".formatted(id, secret));
    return Files.writeString(
        folder.resolve("conf.yaml"),
        """
        api: {endpoint: '%s', signature: %s}
        credentials: {source: file, file: '%s'}
        staging: {endpoint: '%s', bucket: %s, signature: %s}
        """
            .formatted(endpoint, api, keys, endpoint, bucket, storage));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String seconds(String out) {
    return out.replaceFirst("(?s).*off by (\\d) s.*", "$1");
  }
}
