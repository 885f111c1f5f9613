package darkroom.storage.oss;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Bytes on their way into an object; takes no more room than they need. */
final class PartBuffer {
  private static final int FIRST = 64 * 1024;

  private final int capacity;
  private byte[] bytes;
  private int length;

  private PartBuffer(int capacity, int room) {
    this.capacity = capacity;
    this.bytes = new byte[room];
  }

  /** For an object that may be small. */
  static PartBuffer growing(int capacity) {
    return new PartBuffer(capacity, Math.min(FIRST, capacity));
  }

  /** For one of many parts. */
  static PartBuffer full(int capacity) {
    return new PartBuffer(capacity, capacity);
  }

  int length() {
    return length;
  }

  boolean isFull() {
    return length == capacity;
  }

  /** Takes as much as there is room for. */
  int take(ByteBuffer from) {
    int count = Math.min(from.remaining(), capacity - length);
    if (length + count > bytes.length) {
      long doubled = Math.max(bytes.length * 2L, length + count);
      bytes = Arrays.copyOf(bytes, (int) Math.min(doubled, capacity));
    }
    from.get(bytes, length, count);
    length += count;
    return count;
  }

  InputStream stream() {
    return new ByteArrayInputStream(bytes, 0, length);
  }

  /** As the header {@code Content-MD5} wants it. */
  String md5() {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      md5.update(bytes, 0, length);
      return Base64.getEncoder().encodeToString(md5.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
