package darkroom.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;

/** What a run that was killed as it wrote its tables has left beside them. */
final class HalfWrittenTables {
  /** Where Beam writes a file before it has its name. */
  private static final String TEMPORARY = ".temp-beam*";

  private HalfWrittenTables() {}

  /** Removes them from a folder, whose name ends in a slash. */
  static void removeFrom(String tables) throws IOException {
    ResourceId folder = FileSystems.matchNewResource(tables, true);
    if (folder.getScheme().equals("file")) {
      removeFrom(Path.of(folder.toString()));
      return;
    }
    MatchResult found = FileSystems.match(tables + TEMPORARY + "/*", EmptyMatchTreatment.ALLOW);
    FileSystems.delete(found.metadata().stream().map(MatchResult.Metadata::resourceId).toList());
  }

  private static void removeFrom(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> temporary = Files.newDirectoryStream(folder, TEMPORARY)) {
      for (Path one : temporary) {
        for (Path file : depthFirst(one)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static List<Path> depthFirst(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
