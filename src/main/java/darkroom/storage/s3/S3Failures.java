package darkroom.storage.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Tells of what an S3 store refuses as of any other file that cannot be read. */
public final class S3Failures {
  private static final int NOT_FOUND = 404;

  private S3Failures() {}

  /** Opens or reads a file. */
  @FunctionalInterface
  public interface Reading<T> {
    T read() throws IOException;
  }

  /**
   * Reads what may be in such a store, whose client throws what is no {@link IOException}.
   *
   * @throws NoSuchFileException if it is not there
   */
  public static <T> T told(String location, Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (SdkServiceException e) {
      if (e.statusCode() == NOT_FOUND) {
        throw new NoSuchFileException(location);
      }
      throw new IOException("the store answered " + e.statusCode() + ": " + e.getMessage(), e);
    } catch (SdkException e) {
      throw new IOException("the store did not answer: " + e.getMessage(), e);
    }
  }

  /** The same for all that is read of an opened file. */
  public static SeekableByteChannel told(String location, SeekableByteChannel file) {
    return new Told(location, file);
  }

  private record Told(String location, SeekableByteChannel file) implements SeekableByteChannel {
    @Override
    public int read(ByteBuffer into) throws IOException {
      return S3Failures.told(location, () -> file.read(into));
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
      return file.write(from);
    }

    @Override
    public long position() throws IOException {
      return file.position();
    }

    @Override
    public SeekableByteChannel position(long changed) throws IOException {
      file.position(changed);
      return this;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
      file.truncate(size);
      return this;
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
