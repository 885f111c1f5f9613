package darkroom.photo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/**
 * A file's bytes by position. Of a channel only windows are fetched: a large first one, which holds
 * most headers whole, then small ones where a header leads elsewhere, up to a bound in all.
 */
final class FileBytes {
  static final int FIRST_WINDOW = 64 * 1024;
  static final int NEXT_WINDOW = 4 * 1024;
  static final int READ_BOUND = 256 * 1024;

  /** Where windows come from. */
  private interface Source {
    /** At most {@code count} bytes, which lie inside the file. */
    ByteBuffer read(long at, int count) throws IOException;
  }

  private final Source source;
  private final long length;
  private final long bound;
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long windowAt;
  private long fetched;

  private FileBytes(Source source, long length, long bound, int firstWindow) throws IOException {
    this.source = source;
    this.length = length;
    this.bound = bound;
    fetch(0, firstWindow);
  }

  /** All of a file in memory. */
  static FileBytes whole(byte[] file) throws IOException {
    return new FileBytes(in(file), file.length, file.length, file.length);
  }

  /** A file in memory, of which no more is read than would be of a channel. */
  static FileBytes headerOf(byte[] file) throws IOException {
    return new FileBytes(in(file), file.length, READ_BOUND, FIRST_WINDOW);
  }

  static FileBytes headerOf(SeekableByteChannel file) throws IOException {
    return new FileBytes(in(file), file.size(), READ_BOUND, FIRST_WINDOW);
  }

  private static Source in(byte[] file) {
    return (at, count) -> ByteBuffer.wrap(file, (int) at, count).slice();
  }

  private static Source in(SeekableByteChannel file) {
    return (at, count) -> {
      ByteBuffer bytes = ByteBuffer.allocate(count);
      file.position(at);
      while (bytes.hasRemaining() && file.read(bytes) >= 0) {}
      return bytes.flip();
    };
  }

  long length() {
    return length;
  }

  int u8(long at) throws IOException {
    return window.get(reach(at, 1)) & 0xff;
  }

  int u16(long at, ByteOrder order) throws IOException {
    int index = reach(at, 2);
    return window.order(order).getShort(index) & 0xffff;
  }

  int i32(long at, ByteOrder order) throws IOException {
    int index = reach(at, 4);
    return window.order(order).getInt(index);
  }

  long u32(long at, ByteOrder order) throws IOException {
    return i32(at, order) & 0xffffffffL;
  }

  /** Whether the file holds these characters of one byte each at this position. */
  boolean holds(long at, String characters) throws IOException {
    if (at < 0 || at + characters.length() > length) {
      return false;
    }
    for (int i = 0; i < characters.length(); i++) {
      if (u8(at + i) != characters.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Bytes that must be there; {@code count} is never a number that the file declares unchecked. */
  ByteBuffer slice(long at, int count) throws IOException {
    return window.slice(reach(at, count), count);
  }

  private int reach(long at, int count) throws IOException {
    if (at < 0 || at > length - count) {
      throw new OutOfReach(OutOfReach.Obstacle.FILE_END);
    }
    if (at < windowAt || at + count > windowAt + window.limit()) {
      fetch(at, Math.max(NEXT_WINDOW, count));
      if (window.limit() < count) {
        throw new OutOfReach(OutOfReach.Obstacle.FILE_END);
      }
    }
    return (int) (at - windowAt);
  }

  private void fetch(long at, int wanted) throws IOException {
    int count = (int) Math.min(wanted, length - at);
    if (fetched + count > bound) {
      throw new OutOfReach(OutOfReach.Obstacle.READ_BOUND);
    }
    window = source.read(at, count);
    windowAt = at;
    fetched += window.limit();
  }
}
