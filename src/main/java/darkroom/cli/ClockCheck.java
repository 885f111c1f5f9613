package darkroom.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Holds this machine's clock against a service's: a signature is of no use at another time. */
final class ClockCheck {
  private static final String CLOCK = "clock";

  /** What API and object service allow. */
  private static final Duration WINDOW = Duration.ofMinutes(15);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private ClockCheck() {}

  static Finding at(URI service, Clock clock) throws InterruptedException {
    HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    HttpRequest head =
        HttpRequest.newBuilder(service.resolve("/"))
            .method("HEAD", BodyPublishers.noBody())
            .timeout(PATIENCE)
            .build();
    try {
      HttpResponse<Void> answer = http.send(head, BodyHandlers.discarding());
      return answer
          .headers()
          .firstValue("date")
          .flatMap(ClockCheck::instant)
          .map(there -> finding(Duration.between(there, clock.instant())))
          .orElse(new Finding.Skipped(CLOCK, service + " does not tell its time"));
    } catch (IOException e) {
      return new Finding.Skipped(CLOCK, service + " does not answer an unsigned request");
    }
  }

  private static Finding finding(Duration ahead) {
    Duration off = ahead.abs();
    String way = ahead.isNegative() ? " behind" : " ahead";
    return off.compareTo(WINDOW) < 0
        ? new Finding.Fine(CLOCK, "off by " + off.toSeconds() + " s at most")
        : new Finding.Wrong(
            CLOCK,
            "Expected a clock within "
                + WINDOW.toMinutes()
                + " minutes of the API's but was "
                + off.toMinutes()
                + " minutes"
                + way
                + ": set this machine's clock");
  }

  private static Optional<Instant> instant(String date) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
