package darkroom.studio;

import darkroom.action.ApiError;
import darkroom.action.ByteSize;
import darkroom.studio.http.Request;
import darkroom.wire.Acs3Signature;
import darkroom.wire.PercentEncoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A request to the API, taken apart but not believed.
 *
 * @param query decoded
 * @param parameters query and form merged, decoded
 * @param headers by lower-case name
 */
// Requests are never compared.
@SuppressWarnings("ArrayRecordComponent")
record ApiRequest(
    String method,
    SortedMap<String, String> query,
    SortedMap<String, String> parameters,
    SortedMap<String, String> headers,
    byte[] body)
    implements ParsedRequest {

  static final String ACTION_HEADER = "x-acs-action";
  static final String FORM = "application/x-www-form-urlencoded";

  /** The largest body; an action's parameters are a few links and words. */
  static final ByteSize LARGEST_BODY = ByteSize.megabytes("1");

  private static final Set<String> COMMON =
      Set.of(
          "AccessKeyId",
          "Action",
          "Format",
          "RegionId",
          "SecurityToken",
          "Signature",
          "SignatureMethod",
          "SignatureNonce",
          "SignatureType",
          "SignatureVersion",
          "Timestamp",
          "Version");

  static ParsedRequest read(Request request) {
    byte[] body;
    try {
      body = request.body().readNBytes((int) LARGEST_BODY.bytes() + 1);
    } catch (IOException e) {
      throw new UncheckedIOException("The request's body broke off", e);
    }
    if (body.length > LARGEST_BODY.bytes()) {
      return Refusal.expected(
          ApiError.INVALID_CONTENT_LENGTH, "at most " + LARGEST_BODY, "the request's body", "more");
    }
    try {
      SortedMap<String, String> query = PercentEncoding.parse(request.rawQuery());
      TreeMap<String, String> parameters = new TreeMap<>(query);
      if (request.header("content-type").orElse(FORM).startsWith(FORM)) {
        parameters.putAll(PercentEncoding.parse(new String(body, StandardCharsets.UTF_8)));
      }
      return new ApiRequest(
          request.method(),
          query,
          Collections.unmodifiableSortedMap(parameters),
          request.headers(),
          body);
    } catch (IllegalArgumentException e) {
      return Refusal.expected(
          ApiError.PARAMETER_ERROR, "percent-encoded parameters", "the request", e.getMessage());
    }
  }

  /** Whether it is signed by headers; else by parameters. */
  boolean isAcs3() {
    return headers.getOrDefault("authorization", "").startsWith(Acs3Signature.ALGORITHM);
  }

  Optional<String> action() {
    return present(isAcs3() ? headers.get(ACTION_HEADER) : parameters.get("Action"));
  }

  Optional<String> version() {
    return present(isAcs3() ? headers.get("x-acs-version") : parameters.get("Version"));
  }

  String host() {
    return headers.getOrDefault("host", "");
  }

  /** The action's own parameters; an empty value is the same as none. */
  Map<String, String> arguments() {
    TreeMap<String, String> arguments = new TreeMap<>(parameters);
    arguments.keySet().removeAll(COMMON);
    arguments.values().removeIf(String::isEmpty);
    return arguments;
  }

  private static Optional<String> present(String value) {
    return Optional.ofNullable(value).filter(v -> !v.isEmpty());
  }
}
