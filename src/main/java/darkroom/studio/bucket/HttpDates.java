package darkroom.studio.bucket;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Times as headers and listings write them. */
final class HttpDates {
  /** With two digits for the day, which {@code RFC_1123_DATE_TIME} does not write. */
  private static final DateTimeFormatter HEADER =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter LISTING =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private HttpDates() {}

  static String header(Instant time) {
    return HEADER.format(time);
  }

  static String listing(Instant time) {
    return LISTING.format(time);
  }

  /** Whether a time is later than a header's, which knows whole seconds only. */
  static Optional<Boolean> isAfter(Instant time, String header) {
    try {
      Instant bound = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header.trim()));
      return Optional.of(time.truncatedTo(ChronoUnit.SECONDS).isAfter(bound));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
