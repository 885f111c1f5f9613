package darkroom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import darkroom.account.KeySource;
import darkroom.action.Actions;
import darkroom.action.ByteSize;
import darkroom.action.Money;
import darkroom.action.Rate;
import darkroom.action.SignatureScheme;
import darkroom.job.StagingConf.Addressing;
import darkroom.job.StagingConf.Cleanup;
import darkroom.job.StagingConf.Network;
import darkroom.job.StagingConf.Signature;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConfFileTest {
  private static final URI API = URI.create("https://imageenhan.cn-shanghai.aliyuncs.com");
  private static final URI OSS = URI.create("https://oss-cn-shanghai.aliyuncs.com");

  private static final String CLOUD =
      """
      api: {endpoint: https://imageenhan.cn-shanghai.aliyuncs.com}
      credentials: {source: environment}
      staging: {endpoint: https://oss-cn-shanghai.aliyuncs.com, bucket: shop}
      """;

  private static final String STUDIO = "api: {endpoint: studio}\n";

  @Test
  void fillsInWhatACloudConfLeavesOut() {
    assertThat(ConfFile.parse(CLOUD, "conf.yaml"))
        .isEqualTo(
            new Conf(
                new ApiConf(new ApiConf.Remote(API), SignatureScheme.ACS3, "cn-shanghai"),
                new KeySource.Environment(),
                new QuotaConf(new Rate(2), Map.of(), new Rate(100)),
                new StagingConf(
                    new StagingConf.Oss(OSS, Addressing.VIRTUAL_HOST, Signature.V4, Network.PUBLIC),
                    "shop",
                    "darkroom/staging/",
                    Duration.ofHours(1),
                    Cleanup.KEEP),
                new LaneConf(1, 256, ByteSize.megabytes("256")),
                new RetryConf(
                    Duration.ofMinutes(10), Duration.ofSeconds(30), Duration.ofSeconds(30), 0.2),
                new PriceConf(Map.of(), Map.of()),
                new JobsConf(Duration.ofMinutes(30)),
                new S3Conf.AsEnvironmentSays()));
  }

  @Test
  void readsEveryPartOfACloudConf() {
    Conf conf =
        ConfFile.parse(
            """
            api:
              endpoint: http://127.0.0.1:8090/
              signature: HMAC-SHA1
              region: cn-beijing
            credentials:
              source: file
              file: keys/credentials
              profile: shop
            quota:
              calls_per_second: 0.5
              actions: {AssessSharpness: 5, ColorizeImage: 1}
              polls_per_second: 50
            staging:
              endpoint: http://127.0.0.1:8090
              bucket: shop-staging
              prefix: tmp/a
              addressing: virtual-host
              signature: V1
              internal: false
              url_lifetime: 30 minutes
              cleanup: delete-after-run
            lanes: {count: 4, in_flight: 32, in_flight_bytes: 64 MB}
            s3: {endpoint: https://s3.example.com, region: eu-west-3, path_style: true}
            retry: {deadline: 1m, call_timeout: 1500ms, longest_backoff: 5 seconds, budget: 0}
            prices: {AssessSharpness: 0.0015, ColorizeImage: 0.18 CNY}
            usage: {AssessSharpness: 1200}
            jobs: {deadline: 10 minutes}
            """,
            "conf.yaml");
    URI local = URI.create("http://127.0.0.1:8090");
    assertThat(conf)
        .isEqualTo(
            new Conf(
                new ApiConf(new ApiConf.Remote(local), SignatureScheme.RPC_V1, "cn-beijing"),
                new KeySource.ProfileFile("keys/credentials", "shop"),
                new QuotaConf(
                    new Rate(0.5),
                    Map.of("AssessSharpness", new Rate(5), "ColorizeImage", new Rate(1)),
                    new Rate(50)),
                new StagingConf(
                    new StagingConf.Oss(
                        local, Addressing.VIRTUAL_HOST, Signature.V1, Network.PUBLIC),
                    "shop-staging",
                    "tmp/a/",
                    Duration.ofMinutes(30),
                    Cleanup.DELETE_AFTER_RUN),
                new LaneConf(4, 32, ByteSize.megabytes("64")),
                new RetryConf(
                    Duration.ofMinutes(1), Duration.ofMillis(1500), Duration.ofSeconds(5), 0),
                new PriceConf(
                    Map.of(
                        "AssessSharpness", Money.cny("0.0015"), "ColorizeImage", Money.cny("0.18")),
                    Map.of("AssessSharpness", 1200L)),
                new JobsConf(Duration.ofMinutes(10)),
                new S3Conf.At(URI.create("https://s3.example.com"), "eu-west-3", Addressing.PATH)));
  }

  @ParameterizedTest
  @CsvSource({
    "'{region: eu-west-3}', InRegion[region=eu-west-3]",
    "'{endpoint: \"http://127.0.0.1:9000\"}',"
        + " 'At[endpoint=http://127.0.0.1:9000, region=us-east-1, addressing=PATH]'",
    "'{endpoint: \"https://s3.example.com\"}',"
        + " 'At[endpoint=https://s3.example.com, region=us-east-1, addressing=VIRTUAL_HOST]'"
  })
  void findsOtherStoresWhereItSays(String section, String place) {
    assertThat(ConfFile.parse(CLOUD + "s3: " + section, "conf.yaml").s3()).hasToString(place);
  }

  @ParameterizedTest
  @CsvSource({
    "{}, Expected an endpoint or a region in s3 but was neither",
    "{path_style: true}, Expected nothing for s3.path_style without s3.endpoint but was true"
  })
  void refusesAnotherStoreThatIsNowhere(String section, String message) {
    assertThatThrownBy(() -> ConfFile.parse(CLOUD + "s3: " + section, "conf.yaml"))
        .isInstanceOf(JobProblem.class)
        .hasMessageContaining(message);
  }

  @Test
  void findsTheQuotaOfEachAction() {
    QuotaConf quota =
        ConfFile.parse(CLOUD + "quota: {actions: {AssessSharpness: 5}}", "conf.yaml").quota();
    assertThat(quota.of(Actions.ASSESS_SHARPNESS)).isEqualTo(new Rate(5));
    assertThat(quota.of(Actions.ASSESS_EXPOSURE)).isEqualTo(new Rate(2));
    assertThat(quota.of(Actions.GET_ASYNC_JOB_RESULT)).isEqualTo(new Rate(100));
    assertThat(quota.of(Actions.ASSESS_SHARPNESS).dividedBy(2)).isEqualTo(new Rate(2.5));
  }

  @Test
  void anAccountsOwnPriceTakesTheListPricesPlace() {
    PriceConf prices =
        ConfFile.parse(CLOUD + "prices: {AssessSharpness: 0.0015}", "conf.yaml").prices();
    assertThat(prices.of(Actions.ASSESS_SHARPNESS).of(20_000, 0)).isEqualTo(Money.cny("30"));
    assertThat(prices.of(Actions.ASSESS_EXPOSURE)).isEqualTo(Actions.ASSESS_EXPOSURE.price());
  }

  @Test
  void freeCallsStayFreeAtAnAccountsOwnPrice() {
    Conf conf =
        ConfFile.parse(
            CLOUD + "prices: {ColorizeImage: 0.1}\nusage: {ColorizeImage: 40}", "conf.yaml");
    long used = conf.prices().usedThisMonth(Actions.COLORIZE_IMAGE);
    assertThat(conf.prices().of(Actions.COLORIZE_IMAGE).of(70, used)).isEqualTo(Money.cny("1"));
    assertThat(conf.prices().usedThisMonth(Actions.ERASE_PERSON)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"ecs-ram-role, EcsRamRole[]", "default-chain, DefaultChain[]", "studio, Studio[]"})
  void takesCredentialsFromWhereItSays(String source, String chosen) {
    Conf conf = ConfFile.parse(CLOUD.replace("environment", source), "conf.yaml");
    assertThat(conf.credentials()).hasToString(chosen);
  }

  @Test
  void goesOverTheInternalNetworkWhereItSays() {
    Conf conf = ConfFile.parse(CLOUD.replace("shop", "shop, internal: true"), "conf.yaml");
    assertThat(conf.staging().store())
        .isEqualTo(
            new StagingConf.Oss(OSS, Addressing.VIRTUAL_HOST, Signature.V4, Network.INTERNAL));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 60",
    "'quota: {calls_per_second: 0.1}', 126",
    "'quota: {actions: {ColorizeImage: 0.1}}', 126",
    "'lanes: {count: 16}', 109",
    "'retry: {deadline: 2h}', 155",
    "'jobs: {deadline: 1h}', 75"
  })
  void linksOutliveTheWaitForTheirCalls(String section, int minutes) {
    Conf conf = ConfFile.parse(CLOUD + section, "conf.yaml");
    assertThat(conf.staging().urlLifetime()).isEqualTo(Duration.ofMinutes(minutes));
  }

  @Test
  void startsAStudioOnlyWhereTheEndpointSaysSo() {
    assertThat(ConfFile.parse(CLOUD, "conf.yaml").studio()).isEmpty();
    Conf conf = ConfFile.parse(STUDIO, "conf.yaml");
    assertThat(conf.studio())
        .contains(
            new StudioConf(
                0,
                new StudioConf.Temporary(),
                Duration.ZERO,
                new QuotaConf(new Rate(2), Map.of(), new Rate(100)),
                Duration.ofMinutes(30)));
    assertThat(conf.credentials()).isEqualTo(new KeySource.Studio());
  }

  @Test
  void readsEveryPartOfAStudio() {
    String section =
        """
        quota: {calls_per_second: 50, polls_per_second: 70}
        studio:
          port: 8090
          folder: out/studio
          latency: 300ms
          quota: {calls_per_second: 10}
          result_url_lifetime: 2s
        jobs: {deadline: 1m}
        staging: {bucket: mine, prefix: p/, url_lifetime: 15m}
        """;
    Conf conf = ConfFile.parse(STUDIO + section, "conf.yaml");
    assertThat(conf.studio())
        .contains(
            new StudioConf(
                8090,
                new StudioConf.Kept("out/studio"),
                Duration.ofMillis(300),
                new QuotaConf(new Rate(10), Map.of(), new Rate(70)),
                Duration.ofSeconds(2)));
    assertThat(conf.staging())
        .isEqualTo(
            new StagingConf(
                new StagingConf.StudioStore(), "mine", "p/", Duration.ofMinutes(15), Cleanup.KEEP));
  }

  @Test
  void pointsTheServicesAtAStartedStudio() {
    Conf conf = ConfFile.parse(STUDIO, "conf.yaml");
    assertThatThrownBy(() -> conf.api().uri())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Expected the address of a service but was a studio that is not started");
    URI address = URI.create("http://127.0.0.1:40123");
    Conf served = conf.servedAt(address);
    assertThat(served.api().uri()).isEqualTo(address);
    assertThat(served.staging().store())
        .isEqualTo(new StagingConf.Oss(address, Addressing.PATH, Signature.V4, Network.PUBLIC));
    assertThat(served.studio()).isEmpty();
    assertThat(served.credentials()).isEqualTo(new KeySource.Studio());
  }

  @Test
  void findsTheCredentialsFileInTheHomeFolder() {
    Conf conf = ConfFile.parse(CLOUD.replace("environment", "file"), "conf.yaml");
    KeySource.ProfileFile file = (KeySource.ProfileFile) conf.credentials();
    assertThat(file.path())
        .isEqualTo(Path.of(System.getProperty("user.home"), ".alibabacloud/credentials"));
    assertThat(file.profile()).isEqualTo("default");
    assertThat(new KeySource.ProfileFile("keys/a", "b").path()).isEqualTo(Path.of("keys/a"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://oss-cn-shanghai.aliyuncs.com, VIRTUAL_HOST",
    "http://127.0.0.1:8090, PATH",
    "http://localhost:8090, PATH",
    "'http://[::1]:8090', PATH"
  })
  void addressesABucketByPathWhereItsNameHasNoDomain(URI endpoint, Addressing addressing) {
    String conf = CLOUD.replace("{endpoint: " + OSS, "{endpoint: '" + endpoint + "'");
    assertThat(ConfFile.parse(conf, "conf.yaml").staging().store())
        .isEqualTo(new StagingConf.Oss(endpoint, addressing, Signature.V4, Network.PUBLIC));
  }

  static Stream<Arguments> wrongConfs() {
    return Stream.of(
        Arguments.of("quota: {}", "Expected api in the conf file but was nothing (conf.yaml:1)"),
        Arguments.of(
            STUDIO + "quotas: {}",
            "Expected one of api, credentials, quota, staging, studio, lanes, retry, prices, usage,"
                + " jobs, s3 in the conf file but was \"quotas\"; did you mean \"quota\"?"
                + " (conf.yaml:2)"),
        Arguments.of(
            "api: {region: cn-shanghai}", "Expected endpoint in api but was nothing (conf.yaml:1)"),
        Arguments.of(
            "api: {endpoint: imageenhan.cn-shanghai.aliyuncs.com}",
            "Expected studio or a URL such as https://imageenhan.cn-shanghai.aliyuncs.com for"
                + " api.endpoint but was imageenhan.cn-shanghai.aliyuncs.com (conf.yaml:1)"),
        Arguments.of(
            "api: {endpoint: 'https://shop:xyzzy@a.example'}",
            "Expected studio or a URL such as https://imageenhan.cn-shanghai.aliyuncs.com for"
                + " api.endpoint but was https://...@a.example (conf.yaml:1)"),
        Arguments.of(
            "api: {endpoint: 'https://a.example/?Signature=xyzzy'}",
            "Expected studio or a URL such as https://imageenhan.cn-shanghai.aliyuncs.com for"
                + " api.endpoint but was https://a.example/?... (conf.yaml:1)"),
        Arguments.of(
            "api:\n  endpoint: studio\n  signature: ACS3",
            "Expected one of ACS3-HMAC-SHA256, HMAC-SHA1 for api.signature but was ACS3; did you"
                + " mean \"ACS3-HMAC-SHA256\"? (conf.yaml:3)"),
        Arguments.of(
            CLOUD + "studio: {latency: 1s}",
            "Expected nothing for studio where api.endpoint is not studio but was a map"
                + " (conf.yaml:4)"),
        cloud(
            "credentials: {source: environment}\n",
            "",
            "Expected credentials in the conf file but was nothing (conf.yaml:1)"),
        cloud(
            "source: environment",
            "source: env",
            "Expected one of default-chain, ecs-ram-role, environment, file, studio for"
                + " credentials.source but was env (conf.yaml:2)"),
        cloud(
            "source: environment",
            "source: environment, profile: shop",
            "Expected nothing for credentials.profile where credentials.source is not file but was"
                + " shop (conf.yaml:2)"),
        cloud(
            "source: environment",
            "access_key_id: LTAI",
            "Expected no credentials in the conf file but was the key \"access_key_id\"; they come"
                + " from the variables ALIBABA_CLOUD_ACCESS_KEY_ID and"
                + " ALIBABA_CLOUD_ACCESS_KEY_SECRET, or from the file that credentials.file names"
                + " in the conf file (conf.yaml:2)"),
        Arguments.of(
            STUDIO + "credentials: {source: environment}",
            "Expected studio for credentials.source where api.endpoint is studio but was"
                + " environment (conf.yaml:2)"),
        cloud(
            "source: environment",
            "source: default-chain, file: keys",
            "Expected nothing for credentials.file where credentials.source is not file but was"
                + " keys (conf.yaml:2)"),
        Arguments.of(
            "api: {endpoint: studio, region: cn-beijing}",
            "Expected nothing for api.region where api.endpoint is studio but was cn-beijing"
                + " (conf.yaml:1)"),
        cloud(
            "https://oss-cn-shanghai.aliyuncs.com",
            "https://oss-cn-shanghai-internal.aliyuncs.com",
            "Expected the public address for staging.endpoint, beside internal: true, but was"
                + " https://oss-cn-shanghai-internal.aliyuncs.com (conf.yaml:3)"),
        cloud(
            "https://oss-cn-shanghai.aliyuncs.com",
            "https://oss-cn-beijing.aliyuncs.com, internal: true",
            "Expected https://oss-cn-shanghai.aliyuncs.com for staging.endpoint where"
                + " staging.internal is true but was https://oss-cn-beijing.aliyuncs.com"
                + " (conf.yaml:3)"),
        cloud(
            "bucket: shop",
            "bucket: shop, internal: yes",
            "Expected one of false, true for staging.internal but was yes (conf.yaml:3)"),
        cloud(
            "bucket: shop",
            "bucket: shop, signature: V2",
            "Expected one of V1, V4 for staging.signature but was V2; did you mean \"V1\"?"
                + " (conf.yaml:3)"),
        cloud(
            "bucket: shop",
            "bucket: shop, url_lifetime: 5m",
            "Expected at least 45m for staging.url_lifetime, because a call waits behind up to 256"
                + " others at 2 a second, then is tried for 10m, and its job may take 30m, but was"
                + " 5m (conf.yaml:3)"),
        Arguments.of(
            STUDIO + "quota: {calls_per_second: 0.0005}",
            "Expected that links to photos need to live 10080m at most, as OSS allows, but a call"
                + " waits behind up to 256 others at 0.0005 a second, then is tried for 10m, and its"
                + " job may take 30m; lower lanes.in_flight (conf.yaml:1)"),
        cloud(", bucket: shop", "", "Expected bucket in staging but was nothing (conf.yaml:3)"),
        cloud(
            "bucket: shop",
            "bucket: My_Bucket",
            "Expected a bucket's name of 3 to 63 lower-case letters, digits and dashes for"
                + " staging.bucket but was My_Bucket (conf.yaml:3)"),
        cloud(
            "bucket: shop",
            "bucket: shop, prefix: /照片",
            "Expected a folder of ASCII letters and digits for staging.prefix but was /照片"
                + " (conf.yaml:3)"),
        Arguments.of(
            STUDIO + "staging: {endpoint: https://oss-cn-shanghai.aliyuncs.com}",
            "Expected nothing for staging.endpoint where api.endpoint is studio but was"
                + " https://oss-cn-shanghai.aliyuncs.com (conf.yaml:2)"),
        Arguments.of(
            STUDIO + "quota: {calls_per_second: 0}",
            "Expected a number of calls per second above 0 and at most 100000 for"
                + " quota.calls_per_second but was 0 (conf.yaml:2)"),
        Arguments.of(
            STUDIO + "quota:\n  actions:\n    Sharpness: 2",
            "Expected the name of an action in quota.actions but was \"Sharpness\"; did you mean"
                + " \"AssessSharpness\"? (conf.yaml:4)"),
        Arguments.of(
            STUDIO + "quota:\n  actions:\n    AssessSharpness: fast",
            "Expected a number of calls per second above 0 and at most 100000 for"
                + " quota.actions.AssessSharpness but was fast (conf.yaml:4)"),
        Arguments.of(
            STUDIO + "studio: {port: 65536}",
            "Expected a whole number from 0 to 65535 for studio.port but was 65536 (conf.yaml:2)"),
        Arguments.of(
            STUDIO + "lanes: {count: 0}",
            "Expected a whole number from 1 to 256 for lanes.count but was 0 (conf.yaml:2)"),
        Arguments.of(
            STUDIO + "lanes: 4",
            "Expected a map with count, in_flight, in_flight_bytes for lanes but was 4"
                + " (conf.yaml:2)"),
        Arguments.of(
            STUDIO + "lanes: {in_flight_bytes: 1 MB}",
            "Expected a size of at least 16 MB such as 256 MB for lanes.in_flight_bytes but was 1"
                + " MB (conf.yaml:2)"),
        Arguments.of(
            STUDIO + "retry: {call_timeout: 0s}",
            "Expected a duration such as 300ms, 30s or 5 minutes for retry.call_timeout but was 0s"
                + " (conf.yaml:2)"),
        Arguments.of(
            STUDIO + "retry: {deadline: 10s}",
            "Expected at most retry.deadline (10s) for retry.call_timeout but was 30s"
                + " (conf.yaml:2)"),
        Arguments.of(
            STUDIO + "retry: {budget: 1.1}",
            "Expected a share from 0 to 1 for retry.budget but was 1.1 (conf.yaml:2)"),
        Arguments.of(
            STUDIO + "prices: {AssessSharpnes: 1}",
            "Expected the name of an action in prices but was \"AssessSharpnes\"; did you mean"
                + " \"AssessSharpness\"? (conf.yaml:2)"),
        Arguments.of(
            STUDIO + "prices: {AssessSharpness: 1 USD}",
            "Expected a price of a call such as 0.0015 CNY for prices.AssessSharpness but was 1 USD"
                + " (conf.yaml:2)"),
        Arguments.of(
            STUDIO + "prices: 3",
            "Expected a map of actions and their prices for prices but was 3 (conf.yaml:2)"),
        Arguments.of(
            STUDIO + "usage: {AssessSharpness: 1.5}",
            "Expected a whole number of calls for usage.AssessSharpness but was 1.5 (conf.yaml:2)"),
        Arguments.of(
            STUDIO + "jobs: {deadline: 25h}",
            "Expected a duration from 1s to 1440m for jobs.deadline but was 25h (conf.yaml:2)"),
        Arguments.of(
            STUDIO + "jobs: {deadline: 500ms}",
            "Expected a duration from 1s to 1440m for jobs.deadline but was 500ms (conf.yaml:2)"),
        cloud(
            "bucket: shop",
            "bucket: shop, cleanup: delete",
            "Expected one of delete-after-run, keep, lifecycle for staging.cleanup but was delete;"
                + " did you mean \"delete-after-run\"? (conf.yaml:3)"),
        Arguments.of("", "Expected settings in the conf file but was an empty file (conf.yaml:1)"));
  }

  @ParameterizedTest
  @MethodSource("wrongConfs")
  void saysWhatIsWrongAndWhere(String yaml, String message) {
    assertThatThrownBy(() -> ConfFile.parse(yaml, "conf.yaml"))
        .isInstanceOf(JobProblem.class)
        .hasMessage(message);
  }

  @Test
  void refusesAMissingFile(@TempDir Path folder) {
    Path missing = folder.resolve("missing.yaml");
    assertThatThrownBy(() -> ConfFile.read(missing))
        .isInstanceOf(JobProblem.class)
        .hasMessage("Expected the conf file at " + missing + " but was nothing");
  }

  private static Arguments cloud(String from, String to, String message) {
    assertThat(CLOUD).contains(from);
    return Arguments.of(CLOUD.replace(from, to), message);
  }
}
