package darkroom.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import darkroom.action.Actions;
import darkroom.studio.http.AccessKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StudioSettingsTest {
  private final StudioSettings standard = StudioSettings.standard(Path.of("folder"));

  @Test
  void standsLikeTheServiceByDefault() {
    assertThat(standard.quota()).isEqualTo(new CallsPerSecond(2));
    assertThat(standard.quotas()).isEqualTo(Map.of("GetAsyncJobResult", new CallsPerSecond(100)));
    assertThat(standard.resultTtl()).isEqualTo(Duration.ofMinutes(30));
    assertThat(standard.region()).isEqualTo("cn-shanghai");
    assertThat(standard.port()).isZero();
  }

  @Test
  void changesOneThingAtATime() {
    StudioSettings changed =
        standard
            .withPort(8080)
            .withQuota(Actions.COLORIZE_IMAGE, new CallsPerSecond(5))
            .withResultTtl(Duration.ofSeconds(1));

    assertThat(changed.port()).isEqualTo(8080);
    assertThat(changed.quotas())
        .containsEntry("ColorizeImage", new CallsPerSecond(5))
        .containsEntry("GetAsyncJobResult", new CallsPerSecond(100));
    assertThat(changed.resultTtl()).isEqualTo(Duration.ofSeconds(1));
    assertThat(
            changed.withPort(0).withResultTtl(Duration.ofMinutes(30)).withQuota(standard.quota()))
        .usingRecursiveComparison()
        .ignoringFields("quotas")
        .isEqualTo(standard);
  }

  @Test
  void tellsNoSecret() {
    assertThat(standard.toString()).contains("[studio]").doesNotContain(AccessKeys.STANDARD_SECRET);
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> standard.withPort(70_000))
        .hasMessage("Expected 0 to 65535 for the studio's port but was 70000");
    assertThatThrownBy(() -> standard.withResultTtl(Duration.ZERO))
        .hasMessage("Expected more than no time for a result's life but was PT0S");
    assertThatThrownBy(() -> standard.withBuckets(List.of("a"), "b"))
        .hasMessage("Expected one of [a] for results but was b");
    assertThatThrownBy(() -> AccessKeys.of("id", ""))
        .hasMessage(
            "Expected ids with secrets, neither empty, for the studio's access keys but was [id]");
  }
}
