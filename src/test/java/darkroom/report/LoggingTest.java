package darkroom.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.simple.SimpleLogger;

/** What a run lets its libraries print. */
class LoggingTest {
  @Test
  void printsOnlyErrorsOfTheRunnersAndWarningsOfOthers() {
    for (String runner : List.of("org.apache.beam.sdk.Pipeline", "org.apache.flink.runtime.Task")) {
      Logger logger = LoggerFactory.getLogger(runner);
      assertThat(logger.isErrorEnabled()).isTrue();
      assertThat(logger.isWarnEnabled()).isFalse();
    }
    Logger other = LoggerFactory.getLogger("org.apache.parquet");
    assertThat(other.isWarnEnabled()).isTrue();
    assertThat(other.isInfoEnabled()).isFalse();
  }

  @Test
  void printsNothingThatQuotesSecretsOrSignatures() {
    assertThat(LoggerFactory.getLogger("com.aliyun.credentials.provider").isErrorEnabled())
        .isFalse();
    assertThat(LoggerFactory.getLogger("com.aliyun.oss").isWarnEnabled()).isFalse();
  }

  @Test
  void setsOnlyWhatTheLoggerKnows() throws IOException {
    List<String> known =
        Arrays.stream(SimpleLogger.class.getFields())
            .filter(f -> Modifier.isStatic(f.getModifiers()) && f.getType() == String.class)
            .map(LoggingTest::value)
            .toList();
    Properties properties = new Properties();
    try (InputStream in = getClass().getResourceAsStream("/simplelogger.properties")) {
      properties.load(in);
    }
    assertThat(properties.stringPropertyNames())
        .isNotEmpty()
        .allMatch(key -> known.contains(key) || key.startsWith(SimpleLogger.LOG_KEY_PREFIX));
  }

  private static String value(Field field) {
    try {
      return String.valueOf(field.get(null));
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
