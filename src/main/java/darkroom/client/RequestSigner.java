package darkroom.client;

import darkroom.action.Action;
import darkroom.action.Api;
import darkroom.action.SignatureScheme;
import darkroom.wire.Acs3Signature;
import darkroom.wire.Digests;
import darkroom.wire.PercentEncoding;
import darkroom.wire.RpcSignature;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Makes the HTTP request of one attempt, with a signature, time and nonce of its own. */
final class RequestSigner {
  private static final String METHOD = "POST";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final URI endpoint;
  private final SignatureScheme scheme;

  private RequestSigner(URI endpoint, SignatureScheme scheme) {
    this.endpoint = endpoint.resolve("/");
    this.scheme = scheme;
  }

  static RequestSigner of(ClientSettings settings) {
    return new RequestSigner(settings.endpoint(), settings.scheme());
  }

  HttpRequest sign(
      Action action, SortedMap<String, String> arguments, Credentials credentials, Instant now) {
    String time = DateTimeFormatter.ISO_INSTANT.format(now.truncatedTo(ChronoUnit.SECONDS));
    String nonce = UUID.randomUUID().toString();
    SortedMap<String, String> given = new TreeMap<>(arguments);
    // One official signer signs "name=" and the other drops the name: nobody knows which it is.
    given.values().removeIf(String::isEmpty);
    return switch (scheme) {
      case ACS3 -> acs3(action, given, credentials, time, nonce);
      case RPC_V1 -> rpc(action, given, credentials, time, nonce);
    };
  }

  private HttpRequest acs3(
      Action action,
      SortedMap<String, String> given,
      Credentials credentials,
      String time,
      String nonce) {
    byte[] form = form(given);
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put("content-type", FORM);
    headers.put("x-acs-action", action.name());
    headers.put("x-acs-content-sha256", Digests.sha256Hex(form));
    headers.put("x-acs-date", time);
    headers.put("x-acs-signature-nonce", nonce);
    headers.put("x-acs-version", Api.VERSION);
    credentials.securityToken().ifPresent(token -> headers.put("x-acs-security-token", token));
    HttpRequest.Builder request = post(endpoint, form);
    headers.forEach(request::setHeader);
    headers.put("host", host());
    String authorization =
        Acs3Signature.authorization(
            METHOD,
            endpoint.getRawPath(),
            new TreeMap<>(),
            headers,
            credentials.accessKeyId(),
            credentials.accessKeySecret());
    return request.setHeader("Authorization", authorization).build();
  }

  private HttpRequest rpc(
      Action action,
      SortedMap<String, String> given,
      Credentials credentials,
      String time,
      String nonce) {
    SortedMap<String, String> query = new TreeMap<>();
    query.put("AccessKeyId", credentials.accessKeyId());
    query.put("Action", action.name());
    query.put("Format", "JSON");
    query.put("SignatureMethod", RpcSignature.METHOD);
    query.put("SignatureNonce", nonce);
    query.put("SignatureVersion", RpcSignature.VERSION);
    query.put("Timestamp", time);
    query.put("Version", Api.VERSION);
    credentials.securityToken().ifPresent(token -> query.put("SecurityToken", token));
    SortedMap<String, String> signed = new TreeMap<>(query);
    signed.putAll(given);
    query.put("Signature", RpcSignature.of(METHOD, signed, credentials.accessKeySecret()));
    return post(endpoint.resolve("?" + PercentEncoding.join(query)), form(given)).build();
  }

  private static HttpRequest.Builder post(URI uri, byte[] form) {
    return HttpRequest.newBuilder(uri)
        .POST(HttpRequest.BodyPublishers.ofByteArray(form))
        .setHeader("Accept", "application/json")
        .setHeader("Content-Type", FORM)
        .setHeader("User-Agent", "darkroom");
  }

  private static byte[] form(SortedMap<String, String> given) {
    return PercentEncoding.join(given).getBytes(StandardCharsets.UTF_8);
  }

  /** The {@code Host} header as the JDK's client sends it: with the port where it is not usual. */
  private String host() {
    int usual = endpoint.getScheme().equals("https") ? 443 : 80;
    int port = endpoint.getPort();
    return port == -1 || port == usual ? endpoint.getHost() : endpoint.getHost() + ":" + port;
  }
}
