package darkroom.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import darkroom.action.ByteSize;
import darkroom.action.Rate;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  private static final String STUDIO = "api: {endpoint: studio}\n";

  @ParameterizedTest
  @CsvSource({
    "300ms, 300",
    "30s, 30000",
    "0.5 s, 500",
    "5m, 300000",
    "30 minutes, 1800000",
    "1 minute, 60000",
    "2h, 7200000",
    "168 hours, 604800000"
  })
  void readsDurationsAsPeopleWriteThem(String written, long milliseconds) {
    Conf conf = ConfFile.parse(STUDIO + "studio: {latency: " + written + "}", "conf.yaml");
    assertThat(conf.studio().orElseThrow().latency()).isEqualTo(Duration.ofMillis(milliseconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "-1s", "30 S", "soon", "1e3s", "s", "169h", "9999999999s"})
  void refusesOtherDurations(String written) {
    assertThatThrownBy(
            () -> ConfFile.parse(STUDIO + "studio: {latency: " + written + "}", "conf.yaml"))
        .isInstanceOf(JobProblem.class)
        .hasMessage(
            "Expected a duration such as 0s, 300ms or 5 minutes for studio.latency but was "
                + written
                + " (conf.yaml:2)");
  }

  @ParameterizedTest
  @CsvSource({
    "16 MB, 16777216",
    "256MB, 268435456",
    "1.5 GB, 1610612736",
    "16384 KB, 16777216",
    "16777216 bytes, 16777216"
  })
  void readsSizesAsPeopleWriteThem(String written, long bytes) {
    Conf conf = ConfFile.parse(STUDIO + "lanes: {in_flight_bytes: " + written + "}", "conf.yaml");
    assertThat(conf.lanes().inFlightBytes()).isEqualTo(ByteSize.bytes(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"268435456", "-256 MB", "256 mb", "256 MiB", "MB", "15.9 MB"})
  void refusesOtherSizes(String written) {
    assertThatThrownBy(
            () -> ConfFile.parse(STUDIO + "lanes: {in_flight_bytes: " + written + "}", "conf.yaml"))
        .isInstanceOf(JobProblem.class)
        .hasMessage(
            "Expected a size of at least 16 MB such as 256 MB for lanes.in_flight_bytes but was "
                + written
                + " (conf.yaml:2)");
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "0.5, 0.5", "100000, 100000", "007, 7"})
  void readsRatesAsPlainNumbers(String written, double perSecond) {
    Conf conf = ConfFile.parse(STUDIO + "quota: {calls_per_second: " + written + "}", "conf.yaml");
    assertThat(conf.quota().calls()).isEqualTo(new Rate(perSecond));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0", "-2", "100000.1", "2/s", "1e2", ".inf", ".nan"})
  void refusesOtherRates(String written) {
    assertThatThrownBy(
            () ->
                ConfFile.parse(STUDIO + "quota: {calls_per_second: " + written + "}", "conf.yaml"))
        .isInstanceOf(JobProblem.class)
        .hasMessage(
            "Expected a number of calls per second above 0 and at most 100000 for"
                + " quota.calls_per_second but was "
                + written
                + " (conf.yaml:2)");
  }
}
