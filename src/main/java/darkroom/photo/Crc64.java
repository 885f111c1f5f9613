package darkroom.photo;

import java.util.zip.Checksum;

/** The CRC-64 of ECMA-182, reflected and inverted as in the xz format; eight bytes at a time. */
public final class Crc64 implements Checksum {
  private static final long POLYNOMIAL = 0xC96C5795D7870F42L;
  private static final int SLICES = 8;
  private static final long[][] TABLE = table();

  private long register = -1;

  private static long[][] table() {
    long[][] table = new long[SLICES][256];
    for (int value = 0; value < 256; value++) {
      long crc = value;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
      }
      table[0][value] = crc;
    }
    for (int slice = 1; slice < SLICES; slice++) {
      for (int value = 0; value < 256; value++) {
        long crc = table[slice - 1][value];
        table[slice][value] = (crc >>> 8) ^ table[0][(int) crc & 0xFF];
      }
    }
    return table;
  }

  @Override
  public void update(int value) {
    register = (register >>> 8) ^ TABLE[0][(int) (register ^ value) & 0xFF];
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    int position = offset;
    int end = offset + length;
    for (; end - position >= SLICES; position += SLICES) {
      for (int i = 0; i < SLICES; i++) {
        register ^= (bytes[position + i] & 0xFFL) << (8 * i);
      }
      long mixed = 0;
      for (int i = 0; i < SLICES; i++) {
        mixed ^= TABLE[SLICES - 1 - i][(int) (register >>> (8 * i)) & 0xFF];
      }
      register = mixed;
    }
    for (; position < end; position++) {
      update(bytes[position]);
    }
  }

  @Override
  public long getValue() {
    return ~register;
  }

  @Override
  public void reset() {
    register = -1;
  }
}
