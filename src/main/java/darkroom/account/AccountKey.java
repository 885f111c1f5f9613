package darkroom.account;

import java.util.Optional;

/**
 * An access key, with the token that belongs to it where it is a temporary one.
 *
 * @param token of a temporary key; empty where the key is permanent
 */
public record AccountKey(String id, String secret, Optional<String> token) {

  public AccountKey {
    if (id.isBlank() || secret.isBlank()) {
      throw new IllegalArgumentException(
          "Expected an id and a secret for the access key but was nothing for "
              + (id.isBlank() ? "the id" : "the secret"));
    }
    token = token.filter(text -> !text.isBlank());
  }

  /** Nothing of the key. */
  @Override
  public String toString() {
    return token.isPresent() ? "AccountKey[temporary]" : "AccountKey[permanent]";
  }
}
