package darkroom.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:29:38Z");

  private static HttpHeaders headers(String... namesAndValues) {
    Map<String, List<String>> headers = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
    }
    return HttpHeaders.of(headers, (name, value) -> true);
  }

  @ParameterizedTest
  @CsvSource({
    "x-acs-retry-after,1500,PT1.5S",
    "Retry-After,2,PT2S",
    "Retry-After,'Sun, 22 Nov 2026 12:30:08 GMT',PT30S",
    "Retry-After,999999999999,PT24H",
    "x-acs-retry-after,' 20 ',PT0.02S"
  })
  void readsHowLongToWait(String name, String value, Duration expected) {
    assertThat(RetryAfter.of(headers(name, value), NOW)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "soon", "-5", "0", "99999999999999999999", "Sun, 22 Nov 2026 12:29:08 GMT"})
  void findsNothingInWhatIsPastOrMeansNothing(String value) {
    assertThat(RetryAfter.of(headers("Retry-After", value), NOW)).isEmpty();
    assertThat(RetryAfter.of(headers("x-acs-retry-after", value), NOW)).isEmpty();
  }

  @Test
  void findsNothingWhereNothingIsSaid() {
    assertThat(RetryAfter.of(headers(), NOW)).isEmpty();
  }

  @Test
  void obeysTheLongerOfTwo() {
    assertThat(RetryAfter.of(headers("x-acs-retry-after", "1500", "Retry-After", "2"), NOW))
        .contains(Duration.ofSeconds(2));
    assertThat(RetryAfter.of(headers("x-acs-retry-after", "2500", "Retry-After", "2"), NOW))
        .contains(Duration.ofMillis(2500));
  }
}
