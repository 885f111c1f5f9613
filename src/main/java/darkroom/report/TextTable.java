package darkroom.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Rows of cells as lines of text whose columns stand under each other. */
final class TextTable {
  /** Where a column's cells stand. */
  enum Align {
    LEFT,
    RIGHT
  }

  private final List<Align> columns;
  private final List<List<String>> rows = new ArrayList<>();

  private TextTable(List<Align> columns) {
    this.columns = columns;
  }

  static TextTable of(Align... columns) {
    return new TextTable(List.of(columns));
  }

  TextTable row(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "Expected " + columns.size() + " cells for a row but was " + cells.length);
    }
    rows.add(List.of(cells));
    return this;
  }

  Stream<String> lines() {
    int[] widths = new int[columns.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i)));
      }
    }
    return rows.stream().map(row -> line(row, widths));
  }

  private String line(List<String> row, int[] widths) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      cells.add(
          columns.get(i) == Align.LEFT
              ? DisplayWidth.padRight(row.get(i), widths[i])
              : DisplayWidth.padLeft(row.get(i), widths[i]));
    }
    return String.join("  ", cells).stripTrailing();
  }
}
