package darkroom.photo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * A file in memory that counts what is read of it, at most 1,000 bytes at a time as networks do.
 */
final class CountingChannel implements SeekableByteChannel {
  private static final int MOST_AT_ONCE = 1000;

  private final byte[] file;
  private long position;
  private long bytesRead;

  CountingChannel(byte[] file) {
    this.file = file;
  }

  long bytesRead() {
    return bytesRead;
  }

  @Override
  public int read(ByteBuffer target) {
    if (position >= file.length) {
      return -1;
    }
    int count = (int) Math.min(Math.min(MOST_AT_ONCE, target.remaining()), file.length - position);
    target.put(file, (int) position, count);
    position += count;
    bytesRead += count;
    return count;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
    position = newPosition;
    return this;
  }

  @Override
  public long size() {
    return file.length;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    throw new IOException("Expected no writing");
  }

  @Override
  public SeekableByteChannel truncate(long size) throws IOException {
    throw new IOException("Expected no writing");
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
