package darkroom.storage.oss;

import com.aliyun.oss.model.ObjectMetadata;
import com.aliyun.oss.model.PutObjectRequest;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.util.Optional;

/**
 * Writes an object, which is visible once this is closed and not before.
 *
 * <p>What fits into one part is put at once; more is uploaded in parts as it comes. After a failure
 * nothing is left, and neither is anything of a writer that is never closed.
 */
final class ObjectWriter implements WritableByteChannel {
  private static final Cleaner CLEANER = Cleaner.create();

  /** With parts that double so often, the store's 10,000 parts of 8 MB at first hold 484 GB. */
  private static final int DOUBLED_AFTER = 2000;

  private static final int MOST_PARTS = 10_000;

  private final OssResourceId id;
  private final ObjectMetadata metadata;
  private final WriteCondition condition;
  private final OssConnection connection;
  private final OssMetrics metrics;
  private final int partSize;
  private final Leftover leftover;
  private final Cleaner.Cleanable cleanable;
  private PartBuffer buffer;
  private State state = State.OPEN;

  private enum State {
    OPEN,
    FAILED,
    CLOSED
  }

  /** What is to be removed if the writer is given up; must not hold the writer itself. */
  private static final class Leftover implements Runnable {
    private Optional<Upload> upload = Optional.empty();

    @Override
    public synchronized void run() {
      upload.ifPresent(Upload::abort);
    }

    synchronized void is(Upload begun) {
      upload = Optional.of(begun);
    }

    synchronized Optional<Upload> upload() {
      return upload;
    }
  }

  ObjectWriter(
      OssResourceId id,
      String mediaType,
      WriteCondition condition,
      OssConnection connection,
      OssSettings settings) {
    this.id = id;
    this.condition = condition;
    this.connection = connection;
    this.metrics = new OssMetrics(connection.requests());
    this.partSize = (int) settings.partSize().bytes();
    this.buffer = PartBuffer.growing(partSize);
    metadata = new ObjectMetadata();
    metadata.setContentType(mediaType);
    leftover = new Leftover();
    cleanable = CLEANER.register(this, leftover);
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    checkWritable();
    int count = 0;
    try {
      while (from.hasRemaining()) {
        if (buffer.isFull()) {
          sendPart();
        }
        count += buffer.take(from);
      }
    } catch (IOException | RuntimeException e) {
      giveUp();
      throw e;
    }
    metrics.countWritten(count);
    return count;
  }

  /** Only when more comes, so that what fits into one part needs no upload in parts. */
  private void sendPart() throws IOException {
    if (leftover.upload().isEmpty()) {
      leftover.is(Upload.begin(id, metadata, condition, connection));
    }
    Upload upload = leftover.upload().orElseThrow();
    if (upload.parts() == MOST_PARTS) {
      throw new OssException(
          "TooManyParts",
          "Expected at most "
              + MOST_PARTS
              + " parts for "
              + id
              + " but was more: set a higher --ossPartSizeBytes");
    }
    upload.add(buffer);
    buffer = PartBuffer.full(partSize << (upload.parts() / DOUBLED_AFTER));
  }

  @Override
  public boolean isOpen() {
    return state != State.CLOSED;
  }

  @Override
  public void close() throws IOException {
    if (state == State.CLOSED) {
      return;
    }
    boolean failed = state == State.FAILED;
    state = State.CLOSED;
    try {
      if (failed) {
        throw new IOException("Expected to write all of " + id + " but an earlier write failed");
      }
      if (leftover.upload().isPresent()) {
        Upload upload = leftover.upload().get();
        upload.add(buffer);
        upload.complete();
      } else {
        put();
      }
    } finally {
      // Aborts what is not completed.
      cleanable.clean();
      buffer = PartBuffer.growing(0);
      metrics.countRequests();
    }
  }

  private void put() throws IOException {
    metadata.setContentLength(buffer.length());
    // So the store refuses what arrived wrong, which a comparison afterwards could only tell.
    metadata.setContentMD5(buffer.md5());
    condition.applyTo(metadata);
    PutObjectRequest request =
        new PutObjectRequest(id.bucket(), id.key(), buffer.stream(), metadata);
    condition.applyTo(request);
    try {
      connection.requests().put(id, request);
    } catch (FileAlreadyExistsException e) {
      if (!condition.hasMade(id, connection.requests())) {
        throw e;
      }
    }
  }

  private void giveUp() {
    state = State.FAILED;
    cleanable.clean();
  }

  private void checkWritable() throws IOException {
    if (state == State.CLOSED) {
      throw new ClosedChannelException();
    }
    if (state == State.FAILED) {
      throw new IOException("Expected to write to " + id + " but an earlier write failed");
    }
  }
}
