package darkroom.pipeline;

import darkroom.photo.Identity;
import darkroom.storage.Checksummed;
import darkroom.storage.s3.S3Failures;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/** Opens a photo's file through Beam's file systems; its name is taken to the letter, no glob. */
final class PhotoFile {
  private static final String S3 = "s3://";
  private static final Pattern GLOB = Pattern.compile("[*?\\[{\\\\]");

  private PhotoFile() {}

  /**
   * Opens it for reading at positions.
   *
   * @throws NoSuchFileException if there is none
   * @throws IOException if it cannot be read, also where no file system knows its scheme
   */
  static SeekableByteChannel open(String location) throws IOException {
    if (!location.startsWith(S3)) {
      return openPlainly(location);
    }
    return S3Failures.told(location, S3Failures.told(location, () -> openPlainly(location)));
  }

  private static SeekableByteChannel openPlainly(String location) throws IOException {
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

  /** What the store knows a file's content by; only where it knows nothing, the content is read. */
  static Identity identity(String location, SeekableByteChannel file) throws IOException {
    Optional<Identity> known = known(location, file);
    if (known.isPresent()) {
      return known.get();
    }
    file.position(0);
    return Identity.ofSha256(Channels.newInputStream(file));
  }

  private static Optional<Identity> known(String location, SeekableByteChannel file)
      throws IOException {
    if (file instanceof Checksummed checksummed) {
      return checksummed.checksum().map(PhotoFile::identity);
    }
    // A pattern's characters in a name would be taken for a pattern.
    return location.startsWith(S3) && !GLOB.matcher(location).find()
        ? S3Failures.told(
            location,
            () ->
                Optional.ofNullable(FileSystems.matchSingleFileSpec(location).checksum())
                    .map(Identity::ofEtag))
        : Optional.empty();
  }

  /** The identity of a content of which a store says this. */
  static Identity identity(Checksummed.Checksum checksum) {
    return checksum instanceof Checksummed.Md5 md5
        ? Identity.ofMd5(md5.hex())
        : identity((Checksummed.Crc64) checksum);
  }

  private static Identity identity(Checksummed.Crc64 crc64) {
    return Identity.ofCrc64(crc64.crc64(), crc64.length());
  }

  /** Why reading failed, in words, whatever the exception has to say. */
  static String reason(IOException e) {
    if (e instanceof FileSystemException local && local.getReason() == null) {
      return local.getFile() + wrong(local);
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** Java names such a file and leaves what is wrong with it to the exception's class. */
  private static String wrong(FileSystemException local) {
    if (local instanceof FileAlreadyExistsException) {
      return " is in the way";
    }
    if (local instanceof NoSuchFileException) {
      return " is not there";
    }
    return local instanceof AccessDeniedException
        ? " may not be used by this user"
        : " gave a " + local.getClass().getSimpleName();
  }
}
