package darkroom.pipeline;

import java.util.Optional;
import java.util.function.Function;

/**
 * One column of a table.
 *
 * @param value the cell; empty where the row has none
 */
record Column<R>(String name, Kind kind, Function<R, ? extends Optional<?>> value) {

  /** What a column's cells are. */
  enum Kind {
    /** A string that every row has. */
    TEXT,
    OPTIONAL_TEXT,
    WHOLE,
    DECIMAL
  }

  static <R> Column<R> text(String name, Function<R, String> value) {
    return new Column<>(name, Kind.TEXT, row -> Optional.of(value.apply(row)));
  }

  static <R> Column<R> optional(String name, Function<R, Optional<String>> value) {
    return new Column<>(name, Kind.OPTIONAL_TEXT, value);
  }

  static <R> Column<R> whole(String name, Function<R, Optional<Long>> value) {
    return new Column<>(name, Kind.WHOLE, value);
  }

  static <R> Column<R> decimal(String name, Function<R, Optional<Double>> value) {
    return new Column<>(name, Kind.DECIMAL, value);
  }
}
