package darkroom.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files that are being written, under hidden names that tell by whom, so that what a writer left
 * behind that was killed can be told from what is still being written.
 */
final class Parts {
  private static final String SUFFIX = ".part";
  private static final Pattern NAME =
      Pattern.compile("\\.([0-9a-f]{8})-([0-9]{1,18})-([0-9]{1,18})-[0-9a-f-]{36}\\.part");

  /** Nobody writes for so long, on whatever machine. */
  private static final Duration LONGEST = Duration.ofDays(1);

  /** The system tells a process's start by a clock that is set now and then. */
  private static final Duration SAME_START = Duration.ofMinutes(1);

  /** Enough folders to remember; what is left behind in others does no harm. */
  private static final int MOST_FOLDERS = 10_000;

  private static final String HOST = "%08x".formatted(hostName().hashCode());
  private static final ProcessHandle SELF = ProcessHandle.current();
  private static final Set<Path> TIDY = ConcurrentHashMap.newKeySet();

  private Parts() {}

  /** A new name in a folder. */
  static Path in(Path folder) {
    return folder.resolve(
        ".%s-%d-%d-%s%s".formatted(HOST, SELF.pid(), began(SELF), UUID.randomUUID(), SUFFIX));
  }

  static boolean isPart(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(".") && name.endsWith(SUFFIX);
  }

  /** Removes what killed writers left in a folder, the first time this process comes by. */
  static void tidy(Path folder) throws IOException {
    if (TIDY.size() < MOST_FOLDERS && TIDY.add(folder)) {
      removeAbandoned(folder);
    }
  }

  /** Removes what killed writers left in a folder. */
  static void removeAbandoned(Path folder) throws IOException {
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, Parts::isPart)) {
      for (Path part : parts) {
        if (isAbandoned(part)) {
          Files.deleteIfExists(part);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      // Nothing was left where there is no folder.
    }
  }

  private static boolean isAbandoned(Path part) throws IOException {
    Matcher name = NAME.matcher(part.getFileName().toString());
    if (!name.matches()) {
      return false;
    }
    if (!name.group(1).equals(HOST)) {
      return isOld(part);
    }
    long began = Long.parseLong(name.group(3));
    Optional<ProcessHandle> writer = ProcessHandle.of(Long.parseLong(name.group(2)));
    return writer
        .filter(w -> w.isAlive() && Math.abs(began(w) - began) < SAME_START.toMillis())
        .isEmpty();
  }

  private static boolean isOld(Path part) throws IOException {
    try {
      Instant written = Files.getLastModifiedTime(part).toInstant();
      return written.plus(LONGEST).isBefore(Instant.now());
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** A process id is given again, but not with the same start. */
  private static long began(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "";
    }
  }
}
