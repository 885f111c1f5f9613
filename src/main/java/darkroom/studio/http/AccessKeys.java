package darkroom.studio.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The access keys that may sign requests.
 *
 * @param secrets by access key id
 * @param tokens the security tokens of temporary keys, by access key id
 */
public record AccessKeys(Map<String, String> secrets, Map<String, String> tokens) {
  /** The id of {@link #standard}. */
  public static final String STANDARD_ID = "studio";

  /** The secret of {@link #standard}, which is no secret. */
  public static final String STANDARD_SECRET = "studio-is-open";

  public AccessKeys {
    if (secrets.isEmpty() || secrets.containsKey("") || secrets.containsValue("")) {
      throw new IllegalArgumentException(
          "Expected ids with secrets, neither empty, for the studio's access keys but was "
              + secrets.keySet());
    }
    secrets = Map.copyOf(secrets);
    tokens = Map.copyOf(tokens);
    if (!secrets.keySet().containsAll(tokens.keySet())) {
      throw new IllegalArgumentException(
          "Expected a secret for each access key with a token but was none for at least one");
    }
  }

  /** The one pair known to all; the studio listens to its own machine only. */
  public static AccessKeys standard() {
    return of(STANDARD_ID, STANDARD_SECRET);
  }

  public static AccessKeys of(String id, String secret) {
    return new AccessKeys(Map.of(id, secret), Map.of());
  }

  /** With a temporary key, which only signs together with its token. */
  public AccessKeys withTemporary(String id, String secret, String token) {
    Map<String, String> moreSecrets = new HashMap<>(secrets);
    moreSecrets.put(id, secret);
    Map<String, String> moreTokens = new HashMap<>(tokens);
    moreTokens.put(id, token);
    return new AccessKeys(moreSecrets, moreTokens);
  }

  public Optional<String> secret(String id) {
    return Optional.ofNullable(secrets.get(id));
  }

  public Optional<String> token(String id) {
    return Optional.ofNullable(tokens.get(id));
  }

  /** The ids alone. */
  @Override
  public String toString() {
    return new TreeSet<>(secrets.keySet()).toString();
  }
}
