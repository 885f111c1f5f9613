package darkroom.storage.oss;

import darkroom.storage.Checksummed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Reads an object from any position, a window at a time.
 *
 * <p>Windows begin small, for one who looks at a header and goes elsewhere, and grow while they are
 * read one after the other; then the next ones are fetched ahead.
 */
final class ObjectReader implements SeekableByteChannel, Checksummed {
  /** Holds the headers of most photos, and whole small objects. */
  private static final int FIRST = 64 * 1024;

  private static final int GROWTH = 4;

  /** One who has read so much in a row will go on. */
  private static final int STEADY = 1024 * 1024;

  private static final int WINDOWS_AHEAD = 2;

  private final RangeReads reads;
  private final Parallel parallel;
  private final OssMetrics metrics;
  private final int largestWindow;
  private final long size;
  private final String etag;
  private final Optional<Checksum> checksum;

  private final Deque<Ahead> ahead = new ArrayDeque<>();
  private Window window;
  private long position;
  private boolean open = true;

  /** Bytes of the object from an offset on. */
  private record Window(long offset, byte[] bytes) {
    long end() {
      return offset + bytes.length;
    }

    boolean holds(long position) {
      return position >= offset && position < end();
    }
  }

  /** A window that is being fetched. */
  private record Ahead(long offset, int length, Parallel.Pending<byte[]> bytes) {
    long end() {
      return offset + length;
    }
  }

  private ObjectReader(
      RangeReads reads,
      RangeReads.Beginning beginning,
      Parallel parallel,
      OssMetrics metrics,
      int largestWindow) {
    this.reads = reads;
    this.parallel = parallel;
    this.metrics = metrics;
    this.largestWindow = largestWindow;
    this.size = beginning.size();
    this.etag = beginning.etag().orElse("");
    this.checksum = beginning.checksum();
    this.window = new Window(0, beginning.bytes());
  }

  /**
   * Opens an object with a read of its first window, which a small object needs no more than.
   *
   * @throws java.io.FileNotFoundException if there is none
   */
  static ObjectReader open(OssResourceId id, OssConnection connection, OssSettings settings)
      throws IOException {
    OssMetrics metrics = new OssMetrics(connection.requests());
    RangeReads reads = new RangeReads(connection.requests(), id);
    int largest = (int) settings.readAhead().bytes();
    try {
      RangeReads.Beginning beginning = reads.beginning(Math.min(FIRST, largest));
      return new ObjectReader(reads, beginning, connection.parallel(), metrics, largest);
    } finally {
      metrics.countRequests();
    }
  }

  @Override
  public Optional<Checksum> checksum() {
    return checksum;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    checkOpen();
    if (!into.hasRemaining()) {
      return 0;
    }
    if (position >= size) {
      return -1;
    }
    int count = 0;
    while (into.hasRemaining() && position < size) {
      if (!window.holds(position)) {
        window = next(into.remaining());
      }
      int from = (int) (position - window.offset());
      int length = Math.min(into.remaining(), window.bytes().length - from);
      into.put(window.bytes(), from, length);
      position += length;
      count += length;
      // At once, for what has been handed over counts also where the next window cannot be had.
      metrics.countRead(length);
    }
    metrics.countRequests();
    return count;
  }

  /** The window that holds the position. */
  private Window next(int wanted) throws IOException {
    while (!ahead.isEmpty()) {
      Ahead first = ahead.removeFirst();
      if (position >= first.offset() && position < first.end()) {
        Window fetched = new Window(first.offset(), first.bytes().result());
        fetchAhead(fetched.end(), grown(first.length()));
        return fetched;
      }
      first.bytes().drop();
    }
    boolean inOrder = position == window.end();
    int length = inOrder ? grown(window.bytes().length) : Math.min(FIRST, largestWindow);
    length = within(position, Math.max(length, Math.min(wanted, largestWindow)));
    if (inOrder && length >= Math.min(STEADY, largestWindow)) {
      fetchAhead(position + length, grown(length));
    }
    return new Window(position, reads.range(position, length, etag));
  }

  /** Lets the windows behind the given end, or behind those on their way, be fetched. */
  private void fetchAhead(long end, int length) {
    long offset = ahead.isEmpty() ? end : ahead.getLast().end();
    while (ahead.size() < WINDOWS_AHEAD && offset < size) {
      long start = offset;
      int part = within(start, length);
      ahead.addLast(new Ahead(start, part, parallel.start(() -> reads.range(start, part, etag))));
      offset += part;
    }
  }

  private int grown(int length) {
    return (int) Math.min((long) length * GROWTH, largestWindow);
  }

  private int within(long offset, int length) {
    return (int) Math.min(length, size - offset);
  }

  @Override
  public long position() throws IOException {
    checkOpen();
    return position;
  }

  @Override
  public SeekableByteChannel position(long changed) throws IOException {
    checkOpen();
    if (changed < 0) {
      throw new IllegalArgumentException("Expected a position from 0 but was " + changed);
    }
    position = changed;
    return this;
  }

  @Override
  public long size() throws IOException {
    checkOpen();
    return size;
  }

  @Override
  public int write(ByteBuffer from) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long changed) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
    ahead.forEach(window -> window.bytes().drop());
    ahead.clear();
    window = new Window(0, new byte[0]);
    metrics.countRequests();
  }

  private void checkOpen() throws ClosedChannelException {
    if (!open) {
      throw new ClosedChannelException();
    }
  }
}
