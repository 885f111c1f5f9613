package darkroom.studio.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import darkroom.studio.http.AccessKeys;
import darkroom.studio.http.Request;
import darkroom.wire.PercentEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors that the official signers made, calculated and verified. */
class OssSignatureTest {
  private static final String REGION = "cn-shanghai";

  static Stream<Named<JsonNode>> vectors() throws IOException {
    try (InputStream in =
        OssSignatureTest.class.getResourceAsStream("/wire/oss-signature-vectors.json")) {
      JsonNode all = new ObjectMapper().readTree(in);
      assertThat(all).hasSize(23);
      return StreamSupport.stream(all.spliterator(), false)
          .map(vector -> Named.of(vector.get("name").asText(), vector));
    }
  }

  private static boolean isV4(JsonNode vector) {
    return vector.get("kind").asText().startsWith("V4");
  }

  private static boolean isLink(JsonNode vector) {
    return vector.get("kind").asText().endsWith("url");
  }

  private static String text(JsonNode vector, String field) {
    return vector.path(field).asText("");
  }

  private static TreeMap<String, String> headers(JsonNode vector) {
    TreeMap<String, String> headers = new TreeMap<>();
    vector
        .path("headers")
        .fields()
        .forEachRemaining(
            field ->
                headers.put(field.getKey().toLowerCase(Locale.ROOT), field.getValue().asText()));
    if (vector.has("contentType")) {
      headers.put("content-type", text(vector, "contentType"));
    }
    return headers;
  }

  private static String query(JsonNode vector) {
    if (vector.has("url")) {
      return URI.create(text(vector, "url")).getRawQuery();
    }
    StringJoiner pairs = new StringJoiner("&");
    vector
        .get("query")
        .fields()
        .forEachRemaining(
            field ->
                pairs.add(
                    field.getValue().isNull()
                        ? field.getKey()
                        : field.getKey()
                            + "="
                            + PercentEncoding.encode(field.getValue().asText())));
    if (isV4(vector) && isLink(vector)) {
      pairs.add("x-oss-signature=" + text(vector, "signature"));
    }
    return pairs.toString();
  }

  /** The vector as the request that its signer would send. */
  private static Request request(JsonNode vector) {
    TreeMap<String, String> headers = headers(vector);
    if (vector.has("authorization")) {
      headers.put("authorization", text(vector, "authorization"));
    }
    String key = vector.get("key").isNull() ? "" : text(vector, "key");
    String path = "/" + PercentEncoding.encode(key).replace("%2F", "/");
    headers.putIfAbsent("host", "127.0.0.1:9000");
    if (!headers.get("host").startsWith("bkt1.")) {
      path = "/" + text(vector, "bucket") + path;
    }
    return new Request(
        text(vector, "method"), path, query(vector), headers, InputStream.nullInputStream());
  }

  private static Instant time(JsonNode vector) {
    if (vector.has("expires")) {
      return Instant.ofEpochSecond(vector.get("expires").asLong()).minusSeconds(60);
    }
    if (isV4(vector)) {
      return Instant.parse("2026-11-22T12:22:16Z");
    }
    String date = vector.get("headers").get("Date").asText();
    return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
  }

  private static AccessKeys keys(JsonNode vector) {
    String id = text(vector, "accessKeyId");
    String secret = text(vector, "accessKeySecret");
    String token =
        text(vector, "securityToken") + headers(vector).getOrDefault("x-oss-security-token", "");
    if (token.isEmpty()) {
      return AccessKeys.of(id, secret);
    }
    // Two of the vectors tell the token twice.
    String once = vector.has("securityToken") ? text(vector, "securityToken") : token;
    return AccessKeys.of("other", "else").withTemporary(id, secret, once);
  }

  private static ThrowingCallable check(JsonNode vector, AccessKeys keys, Instant now) {
    return check(request(vector), keys, now);
  }

  private static ThrowingCallable check(Request request, AccessKeys keys, Instant now) {
    Authentication authentication =
        new Authentication(keys, REGION, Clock.fixed(now, ZoneOffset.UTC));
    return () -> authentication.check(BucketRequest.of(request));
  }

  private static void assertRefused(ThrowingCallable call, BucketError error) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.error()).isEqualTo(error));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void calculatesWhatTheOfficialSignersDo(JsonNode vector) {
    BucketRequest request = BucketRequest.of(request(vector));
    if (!isV4(vector)) {
      String date = isLink(vector) ? text(vector, "expires") : headers(vector).get("date");
      String stringToSign =
          SignatureV1.stringToSign(
              text(vector, "method"), headers(vector), date, request.resource(), request.query());
      assertThat(stringToSign).isEqualTo(text(vector, "stringToSign"));
      assertThat(SignatureV1.of(text(vector, "accessKeySecret"), stringToSign))
          .isEqualTo(text(vector, "signature"));
      return;
    }
    TreeSet<String> additional = new TreeSet<>();
    vector.get("additionalHeaders").forEach(name -> additional.add(name.asText()));
    String canonical =
        SignatureV4.canonicalRequest(
            text(vector, "method"),
            request.resource(),
            request.query(),
            headers(vector),
            additional);
    assertThat(canonical).isEqualTo(text(vector, "canonicalRequest"));
    SignatureV4.Scope scope = new SignatureV4.Scope("20261122", REGION);
    String stringToSign = SignatureV4.stringToSign("20261122T122216Z", scope, canonical);
    assertThat(stringToSign).isEqualTo(text(vector, "stringToSign"));
    assertThat(SignatureV4.of(text(vector, "accessKeySecret"), scope, stringToSign))
        .isEqualTo(text(vector, "signature"));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void acceptsWhatTheOfficialSignersSign(JsonNode vector) {
    assertThatCode(check(vector, keys(vector), time(vector))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void refusesAnotherSecret(JsonNode vector) {
    AccessKeys right = keys(vector);
    String id = text(vector, "accessKeyId");
    AccessKeys wrong = new AccessKeys(Map.of(id, "another"), right.tokens());

    assertRefused(check(vector, wrong, time(vector)), BucketError.SIGNATURE_DOES_NOT_MATCH);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void refusesAnotherKeyThanTheSignedOne(JsonNode vector) {
    Request signed = request(vector);
    Request moved =
        new Request(
            signed.method(),
            signed.rawPath() + "x",
            signed.rawQuery(),
            signed.headers(),
            signed.body());

    assertRefused(check(moved, keys(vector), time(vector)), BucketError.SIGNATURE_DOES_NOT_MATCH);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void refusesUnknownKeys(JsonNode vector) {
    AccessKeys others = AccessKeys.of("someone", "else");

    assertRefused(check(vector, others, time(vector)), BucketError.INVALID_ACCESS_KEY_ID);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void refusesWhatIsTooOld(JsonNode vector) {
    Duration validity =
        isLink(vector) ? Duration.ofMinutes(30).plusSeconds(1) : Duration.ofSeconds(901);

    assertRefused(
        check(vector, keys(vector), time(vector).plus(validity)),
        isLink(vector) ? BucketError.ACCESS_DENIED : BucketError.REQUEST_TIME_TOO_SKEWED);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void refusesWhatComesFromTheFuture(JsonNode vector) {
    if (isLink(vector) && !isV4(vector)) {
      // A link of version 1 does not say since when it is valid.
      return;
    }
    assertRefused(
        check(vector, keys(vector), time(vector).minusSeconds(901)),
        isLink(vector) ? BucketError.ACCESS_DENIED : BucketError.REQUEST_TIME_TOO_SKEWED);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void acceptsATokenOnlyWhereItIsTheKeys(JsonNode vector) {
    String id = text(vector, "accessKeyId");
    String secret = text(vector, "accessKeySecret");
    AccessKeys otherwise =
        keys(vector).tokens().isEmpty()
            ? AccessKeys.of("other", "else").withTemporary(id, secret, "CAIS")
            : AccessKeys.of(id, secret);

    assertRefused(check(vector, otherwise, time(vector)), BucketError.INVALID_SECURITY_TOKEN);
  }

  @Test
  void refusesUnsignedRequests() {
    Request unsigned =
        new Request("GET", "/bkt/k", "", new TreeMap<>(), InputStream.nullInputStream());

    assertRefused(
        check(unsigned, AccessKeys.of("a", "b"), Instant.EPOCH), BucketError.ACCESS_DENIED);
  }

  @Test
  void presignsLikeTheOfficialSdk() throws IOException {
    List<String> presigned = List.of("presign-get-pathstyle", "presign-get-space-cn-plus");
    JsonNode[] found =
        vectors()
            .map(Named::getPayload)
            .filter(vector -> presigned.contains(text(vector, "name")))
            .toArray(JsonNode[]::new);
    Clock clock = Clock.fixed(Instant.ofEpochSecond(1_572_999_000), ZoneOffset.UTC);
    Presigner presigner =
        Presigner.of(URI.create("http://127.0.0.1:9000/"), "testid", "testsecret", clock);

    assertThat(found).hasSize(2);
    assertThat(Arrays.asList(found))
        .allSatisfy(
            vector ->
                // The SDK encodes a tilde, which needs no encoding.
                assertThat(
                        presigner.presignGet(
                            text(vector, "bucket"), text(vector, "key"), Duration.ofSeconds(1000)))
                    .hasToString(text(vector, "url").replace("%7E", "~")));
  }

  @Test
  void tellsNoSecret() {
    assertThat(AccessKeys.of("id", "secret")).hasToString("[id]");
  }
}
