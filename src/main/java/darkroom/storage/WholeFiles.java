package darkroom.storage;

import darkroom.storage.s3.S3Failures;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.CreateOptions.StandardCreateOptions;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Writes and reads small files through Beam's file systems so that one is seen whole or not at all.
 *
 * <p>Names are taken to the letter, no glob; only {@code s3://} has no way to write a name with
 * {@code *}, {@code ?} or {@code [} in a lookup, so such a file may not be found there.
 */
public final class WholeFiles {
  private static final String LOCAL = "file";
  private static final String OSS = "oss";

  /** What a pattern of {@code oss://} keys takes literally after a backslash. */
  private static final String OSS_SPECIAL = "[*?\\[\\]{},\\\\]";

  private WholeFiles() {}

  /** Writes a file, with its folders, in place of one that is there. */
  public static void write(String location, byte[] bytes, String mediaType) throws IOException {
    ResourceId file = resource(location);
    if (isLocal(file)) {
      LocalFiles.write(path(file), bytes);
    } else {
      put(file, bytes, options(mediaType).build());
    }
  }

  /**
   * Writes a file, with its folders, unless there is one.
   *
   * <p>Of several that try at once one succeeds, on this machine and on {@code oss://}; elsewhere
   * it is looked first and then written, so that the last of them may replace the others' file.
   *
   * @return whether it was written
   */
  public static boolean createIfAbsent(String location, byte[] bytes, String mediaType)
      throws IOException {
    ResourceId file = resource(location);
    if (isLocal(file)) {
      return LocalFiles.createIfAbsent(path(file), bytes);
    }
    if (!file.getScheme().equals(OSS) && stat(location).isPresent()) {
      return false;
    }
    try {
      put(file, bytes, options(mediaType).setExpectFileToNotExist(true).build());
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /**
   * Reads all of a file.
   *
   * @throws NoSuchFileException if there is none
   */
  public static byte[] read(String location) throws IOException {
    ResourceId file = resource(location);
    if (isLocal(file)) {
      return Files.readAllBytes(path(file));
    }
    return S3Failures.told(location, () -> read(file, location, Integer.MAX_VALUE));
  }

  /**
   * Reads no more than a file's first bytes.
   *
   * @throws NoSuchFileException if there is none
   */
  public static byte[] beginning(String location, int bytes) throws IOException {
    ResourceId file = resource(location);
    if (isLocal(file)) {
      try (InputStream content = Files.newInputStream(path(file))) {
        return content.readNBytes(bytes);
      }
    }
    return S3Failures.told(location, () -> read(file, location, bytes));
  }

  private static byte[] read(ResourceId file, String location, int bytes) throws IOException {
    try (InputStream content = Channels.newInputStream(FileSystems.open(file))) {
      return content.readNBytes(bytes);
    } catch (FileNotFoundException e) {
      throw new NoSuchFileException(location);
    }
  }

  /** Looks a file up; empty if there is none. */
  public static Optional<FileStat> stat(String location) throws IOException {
    ResourceId file = resource(location);
    if (isLocal(file)) {
      return LocalFiles.stat(path(file));
    }
    MatchResult match =
        S3Failures.told(
            location, () -> FileSystems.match(literal(file, location), EmptyMatchTreatment.ALLOW));
    return match.metadata().stream()
        .filter(found -> found.resourceId().equals(file))
        .findFirst()
        .map(WholeFiles::stat);
  }

  /**
   * The files in a folder, whose name ends in a slash, by their locations, which begin with that
   * name; none of folders in it. A folder that is not there has none.
   */
  public static SortedMap<String, FileStat> list(String folder) throws IOException {
    ResourceId there = FileSystems.matchNewResource(folder, true);
    SortedMap<String, FileStat> files = new TreeMap<>();
    if (isLocal(there)) {
      LocalFiles.list(path(there)).forEach((name, found) -> files.put(folder + name, found));
      return files;
    }
    String pattern = literal(there, folder) + "*";
    MatchResult match =
        S3Failures.told(folder, () -> FileSystems.match(pattern, EmptyMatchTreatment.ALLOW));
    for (MatchResult.Metadata found : match.metadata()) {
      // The folder itself may be an object, whose name is empty.
      if (!found.resourceId().isDirectory()) {
        files.put(folder + found.resourceId().getFilename(), stat(found));
      }
    }
    return files;
  }

  /** Deletes files; one that is not there is no error. */
  public static void delete(Collection<String> locations) throws IOException {
    List<ResourceId> elsewhere = new ArrayList<>();
    for (String location : locations) {
      ResourceId file = resource(location);
      if (isLocal(file)) {
        Files.deleteIfExists(path(file));
      } else {
        elsewhere.add(file);
      }
    }
    // Without telling Beam to ignore missing ones, as it would look for them by pattern; object
    // stores ignore them anyway.
    FileSystems.delete(elsewhere);
  }

  private static void put(ResourceId file, byte[] bytes, StandardCreateOptions options)
      throws IOException {
    S3Failures.told(
        file.toString(),
        () -> {
          try (WritableByteChannel channel = FileSystems.create(file, options)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
              channel.write(left);
            }
          }
          return bytes.length;
        });
  }

  private static StandardCreateOptions.Builder options(String mediaType) {
    return StandardCreateOptions.builder().setMimeType(mediaType);
  }

  private static ResourceId resource(String location) throws IOException {
    try {
      return FileSystems.matchNewResource(location, false);
    } catch (IllegalArgumentException e) {
      throw new IOException("Expected a file's location but was " + location, e);
    }
  }

  private static boolean isLocal(ResourceId file) {
    return file.getScheme().equals(LOCAL);
  }

  private static Path path(ResourceId file) {
    return Path.of(file.toString());
  }

  private static String literal(ResourceId file, String location) {
    return file.getScheme().equals(OSS) ? location.replaceAll(OSS_SPECIAL, "\\\\$0") : location;
  }

  private static FileStat stat(MatchResult.Metadata found) {
    return new FileStat(found.sizeBytes(), found.lastModifiedMillis());
  }
}
