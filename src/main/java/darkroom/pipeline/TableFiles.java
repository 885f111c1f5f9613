package darkroom.pipeline;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/** The tables of a run, filled at once: none has its name before all are whole. */
final class TableFiles implements Closeable {
  /** What the name of a file ends in until it is whole. */
  private static final String PART = ".part";

  private final String folder;
  private final List<Table.Rows> tables = new ArrayList<>();

  private TableFiles(String folder) {
    this.folder = folder;
  }

  /** Begins tables in a folder, whose name ends in a slash. */
  static TableFiles in(String folder) throws IOException {
    TableFiles files = new TableFiles(folder);
    try {
      for (Table table : Table.values()) {
        ResourceId part = FileSystems.matchNewResource(at(folder, table) + PART, false);
        files.tables.add(table.into(FileSystems.create(part, table.mediaType())));
      }
      return files;
    } catch (IOException | RuntimeException e) {
      files.close();
      throw e;
    }
  }

  /** Where tables are in a folder, by the key of each. */
  static Map<String, String> locations(String folder) {
    Map<String, String> locations = new LinkedHashMap<>();
    for (Table table : Table.values()) {
      locations.put(table.key(), at(folder, table));
    }
    return locations;
  }

  private static String at(String folder, Table table) {
    return folder + table.fileName();
  }

  void add(Outcome outcome) throws IOException {
    for (Table.Rows table : tables) {
      table.add(outcome);
    }
  }

  /** Gives the tables their names, in place of an earlier run's. */
  void finish() throws IOException {
    close();
    List<ResourceId> parts = new ArrayList<>();
    List<ResourceId> files = new ArrayList<>();
    for (String file : locations(folder).values()) {
      parts.add(FileSystems.matchNewResource(file + PART, false));
      files.add(FileSystems.matchNewResource(file, false));
    }
    FileSystems.rename(parts, files);
  }

  @Override
  public void close() throws IOException {
    while (!tables.isEmpty()) {
      tables.remove(tables.size() - 1).close();
    }
  }
}
