package darkroom.photo;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What tells one content from another, such as {@code sha256:9f86...}; files of the same content
 * share it, whatever their names, as far as their stores tell of them in the same way.
 *
 * <p>Its kind is {@code sha256}, {@code md5}, {@code crc64} (of ECMA-182, followed by the length,
 * 16 hexadecimal digits each) or {@code etag}, which a store made in its own way.
 */
public record Identity(String value) {
  private static final int CHUNK = 64 * 1024;
  private static final String SHA256 = "SHA-256";

  public Identity {
    if (value.isBlank()) {
      throw new IllegalArgumentException("Expected an identity but was nothing");
    }
  }

  /** The identity of all that is left in a stream, which is read once and not closed. */
  public static Identity ofSha256(InputStream content) throws IOException {
    MessageDigest digest = digest(SHA256);
    byte[] chunk = new byte[CHUNK];
    for (int count = content.read(chunk); count >= 0; count = content.read(chunk)) {
      digest.update(chunk, 0, count);
    }
    return new Identity("sha256:" + HexFormat.of().formatHex(digest.digest()));
  }

  public static Identity ofBytes(byte[] content) {
    return new Identity("sha256:" + hex(SHA256, content));
  }

  /** The identity that a store has given a content, with or without the header's quotes. */
  public static Identity ofEtag(String etag) {
    return new Identity("etag:" + etag.replace("\"", ""));
  }

  /** A content's MD5 in hexadecimal digits. */
  public static Identity ofMd5(String hex) {
    return new Identity("md5:" + hex.toLowerCase(Locale.ROOT));
  }

  public static Identity ofCrc64(long crc64, long length) {
    return new Identity("crc64:%016x%016x".formatted(crc64, length));
  }

  /** What stands behind the kind: letters, digits and hyphens alone, fit for a name. */
  public String digest() {
    return value.substring(value.indexOf(':') + 1);
  }

  /**
   * Whether this can be the identity of a content. Only what a store made in its own way cannot be
   * told from the content: it passes any.
   */
  public boolean matches(byte[] content) {
    return switch (kind()) {
      case "sha256" -> digest().equals(hex(SHA256, content));
      case "md5" -> digest().equals(hex("MD5", content));
      case "crc64" -> equals(ofCrc64(crc64(content), content.length));
      default -> true;
    };
  }

  /** Whether the content itself was read for it, and no store's word was taken. */
  public boolean comesFromContent() {
    return kind().equals("sha256");
  }

  private String kind() {
    return value.substring(0, Math.max(value.indexOf(':'), 0));
  }

  private static long crc64(byte[] content) {
    Crc64 crc = new Crc64();
    crc.update(content, 0, content.length);
    return crc.getValue();
  }

  private static String hex(String algorithm, byte[] content) {
    return HexFormat.of().formatHex(digest(algorithm).digest(content));
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has " + algorithm, e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
