package darkroom.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 over a sequence of texts; where one ends and the next begins makes a difference. */
final class Fingerprint {
  private final MessageDigest digest;

  private Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  static Fingerprint of(String... texts) {
    Fingerprint fingerprint = new Fingerprint();
    for (String text : texts) {
      fingerprint.add(text);
    }
    return fingerprint;
  }

  Fingerprint add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  Fingerprint add(byte[] bytes) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
    return this;
  }

  /** The digest; nothing can be added after it. */
  byte[] bytes() {
    return digest.digest();
  }

  String hex() {
    return HexFormat.of().formatHex(bytes());
  }
}
