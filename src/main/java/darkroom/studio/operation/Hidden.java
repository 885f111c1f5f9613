package darkroom.studio.operation;

import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/** What a photo hides: a head that says what and how much, and the bytes, each with its check. */
record Hidden(Kind kind, byte[] bytes) {
  /** What the bytes mean. */
  enum Kind {
    UTF_8_TEXT,
    GB_18030_TEXT,
    LOGO;

    boolean isText() {
      return this != LOGO;
    }
  }

  /** What the head says. */
  record Head(MarkVersion version, Kind kind, int length) {}

  private static final int HEAD_BITS = 32;
  private static final int LENGTH_BITS = 11;
  private static final int MOST_BYTES = (1 << LENGTH_BITS) - 1;
  private static final int CHECK_BYTES = 4;

  /** Keeps an empty picture's all-zero bits from passing any check. */
  private static final int SALT = 0x5ca1ab1e;

  static int headLength() {
    return ConvolutionalCode.codedLength(HEAD_BITS);
  }

  static int bodyLength(int bytes) {
    return ConvolutionalCode.codedLength(8 * (bytes + CHECK_BYTES));
  }

  boolean[] head(MarkVersion version) {
    if (bytes.length > MOST_BYTES) {
      throw new IllegalArgumentException("Expected at most " + MOST_BYTES + " bytes");
    }
    int says = (version.ordinal() << 14) | (kind.ordinal() << LENGTH_BITS) | bytes.length;
    byte[] word = {(byte) (says >> 8), (byte) says};
    int check = check(word);
    byte[] all = {word[0], word[1], (byte) (check >> 8), (byte) check};
    return ConvolutionalCode.encoded(bits(all));
  }

  boolean[] body() {
    byte[] all = Arrays.copyOf(bytes, bytes.length + CHECK_BYTES);
    int check = check(bytes);
    for (int i = 0; i < CHECK_BYTES; i++) {
      all[bytes.length + i] = (byte) (check >> (8 * i));
    }
    return ConvolutionalCode.encoded(bits(all));
  }

  static Optional<Head> head(double[] soft) {
    byte[] all = bytes(ConvolutionalCode.decoded(soft));
    byte[] word = Arrays.copyOf(all, 2);
    int check = check(word);
    int says = (all[0] & 0xff) << 8 | (all[1] & 0xff);
    int kind = (says >> LENGTH_BITS) & 7;
    int version = says >> 14;
    boolean known = kind < Kind.values().length && version < MarkVersion.values().length;
    return known && all[2] == (byte) (check >> 8) && all[3] == (byte) check
        ? Optional.of(
            new Head(MarkVersion.values()[version], Kind.values()[kind], says & MOST_BYTES))
        : Optional.empty();
  }

  static Optional<Hidden> body(Head head, double[] soft) {
    byte[] all = bytes(ConvolutionalCode.decoded(soft));
    byte[] bytes = Arrays.copyOf(all, head.length);
    int check = check(bytes);
    for (int i = 0; i < CHECK_BYTES; i++) {
      if (all[head.length + i] != (byte) (check >> (8 * i))) {
        return Optional.empty();
      }
    }
    return Optional.of(new Hidden(head.kind, bytes));
  }

  private static int check(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue() ^ SALT;
  }

  private static boolean[] bits(byte[] bytes) {
    boolean[] bits = new boolean[8 * bytes.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = (bytes[i / 8] >> (7 - i % 8) & 1) == 1;
    }
    return bits;
  }

  private static byte[] bytes(boolean[] bits) {
    byte[] bytes = new byte[bits.length / 8];
    for (int i = 0; i < bytes.length * 8; i++) {
      bytes[i / 8] |= (byte) (bits[i] ? 1 << (7 - i % 8) : 0);
    }
    return bytes;
  }
}
