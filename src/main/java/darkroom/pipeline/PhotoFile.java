package darkroom.pipeline;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/** Opens a photo's file through Beam's file systems; its name is taken to the letter, no glob. */
final class PhotoFile {
  private PhotoFile() {}

  /**
   * Opens it for reading at positions.
   *
   * @throws NoSuchFileException if there is none
   * @throws IOException if it cannot be read, also where no file system knows its scheme
   */
  static SeekableByteChannel open(String location) throws IOException {
    ReadableByteChannel channel;
    try {
      ResourceId file = FileSystems.matchNewResource(location, false);
      channel = FileSystems.open(file);
    } catch (FileNotFoundException e) {
      throw new NoSuchFileException(location);
    } catch (IllegalArgumentException e) {
      throw new IOException("no file system reads " + location, e);
    }
    if (channel instanceof SeekableByteChannel seekable) {
      return seekable;
    }
    channel.close();
    throw new IOException("its file system reads no positions");
  }

  /** Why reading failed, in words, whatever the exception has to say. */
  static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
