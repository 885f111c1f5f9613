package darkroom.studio.bucket;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The access keys that may sign requests.
 *
 * @param secrets by access key id
 * @param tokens the security tokens of temporary keys, by access key id
 */
public record AccessKeys(Map<String, String> secrets, Map<String, String> tokens) {

  public AccessKeys {
    secrets = Map.copyOf(secrets);
    tokens = Map.copyOf(tokens);
    if (!secrets.keySet().containsAll(tokens.keySet())) {
      throw new IllegalArgumentException(
          "Expected a secret for each access key with a token but was none for at least one");
    }
  }

  public AccessKeys(Map<String, String> secrets) {
    this(secrets, Map.of());
  }

  /** With a temporary key, which only signs together with its token. */
  public AccessKeys withTemporary(String id, String secret, String token) {
    Map<String, String> moreSecrets = new HashMap<>(secrets);
    moreSecrets.put(id, secret);
    Map<String, String> moreTokens = new HashMap<>(tokens);
    moreTokens.put(id, token);
    return new AccessKeys(moreSecrets, moreTokens);
  }

  Optional<String> secret(String id) {
    return Optional.ofNullable(secrets.get(id));
  }

  Optional<String> token(String id) {
    return Optional.ofNullable(tokens.get(id));
  }

  /** Tells no secret. */
  @Override
  public String toString() {
    return "AccessKeys[" + secrets.size() + " keys]";
  }
}
