package darkroom.storage;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * Finds files on this machine by a pattern, as Beam's local file system does; but that asks the
 * disk several times for each file, which of a hundred thousand takes seconds.
 */
public final class LocalGlob {
  private LocalGlob() {}

  /** Whether a pattern or location is of this machine's files. */
  public static boolean isLocal(String pattern) {
    return !pattern.contains(":");
  }

  /**
   * The absolute locations of files that a pattern matches.
   *
   * @param pattern a file, or a pattern as {@link java.nio.file.FileSystem#getPathMatcher} takes
   *     after {@code glob:}
   * @param most so many are enough
   */
  public static List<String> matching(String pattern, int most) throws IOException {
    Path file = Path.of(pattern).toAbsolutePath();
    if (Files.isRegularFile(file)) {
      return List.of(file.normalize().toString());
    }
    Path folder = file.getParent();
    while (!Files.isDirectory(folder)) {
      folder = folder.getParent();
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + file);
    int depth =
        pattern.contains("**") ? Integer.MAX_VALUE : file.getNameCount() - folder.getNameCount();
    Matching matching = new Matching(matcher, most);
    Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, matching);
    return matching.found;
  }

  private static final class Matching extends SimpleFileVisitor<Path> {
    private final PathMatcher matcher;
    private final int most;
    private final List<String> found = new ArrayList<>();

    Matching(PathMatcher matcher, int most) {
      this.matcher = matcher;
      this.most = most;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && matcher.matches(file)) {
        found.add(file.normalize().toString());
      }
      return found.size() < most ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    /** What nobody may read beside the files is passed by. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException problem) {
      return FileVisitResult.CONTINUE;
    }
  }
}
