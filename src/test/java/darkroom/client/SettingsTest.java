package darkroom.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import darkroom.action.Rate;
import darkroom.action.SignatureScheme;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static ClientSettings settings(String endpoint) {
    return new ClientSettings(
        URI.create(endpoint),
        SignatureScheme.ACS3,
        Map.of("AssessSharpness", Rate.perSecond(5)),
        Rate.perSecond(2),
        RetryPolicy.standard());
  }

  private static RetryPolicy policy(Duration first, Duration longest, double budget) {
    return new RetryPolicy(Duration.ofMinutes(1), first, longest, budget, Duration.ofSeconds(10));
  }

  @Test
  void takesTheRateOfTheActionOrTheDefault() {
    ClientSettings settings = settings("https://imageenhan.example/");

    assertThat(settings.rateOf("AssessSharpness")).isEqualTo(Rate.perSecond(5));
    assertThat(settings.rateOf("ColorizeImage")).isEqualTo(Rate.perSecond(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "imageenhan.example",
        "ftp://imageenhan.example",
        "http:///",
        "http://user:word@imageenhan.example",
        "http://imageenhan.example/api",
        "http://imageenhan.example?Version=1",
        "http://imageenhan.example#top",
        "mailto:a@b"
      })
  void refusesAnEndpointThatIsMoreOrLessThanAHost(String endpoint) {
    assertThatThrownBy(() -> settings(endpoint))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "Expected http:// or https:// with a host and nothing after it for endpoint but was");
  }

  @Test
  void tellsNoPasswordOfARefusedEndpoint() {
    assertThatThrownBy(() -> settings("http://user:word@imageenhan.example"))
        .hasMessageNotContaining("word");
  }

  @Test
  void refusesAPolicyThatCannotBeKept() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> policy(Duration.ZERO, second, 0.2))
        .hasMessage("Expected more than no time for firstBackoff but was PT0S");
    assertThatThrownBy(() -> policy(second, Duration.ofMillis(1), 0.2))
        .hasMessage("Expected at least firstBackoff, PT1S, for longestBackoff but was PT0.001S");
    assertThatThrownBy(() -> policy(second, second, 1.5))
        .hasMessage("Expected 0 to 1 for budget but was 1.5");
  }

  @Test
  void backsOffByAnythingUpToADoublingBound() {
    RetryPolicy policy = policy(Duration.ofSeconds(1), Duration.ofSeconds(5), 0.2);

    assertThat(policy.backoff(1, 0)).isEqualTo(Duration.ZERO);
    assertThat(policy.backoff(1, 0.5)).isEqualTo(Duration.ofMillis(500));
    assertThat(policy.backoff(2, 0.5)).isEqualTo(Duration.ofSeconds(1));
    assertThat(policy.backoff(3, 0.5)).isEqualTo(Duration.ofSeconds(2));
    assertThat(policy.backoff(4, 0.5)).isEqualTo(Duration.ofMillis(2500));
    assertThat(policy.backoff(5000, 0.5)).isEqualTo(Duration.ofMillis(2500));
  }

  @Test
  void credentialsTellNeitherSecretNorToken() {
    Credentials credentials = new Credentials("testid", "testsecret", Optional.of("CAIS+tok"));

    assertThat(credentials.toString()).isEqualTo("Credentials[testid, secret ***, token ***]");
    assertThat(credentials.redact("a testsecret and CAIS+tok")).isEqualTo("a *** and ***");
  }

  @Test
  void refusesEmptyCredentials() {
    assertThatThrownBy(() -> Credentials.of(" ", "s"))
        .hasMessage("Expected an id for the access key but was nothing");
    assertThatThrownBy(() -> Credentials.of("i", ""))
        .hasMessage("Expected a secret for the access key but was nothing");
  }
}
