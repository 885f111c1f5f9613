package darkroom.action;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** A number of bytes; a megabyte is 1024 * 1024 of them, as in the API's manual. */
public record ByteSize(long bytes) implements Comparable<ByteSize>, Serializable {
  private static final long MEGABYTE = 1024 * 1024;

  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("Expected at least 0 bytes but was " + bytes);
    }
  }

  public static ByteSize bytes(long bytes) {
    return new ByteSize(bytes);
  }

  /** Megabytes as the manual writes them, such as {@code "3.5"}. */
  public static ByteSize megabytes(String megabytes) {
    return new ByteSize(
        new BigDecimal(megabytes).multiply(BigDecimal.valueOf(MEGABYTE)).longValueExact());
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }

  /**
   * Megabytes with at most two decimals from one megabyte on, bytes below. A size that rounding
   * would make look rounder than it is, such as one byte over 3 MB, is told in bytes.
   */
  @Override
  public String toString() {
    BigDecimal exact = BigDecimal.valueOf(bytes).divide(BigDecimal.valueOf(MEGABYTE));
    BigDecimal rounded = exact.setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
    boolean misleads = rounded.scale() < 2 && rounded.compareTo(exact) != 0;
    return bytes < MEGABYTE || misleads ? bytes + " bytes" : rounded.toPlainString() + " MB";
  }
}
