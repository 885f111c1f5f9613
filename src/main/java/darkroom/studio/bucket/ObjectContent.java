package darkroom.studio.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;

/** An object opened for reading; an overwrite or a delete does not disturb it. */
final class ObjectContent implements AutoCloseable {
  private final StoredObject object;
  private final SeekableByteChannel channel;

  ObjectContent(StoredObject object, SeekableByteChannel channel) {
    this.object = object;
    this.channel = channel;
  }

  StoredObject object() {
    return object;
  }

  /** The whole content; closing the stream closes this. */
  InputStream stream() throws IOException {
    return stream(new ByteRange(0, object.size()));
  }

  InputStream stream(ByteRange range) throws IOException {
    channel.position(range.offset());
    return new BoundedStream(Channels.newInputStream(channel), range.length());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
