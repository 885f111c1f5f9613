package darkroom.photo;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What tells one content from another, such as {@code sha256:9f86...}; files of the same content
 * share it, whatever their names.
 */
public record Identity(String value) {
  private static final int CHUNK = 64 * 1024;

  public Identity {
    if (value.isBlank()) {
      throw new IllegalArgumentException("Expected an identity but was nothing");
    }
  }

  /** The identity of all that is left in a stream, which is read once and not closed. */
  public static Identity ofSha256(InputStream content) throws IOException {
    MessageDigest digest = sha256();
    byte[] chunk = new byte[CHUNK];
    for (int count = content.read(chunk); count >= 0; count = content.read(chunk)) {
      digest.update(chunk, 0, count);
    }
    return of(digest);
  }

  public static Identity ofBytes(byte[] content) {
    MessageDigest digest = sha256();
    digest.update(content);
    return of(digest);
  }

  /** The identity that a store has given a content, with or without the header's quotes. */
  public static Identity ofEtag(String etag) {
    return new Identity("etag:" + etag.replace("\"", ""));
  }

  /** What stands behind the kind: letters and digits alone, fit for a name. */
  public String digest() {
    return value.substring(value.indexOf(':') + 1);
  }

  private static Identity of(MessageDigest digest) {
    return new Identity("sha256:" + HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
