package darkroom.studio;

import static darkroom.action.ApiError.INCOMPLETE_SIGNATURE;
import static darkroom.action.ApiError.MISSING_PARAMETER;
import static darkroom.action.ApiError.SIGNATURE_DOES_NOT_MATCH;

import darkroom.wire.Acs3Signature;
import darkroom.wire.Digests;
import darkroom.wire.RpcSignature;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom a request says it is from.
 *
 * @param provenBy whether the request was signed with this secret
 */
record Claim(String keyId, String timestamp, String nonce, Predicate<String> provenBy)
    implements Claimed {

  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          Acs3Signature.ALGORITHM
              + " +Credential=([^,]+), *SignedHeaders=([^,]+), *Signature=([0-9a-fA-F]{64})");

  private static final String DATE = "x-acs-date";
  private static final String NONCE = "x-acs-signature-nonce";
  private static final String DIGEST = "x-acs-content-sha256";

  /** What an ACS3 signature must cover: all that decides what is done, and when. */
  private static final List<String> SIGNED =
      List.of("host", ApiRequest.ACTION_HEADER, "x-acs-version", DATE, NONCE, DIGEST);

  static Claimed of(ApiRequest request) {
    return request.isAcs3() ? acs3(request) : rpc(request);
  }

  private static Claimed rpc(ApiRequest request) {
    SortedMap<String, String> given = request.parameters();
    for (String name : List.of("AccessKeyId", "Timestamp")) {
      if (given.getOrDefault(name, "").isEmpty()) {
        return Refusal.expected(MISSING_PARAMETER, "a value", name, "nothing");
      }
    }
    for (String name : List.of("Signature", "SignatureNonce")) {
      if (given.getOrDefault(name, "").isEmpty()) {
        return Refusal.expected(INCOMPLETE_SIGNATURE, "a value", name, "nothing");
      }
    }
    Map<String, String> fixed =
        new TreeMap<>(
            Map.of(
                "SignatureMethod", RpcSignature.METHOD, "SignatureVersion", RpcSignature.VERSION));
    for (Map.Entry<String, String> entry : fixed.entrySet()) {
      String was = given.getOrDefault(entry.getKey(), "nothing");
      if (!was.equals(entry.getValue())) {
        return Refusal.expected(INCOMPLETE_SIGNATURE, entry.getValue(), entry.getKey(), was);
      }
    }
    return new Claim(
        given.get("AccessKeyId"),
        given.get("Timestamp"),
        given.get("SignatureNonce"),
        secret -> isRpcSigned(request, secret));
  }

  /** One official signer signs an empty value as {@code name=}, the other leaves it out. */
  private static boolean isRpcSigned(ApiRequest request, String secret) {
    String signature = request.parameters().get("Signature");
    return List.of(request.parameters(), withoutEmpty(request.parameters())).stream()
        .map(signed -> RpcSignature.of(request.method(), signed, secret))
        .anyMatch(expected -> Digests.same(expected, signature));
  }

  private static Claimed acs3(ApiRequest request) {
    Matcher authorization = AUTHORIZATION.matcher(request.headers().get("authorization"));
    if (!authorization.matches()) {
      return Refusal.expected(
          INCOMPLETE_SIGNATURE,
          "Credential, SignedHeaders and Signature",
          "the header authorization",
          "something else");
    }
    List<String> signedNames = List.of(authorization.group(2).split(";"));
    for (String name : SIGNED) {
      if (!request.headers().containsKey(name)) {
        return Refusal.expected(MISSING_PARAMETER, "a value", "the header " + name, "nothing");
      }
      if (!signedNames.contains(name)) {
        return Refusal.expected(INCOMPLETE_SIGNATURE, name, "SignedHeaders", "not among them");
      }
    }
    TreeMap<String, String> signed = new TreeMap<>(request.headers());
    signed.keySet().retainAll(signedNames);
    if (signed.size() < signedNames.size()) {
      return Refusal.expected(
          INCOMPLETE_SIGNATURE, "headers that are there", "SignedHeaders", "others");
    }
    if (!Digests.same(Digests.sha256Hex(request.body()), signed.get(DIGEST))) {
      return Refusal.expected(
          SIGNATURE_DOES_NOT_MATCH, "the body's SHA-256", "the header " + DIGEST, "another");
    }
    String signature = authorization.group(3);
    return new Claim(
        authorization.group(1),
        signed.get(DATE),
        signed.get(NONCE),
        secret -> isAcs3Signed(request, signed, signature, secret));
  }

  private static boolean isAcs3Signed(
      ApiRequest request, SortedMap<String, String> signed, String signature, String secret) {
    return List.of(request.query(), withoutEmpty(request.query())).stream()
        .map(query -> Acs3Signature.of(request.method(), "/", query, signed, secret))
        .anyMatch(expected -> Digests.same(expected, signature));
  }

  private static SortedMap<String, String> withoutEmpty(Map<String, String> parameters) {
    TreeMap<String, String> kept = new TreeMap<>(parameters);
    kept.values().removeIf(String::isEmpty);
    return kept;
  }
}
