package darkroom.client;

import java.util.Optional;

/**
 * An access key, with the token that belongs to it where it is a temporary one.
 *
 * @param securityToken of temporary credentials; empty where the key is permanent
 */
public record Credentials(
    String accessKeyId, String accessKeySecret, Optional<String> securityToken) {

  public Credentials {
    if (accessKeyId.isBlank()) {
      throw new IllegalArgumentException("Expected an id for the access key but was nothing");
    }
    if (accessKeySecret.isBlank()) {
      throw new IllegalArgumentException("Expected a secret for the access key but was nothing");
    }
    securityToken = securityToken.filter(token -> !token.isBlank());
  }

  public static Credentials of(String accessKeyId, String accessKeySecret) {
    return new Credentials(accessKeyId, accessKeySecret, Optional.empty());
  }

  /** The text without secret and token, and without any signature. */
  String redact(String text) {
    String open = Redaction.signatures(text).replace(accessKeySecret, Redaction.MASK);
    return securityToken.map(token -> open.replace(token, Redaction.MASK)).orElse(open);
  }

  @Override
  public String toString() {
    return "Credentials["
        + accessKeyId
        + ", secret "
        + Redaction.MASK
        + (securityToken.isPresent() ? ", token " + Redaction.MASK : "")
        + "]";
  }
}
