package darkroom.studio.bucket;

import darkroom.studio.http.AccessKeys;
import darkroom.wire.Digests;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Refuses requests that no known key has signed, or not now. */
final class Authentication {
  /** How far a request's time may be off; the service's 15 minutes. */
  private static final Duration MOST_SKEW = Duration.ofMinutes(15);

  /** How long a link of version 4 may be valid; the service's 7 days. */
  private static final Duration LONGEST_LINK = Duration.ofDays(7);

  private static final DateTimeFormatter V4_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String V1_PREFIX = "OSS ";
  private static final String V4_PREFIX = SignatureV4.ALGORITHM + " ";

  private final AccessKeys keys;
  private final String region;
  private final Clock clock;

  Authentication(AccessKeys keys, String region, Clock clock) {
    this.keys = keys;
    this.region = region;
    this.clock = clock;
  }

  void check(BucketRequest request) {
    String authorization = request.header("authorization").orElse("");
    if (authorization.startsWith(V4_PREFIX)) {
      checkV4Header(request, authorization.substring(V4_PREFIX.length()));
    } else if (authorization.startsWith(V1_PREFIX)) {
      checkV1Header(request, authorization.substring(V1_PREFIX.length()));
    } else if (!authorization.isEmpty()) {
      throw invalid("Expected \"OSS\" or \"OSS4-HMAC-SHA256\" at the start of Authorization");
    } else if (request.query().has("x-oss-signature")) {
      checkV4Link(request);
    } else if (request.query().has("Signature")) {
      checkV1Link(request);
    } else {
      throw Refused.because(BucketError.ACCESS_DENIED);
    }
  }

  private void checkV1Header(BucketRequest request, String credential) {
    int colon = credential.indexOf(':');
    if (colon < 0) {
      throw invalid("Expected \"id:signature\" in Authorization");
    }
    String secret = secret(credential.substring(0, colon), request.header("x-oss-security-token"));
    String date = request.header("date").orElse("");
    String time = request.header("x-oss-date").orElse(date);
    checkSkew(instant(DateTimeFormatter.RFC_1123_DATE_TIME, time));
    checkV1(request, secret, date, credential.substring(colon + 1));
  }

  private void checkV1Link(BucketRequest request) {
    QueryString query = request.query();
    String secret = secret(query.text("OSSAccessKeyId"), query.find("security-token"));
    String expires = query.text("Expires");
    if (!expires.matches("\\d{1,12}")) {
      throw Refused.because(
          BucketError.ACCESS_DENIED, "Expected seconds for Expires but was " + expires);
    }
    checkV1(request, secret, expires, query.text("Signature"));
    checkNotExpired(Instant.ofEpochSecond(Long.parseLong(expires)));
  }

  private static void checkV1(BucketRequest request, String secret, String date, String signature) {
    String stringToSign =
        SignatureV1.stringToSign(
            request.http().method(),
            request.http().headers(),
            date,
            request.resource(),
            request.query());
    checkSame(SignatureV1.of(secret, stringToSign), signature);
  }

  private void checkV4Header(BucketRequest request, String authorization) {
    Map<String, String> fields = new HashMap<>();
    for (String field : authorization.split(",")) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(field.substring(0, equals).trim(), field.substring(equals + 1).trim());
      }
    }
    if (!request.header("x-oss-content-sha256").orElse("").equals(SignatureV4.UNSIGNED_PAYLOAD)) {
      throw invalid("Expected UNSIGNED-PAYLOAD for x-oss-content-sha256");
    }
    String time = request.header("x-oss-date").orElse("");
    Credential credential = credential(fields.getOrDefault("Credential", ""), time);
    String secret = secret(credential.id(), request.header("x-oss-security-token"));
    checkSkew(instant(V4_TIME, time));
    checkV4(
        request,
        secret,
        credential.scope(),
        new Signed(
            time,
            names(fields.getOrDefault("AdditionalHeaders", "")),
            fields.getOrDefault("Signature", "")));
  }

  private void checkV4Link(BucketRequest request) {
    QueryString query = request.query();
    if (!query.text("x-oss-signature-version").equals(SignatureV4.ALGORITHM)) {
      throw invalid("Expected OSS4-HMAC-SHA256 for x-oss-signature-version");
    }
    String time = query.text("x-oss-date");
    Credential credential = credential(query.text("x-oss-credential"), time);
    Optional<String> token =
        query.find("x-oss-security-token").or(() -> query.find("security-token"));
    String secret = secret(credential.id(), token);
    int seconds = query.number("x-oss-expires", 0, 1, Math.toIntExact(LONGEST_LINK.toSeconds()));
    Signed signed =
        new Signed(
            time, names(query.text("x-oss-additional-headers")), query.text("x-oss-signature"));
    checkV4(request, secret, credential.scope(), signed);
    Instant start = instant(V4_TIME, time);
    if (start.isAfter(clock.instant().plus(MOST_SKEW))) {
      throw Refused.because(BucketError.ACCESS_DENIED, "The link is not valid yet.");
    }
    checkNotExpired(start.plusSeconds(seconds));
  }

  /** What version 4 says of its own signature. */
  private record Signed(String time, SortedSet<String> additionalHeaders, String signature) {}

  private static void checkV4(
      BucketRequest request, String secret, SignatureV4.Scope scope, Signed signed) {
    String canonical =
        SignatureV4.canonicalRequest(
            request.http().method(),
            request.resource(),
            request.query(),
            request.http().headers(),
            signed.additionalHeaders());
    String stringToSign = SignatureV4.stringToSign(signed.time(), scope, canonical);
    checkSame(SignatureV4.of(secret, scope, stringToSign), signed.signature());
  }

  private record Credential(String id, SignatureV4.Scope scope) {}

  /** Reads {@code id/day/region/oss/aliyun_v4_request}, which must be of this day and region. */
  private Credential credential(String text, String time) {
    int slash = text.indexOf('/');
    String day = time.length() < 8 ? time : time.substring(0, 8);
    SignatureV4.Scope scope = new SignatureV4.Scope(day, region);
    if (slash < 0 || !text.substring(slash + 1).equals(scope.text())) {
      throw invalid("Expected \"id/" + scope.text() + "\" for the credential but was " + text);
    }
    return new Credential(text.substring(0, slash), scope);
  }

  private String secret(String id, Optional<String> token) {
    String secret =
        keys.secret(id).orElseThrow(() -> Refused.because(BucketError.INVALID_ACCESS_KEY_ID));
    if (!keys.token(id).equals(token)) {
      throw Refused.because(BucketError.INVALID_SECURITY_TOKEN);
    }
    return secret;
  }

  private static SortedSet<String> names(String list) {
    SortedSet<String> names = new TreeSet<>();
    Arrays.stream(list.split(";"))
        .filter(name -> !name.isEmpty())
        .forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    return names;
  }

  private static Instant instant(DateTimeFormatter format, String text) {
    try {
      TemporalAccessor time = format.parse(text);
      return Instant.from(time);
    } catch (DateTimeException e) {
      throw Refused.because(
          BucketError.ACCESS_DENIED, "Expected a time for the request but was \"" + text + '"');
    }
  }

  private void checkSkew(Instant time) {
    if (Duration.between(time, clock.instant()).abs().compareTo(MOST_SKEW) > 0) {
      throw Refused.because(BucketError.REQUEST_TIME_TOO_SKEWED);
    }
  }

  private void checkNotExpired(Instant end) {
    if (clock.instant().isAfter(end)) {
      throw Refused.because(BucketError.ACCESS_DENIED, "The link has expired.");
    }
  }

  private static void checkSame(String expected, String actual) {
    if (!Digests.same(expected, actual)) {
      throw Refused.because(BucketError.SIGNATURE_DOES_NOT_MATCH);
    }
  }

  private static Refused invalid(String message) {
    return Refused.because(BucketError.INVALID_ARGUMENT, message);
  }
}
