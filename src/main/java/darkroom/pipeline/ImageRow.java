package darkroom.pipeline;

import java.util.List;
import java.util.Optional;

/** One written image, and the columns of the table of them. */
record ImageRow(Outcome outcome, WrittenImage image) {
  private static final List<Column<ImageRow>> COLUMNS =
      List.of(
          Column.text("id", r -> r.outcome.photo().id()),
          Column.text("uri", r -> r.outcome.photo().uri()),
          Column.text("step", r -> r.image.step()),
          Column.text("image", r -> r.image.location()),
          Column.text("format", r -> r.image.format()),
          Column.whole("width", r -> Optional.of((long) r.image.width())),
          Column.whole("height", r -> Optional.of((long) r.image.height())),
          Column.whole("bytes", r -> Optional.of(r.image.bytes())),
          Column.optional("source", r -> r.outcome.inspected().map(p -> p.identity().value())),
          Column.text("result", r -> r.image.made()),
          Column.text("actions", r -> String.join("; ", r.image.actions())),
          Column.text("time", r -> r.outcome.time().toString()));

  static List<Column<ImageRow>> columns() {
    return COLUMNS;
  }

  static List<ImageRow> of(Outcome outcome) {
    return outcome.images().stream().map(i -> new ImageRow(outcome, i)).toList();
  }
}
