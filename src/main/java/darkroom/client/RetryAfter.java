package darkroom.client;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long an answer asks its caller to wait. */
final class RetryAfter {
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  /**
   * The longer of {@code x-acs-retry-after}, in milliseconds, and {@code Retry-After}, in seconds
   * or a date (RFC 9110, section 10.2.3); empty where neither is there or can be read.
   */
  static Optional<Duration> of(HttpHeaders headers, Instant now) {
    Optional<Duration> vendor =
        headers
            .firstValue("x-acs-retry-after")
            .flatMap(RetryAfter::number)
            .map(Duration::ofMillis)
            .flatMap(RetryAfter::bounded);
    Optional<Duration> standard =
        headers
            .firstValue("retry-after")
            .flatMap(text -> number(text).map(Duration::ofSeconds).or(() -> until(text, now)))
            .flatMap(RetryAfter::bounded);
    return vendor.map(v -> standard.filter(s -> s.compareTo(v) > 0).orElse(v)).or(() -> standard);
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.parseLong(text.trim()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> until(String date, Instant now) {
    try {
      Instant then =
          ZonedDateTime.parse(date.trim(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(now, then));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> bounded(Duration asked) {
    if (asked.isNegative() || asked.isZero()) {
      return Optional.empty();
    }
    return Optional.of(asked.compareTo(LONGEST) > 0 ? LONGEST : asked);
  }
}
