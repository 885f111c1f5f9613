package darkroom.studio;

import darkroom.action.Api;
import darkroom.studio.http.AccessKeys;
import darkroom.wire.Acs3Signature;
import darkroom.wire.Digests;
import darkroom.wire.PercentEncoding;
import darkroom.wire.RpcSignature;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A call as a client sends it, correct until it is changed. */
final class SignedCall {
  private enum Way {
    QUERY,
    FORM,
    ACS3
  }

  private final Way way;
  private final SortedMap<String, String> parameters = new TreeMap<>();
  private final SortedMap<String, String> headers = new TreeMap<>();
  private final SortedMap<String, String> afterSigning = new TreeMap<>();
  private final SortedMap<String, String> unsigned = new TreeMap<>();
  private String secret = AccessKeys.STANDARD_SECRET;
  private String keyId = AccessKeys.STANDARD_ID;
  private UnaryOperator<String> body = text -> text;

  private SignedCall(Way way, String action, Map<String, String> arguments) {
    this.way = way;
    parameters.putAll(arguments);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    if (way == Way.ACS3) {
      headers.put("x-acs-action", action);
      headers.put("x-acs-version", Api.VERSION);
      headers.put("x-acs-date", now.toString());
      headers.put("x-acs-signature-nonce", UUID.randomUUID().toString());
      headers.put("content-type", "application/x-www-form-urlencoded");
    } else {
      parameters.put("Action", action);
      parameters.put("Version", Api.VERSION);
      parameters.put("AccessKeyId", keyId);
      parameters.put("SignatureMethod", RpcSignature.METHOD);
      parameters.put("SignatureVersion", RpcSignature.VERSION);
      parameters.put("SignatureNonce", UUID.randomUUID().toString());
      parameters.put("Timestamp", now.toString());
    }
  }

  /** GET with everything in the query. */
  static SignedCall inQuery(String action, Map<String, String> arguments) {
    return new SignedCall(Way.QUERY, action, arguments);
  }

  /** POST with everything in the form. */
  static SignedCall inForm(String action, Map<String, String> arguments) {
    return new SignedCall(Way.FORM, action, arguments);
  }

  static SignedCall acs3(String action, Map<String, String> arguments) {
    return new SignedCall(Way.ACS3, action, arguments);
  }

  SignedCall secret(String changed) {
    secret = changed;
    return this;
  }

  SignedCall keyId(String changed) {
    keyId = changed;
    parameters.replace("AccessKeyId", changed);
    return this;
  }

  SignedCall at(Instant time) {
    parameters.replace("Timestamp", time.toString());
    headers.replace("x-acs-date", time.toString());
    return this;
  }

  SignedCall parameter(String name, String value) {
    parameters.put(name, value);
    return this;
  }

  SignedCall header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  SignedCall without(String name) {
    parameters.remove(name);
    headers.remove(name);
    return this;
  }

  /** Leaves a header out of the signature. */
  SignedCall unsigned(String name) {
    unsigned.put(name, headers.remove(name));
    return this;
  }

  /** Sends what is not signed. */
  SignedCall tampered(String name, String value) {
    afterSigning.put(name, value);
    return this;
  }

  SignedCall body(UnaryOperator<String> change) {
    body = change;
    return this;
  }

  HttpRequest request(URI endpoint) {
    return way == Way.ACS3 ? acs3(endpoint) : rpc(endpoint);
  }

  private HttpRequest rpc(URI endpoint) {
    String method = way == Way.QUERY ? "GET" : "POST";
    TreeMap<String, String> sent = new TreeMap<>(parameters);
    sent.put("Signature", RpcSignature.of(method, parameters, secret));
    sent.putAll(afterSigning);
    String encoded = PercentEncoding.join(sent);
    return way == Way.QUERY
        ? HttpRequest.newBuilder(URI.create(endpoint + "/?" + encoded)).build()
        : HttpRequest.newBuilder(URI.create(endpoint + "/"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body.apply(encoded)))
            .build();
  }

  private HttpRequest acs3(URI endpoint) {
    String form = PercentEncoding.join(parameters);
    TreeMap<String, String> signed = new TreeMap<>(headers);
    signed.put("host", endpoint.getAuthority());
    signed.putIfAbsent(
        "x-acs-content-sha256", Digests.sha256Hex(form.getBytes(StandardCharsets.UTF_8)));
    String authorization =
        Acs3Signature.authorization("POST", "/", new TreeMap<>(), signed, keyId, secret);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint + "/"))
            .header("Authorization", authorization)
            .POST(BodyPublishers.ofString(body.apply(form)));
    signed.putAll(unsigned);
    signed.putAll(afterSigning);
    signed.remove("host");
    signed.forEach(request::header);
    return request.build();
  }
}
