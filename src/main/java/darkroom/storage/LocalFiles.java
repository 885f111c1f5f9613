package darkroom.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whole files on this machine: written beside their place under a hidden name, then put there. */
final class LocalFiles {
  private LocalFiles() {}

  static void write(Path file, byte[] bytes) throws IOException {
    Path part = writePart(file, bytes);
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  static boolean createIfAbsent(Path file, byte[] bytes) throws IOException {
    Parts.tidy(file.toAbsolutePath().getParent());
    if (Files.exists(file)) {
      return false;
    }
    Path part = writePart(file, bytes);
    try {
      return link(part, file);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** A link is made only where there is nothing, which a move does not promise. */
  private static boolean link(Path part, Path file) throws IOException {
    try {
      Files.createLink(file, part);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException | FileSystemException e) {
      // A file system without links, such as FAT or some network shares.
      if (Files.exists(file)) {
        return false;
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      return true;
    }
  }

  private static Path writePart(Path file, byte[] bytes) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    // To create a folder that is a link to one fails before Java 19.
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    Parts.tidy(folder);
    Path part = Parts.in(folder);
    try (FileChannel channel =
        FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(part);
      throw e;
    }
    return part;
  }

  static Optional<FileStat> stat(Path file) throws IOException {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return found.isRegularFile() ? Optional.of(stat(found)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static FileStat stat(BasicFileAttributes found) {
    return new FileStat(found.size(), found.lastModifiedTime().toMillis());
  }

  /** The files in a folder by their names, without those that are still being written. */
  static SortedMap<String, FileStat> list(Path folder) throws IOException {
    Parts.tidy(folder.toAbsolutePath());
    SortedMap<String, FileStat> files = new TreeMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, f -> !Parts.isPart(f))) {
      for (Path entry : entries) {
        Optional<FileStat> found = stat(entry);
        if (found.isPresent()) {
          files.put(entry.getFileName().toString(), found.get());
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return new TreeMap<>();
    }
    return files;
  }
}
