package darkroom.studio;

import static darkroom.action.ApiError.INVALID_ACCESS_KEY_ID_NOT_FOUND;
import static darkroom.action.ApiError.INVALID_TIMESTAMP_EXPIRED;
import static darkroom.action.ApiError.INVALID_TIMESTAMP_FORMAT;
import static darkroom.action.ApiError.SIGNATURE_DOES_NOT_MATCH;
import static darkroom.action.ApiError.SIGNATURE_NONCE_USED;

import darkroom.action.ApiError;
import darkroom.studio.http.AccessKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Lets in what is signed by a known key, in time, and for the first time. */
final class Gatekeeper {
  /** How far a request's time may be from the studio's, before or after. */
  static final Duration WINDOW = Duration.ofMinutes(15);

  private final AccessKeys keys;
  private final Clock clock;
  private final Nonces nonces;

  Gatekeeper(AccessKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
    this.nonces = new Nonces(clock, WINDOW);
  }

  /** Why the request is not let in; empty where it is. */
  Optional<Refusal> refusal(ApiRequest request) {
    Claimed claimed = Claim.of(request);
    return claimed instanceof Refusal refusal ? Optional.of(refusal) : refusal((Claim) claimed);
  }

  private Optional<Refusal> refusal(Claim claim) {
    Optional<String> secret = keys.secret(claim.keyId());
    if (secret.isEmpty()) {
      return refused(
          INVALID_ACCESS_KEY_ID_NOT_FOUND,
          "an access key of this studio",
          "AccessKeyId",
          "another one");
    }
    Instant sent;
    try {
      sent = Instant.parse(claim.timestamp());
    } catch (DateTimeParseException e) {
      return refused(
          INVALID_TIMESTAMP_FORMAT,
          "a time such as 2026-11-22T12:15:46Z",
          "Timestamp",
          claim.timestamp());
    }
    Instant now = clock.instant();
    if (Duration.between(sent, now).abs().compareTo(WINDOW) > 0) {
      return refused(
          INVALID_TIMESTAMP_EXPIRED,
          "a time within " + WINDOW.toMinutes() + " minutes of " + now,
          "Timestamp",
          claim.timestamp());
    }
    if (!claim.provenBy().test(secret.get())) {
      return refused(
          SIGNATURE_DOES_NOT_MATCH, "the one made with the key's secret", "Signature", "another");
    }
    return nonces.tryUse(claim.keyId(), claim.nonce(), sent)
        ? Optional.empty()
        : refused(SIGNATURE_NONCE_USED, "a nonce not used before", "SignatureNonce", claim.nonce());
  }

  private static Optional<Refusal> refused(ApiError error, String what, String where, String was) {
    return Optional.of(Refusal.expected(error, what, where, was));
  }
}
