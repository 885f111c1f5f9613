package darkroom.studio;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Access keys that may sign requests, with their secrets, which are never printed. */
public final class AccessKeys {
  /** The id of {@link #standard}. */
  public static final String STANDARD_ID = "studio";

  /** The secret of {@link #standard}, which is no secret. */
  public static final String STANDARD_SECRET = "studio-is-open";

  private final Map<String, String> secrets;

  private AccessKeys(Map<String, String> secrets) {
    if (secrets.isEmpty() || secrets.containsKey("") || secrets.containsValue("")) {
      throw new IllegalArgumentException(
          "Expected ids with secrets, neither empty, for the studio's access keys but was "
              + secrets.keySet());
    }
    this.secrets = Map.copyOf(secrets);
  }

  /** The one pair known to all; the studio listens to its own machine only. */
  public static AccessKeys standard() {
    return of(STANDARD_ID, STANDARD_SECRET);
  }

  public static AccessKeys of(String id, String secret) {
    return new AccessKeys(Map.of(id, secret));
  }

  /** By id. */
  public static AccessKeys of(Map<String, String> secrets) {
    return new AccessKeys(secrets);
  }

  public Optional<String> secret(String id) {
    return Optional.ofNullable(secrets.get(id));
  }

  /** A copy of all secrets by id. */
  public Map<String, String> secrets() {
    return secrets;
  }

  @Override
  public String toString() {
    return new TreeMap<>(secrets).keySet().toString();
  }
}
