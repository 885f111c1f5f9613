package darkroom.storage.oss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.aliyun.oss.common.auth.Credentials;
import com.fasterxml.jackson.databind.ObjectMapper;
import darkroom.action.ByteSize;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.apache.beam.runners.core.construction.SerializablePipelineOptions;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OssOptionsTest {
  @Test
  void suitsRegionOfTheApiByDefault() {
    OssSettings settings = settings();

    assertThat(settings)
        .isEqualTo(
            new OssSettings(
                URI.create("https://oss-cn-shanghai.aliyuncs.com"),
                "cn-shanghai",
                OssSignature.V4,
                OssAddressing.AUTO,
                Duration.ofSeconds(5),
                Duration.ofSeconds(50),
                6,
                ByteSize.megabytes("8"),
                ByteSize.megabytes("1024"),
                ByteSize.megabytes("4"),
                32,
                new OssSettings.KeySource(EnvironmentCredentials.class, Map.of())));
  }

  @Test
  void takesEverythingFromTheCommandLine() {
    OssSettings settings =
        settings(
            "--ossEndpoint=http://127.0.0.1:8080",
            "--ossRegion=cn-hangzhou",
            "--ossSignature=V1",
            "--ossAddressing=VIRTUAL_HOST",
            "--ossConnectTimeout=PT2S",
            "--ossReadTimeout=PT1M",
            "--ossRetries=1",
            "--ossPartSizeBytes=1048576",
            "--ossCopyPartSizeBytes=2097152",
            "--ossReadAheadBytes=65536",
            "--ossThreads=4",
            "--ossCredentialsFactory=darkroom.storage.oss.StudioCredentials",
            "--ossCredentialsArguments={\"profile\": \"photos\"}");

    assertThat(settings)
        .isEqualTo(
            new OssSettings(
                URI.create("http://127.0.0.1:8080"),
                "cn-hangzhou",
                OssSignature.V1,
                OssAddressing.VIRTUAL_HOST,
                Duration.ofSeconds(2),
                Duration.ofMinutes(1),
                1,
                ByteSize.megabytes("1"),
                ByteSize.megabytes("2"),
                ByteSize.bytes(65536),
                4,
                new OssSettings.KeySource(StudioCredentials.class, Map.of("profile", "photos"))));
  }

  @ParameterizedTest
  @CsvSource({
    "--ossRegion=cn-beijing, https://oss-cn-beijing.aliyuncs.com",
    "--ossNetwork=INTERNAL, https://oss-cn-shanghai-internal.aliyuncs.com",
    "--ossEndpoint=oss.example.org, https://oss.example.org",
    "--ossInternalEndpoint=oss.example.org, https://oss-cn-shanghai.aliyuncs.com"
  })
  void findsEndpoint(String argument, String endpoint) {
    assertThat(settings(argument).endpoint()).hasToString(endpoint);
  }

  @Test
  void takesInternalEndpointInsideNetwork() {
    assertThat(settings("--ossNetwork=INTERNAL", "--ossInternalEndpoint=http://inner.example.org"))
        .extracting(OssSettings::endpoint)
        .hasToString("http://inner.example.org");
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:80, true",
    "http://localhost:80, true",
    "http://[::1]:80, true",
    "https://oss-cn-shanghai.aliyuncs.com, false"
  })
  void namesBucketInPathWhereThereIsNoDomain(URI endpoint, boolean inPath) {
    assertThat(OssAddressing.AUTO.isInPath(endpoint)).isEqualTo(inPath);
    assertThat(OssAddressing.PATH.isInPath(endpoint)).isTrue();
    assertThat(OssAddressing.VIRTUAL_HOST.isInPath(endpoint)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "--ossPartSizeBytes=1000, Expected 102400 bytes to 32 MB for --ossPartSizeBytes but was 1000"
        + " bytes",
    "--ossCopyPartSizeBytes=1000, Expected 102400 bytes to 5120 MB for --ossCopyPartSizeBytes but"
        + " was 1000 bytes",
    "--ossReadAheadBytes=0, Expected 1 bytes to 256 MB for --ossReadAheadBytes but was 0 bytes",
    "--ossThreads=0, Expected at least 1 for --ossThreads but was 0",
    "--ossRetries=-1, Expected at least 0 for --ossRetries but was -1",
    "--ossConnectTimeout=PT0S, Expected more than no time for --ossConnectTimeout but was PT0S",
    "--ossReadTimeout=PT-1S, Expected more than no time for --ossReadTimeout but was PT-1S",
    "--ossEndpoint=http://, Expected a URL for --ossEndpoint but was http://",
    "--ossEndpoint=http:///a, Expected a URL with a host for --ossEndpoint but was http:///a"
  })
  void refusesWhatCannotWork(String argument, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> settings(argument)).withMessage(message);
  }

  @Test
  void travelsWithPipelineButForTheKeys() throws Exception {
    OssOptions options = options("--ossReadTimeout=PT7S", "--ossThreads=3");
    options.setOssCredentialsFactory(StudioCredentials.class);
    options.setOssCredentialsArguments(Map.of("profile", "photos"));

    SerializablePipelineOptions packed = new SerializablePipelineOptions(options);
    PipelineOptions arrived = SerializableUtils.clone(packed).get();

    assertThat(OssSettings.from(arrived.as(OssOptions.class))).isEqualTo(OssSettings.from(options));
    assertThat(new ObjectMapper().readTree(packed.toString()).toString())
        .contains("photos")
        .doesNotContain("studio-is-open");
  }

  @Test
  void isFoundByBeam() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());

    assertThat(FileSystems.matchNewResource("oss://shop/a", false))
        .isEqualTo(new OssResourceId("shop", "a"));
    assertThat(PipelineOptionsFactory.getRegisteredOptions()).contains(OssOptions.class);
  }

  @Test
  void readsKeysFromEnvironment() {
    Credentials permanent =
        EnvironmentCredentials.from(
                Map.of(
                    "ALIBABA_CLOUD_ACCESS_KEY_ID", "id",
                    "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "secret"))
            .getCredentials();
    assertThat(permanent.getAccessKeyId()).isEqualTo("id");
    assertThat(permanent.getSecretAccessKey()).isEqualTo("secret");
    assertThat(permanent.useSecurityToken()).isFalse();

    Credentials temporary =
        EnvironmentCredentials.from(
                Map.of(
                    "ALIBABA_CLOUD_ACCESS_KEY_ID", "id",
                    "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "secret",
                    "ALIBABA_CLOUD_SECURITY_TOKEN", "token"))
            .getCredentials();
    assertThat(temporary.getSecurityToken()).isEqualTo("token");
  }

  @Test
  void saysWhichVariableIsMissing() {
    assertThatIllegalStateException()
        .isThrownBy(() -> EnvironmentCredentials.from(Map.of("ALIBABA_CLOUD_ACCESS_KEY_ID", "id")))
        .withMessage(
            "Expected an access key for oss:// in the environment variable"
                + " ALIBABA_CLOUD_ACCESS_KEY_SECRET but it is not set");
  }

  private static OssSettings settings(String... arguments) {
    return OssSettings.from(options(arguments));
  }

  private static OssOptions options(String... arguments) {
    return PipelineOptionsFactory.fromArgs(arguments).as(OssOptions.class);
  }
}
