package darkroom.pipeline;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.photo.PhotoHeader;
import darkroom.pipeline.Outcome.PixelSize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The columns of the table with one wide row a photo. */
final class OutcomeTable {
  private static final List<Column<Outcome>> COLUMNS = columns();

  private OutcomeTable() {}

  static List<Column<Outcome>> all() {
    return COLUMNS;
  }

  private static List<Column<Outcome>> columns() {
    List<Column<Outcome>> columns = new ArrayList<>();
    columns.add(Column.text("id", o -> o.photo().id()));
    columns.add(Column.text("uri", o -> o.photo().uri()));
    columns.add(Column.text("manifest", o -> o.photo().line().file()));
    columns.add(Column.whole("line", o -> Optional.of(o.photo().line().number())));
    columns.add(Column.optional("identity", o -> o.inspected().map(p -> p.identity().value())));
    columns.add(Column.whole("bytes", o -> o.inspected().map(p -> p.bytes().bytes())));
    columns.add(Column.optional("format", header(h -> h.format().toString())));
    columns.add(Column.whole("width", header(h -> (long) h.width())));
    columns.add(Column.whole("height", header(h -> (long) h.height())));
    columns.add(Column.optional("channels", header(h -> h.channels().name())));
    columns.add(Column.whole("orientation", header(h -> (long) h.orientation().exif())));
    columns.add(Column.whole("scored_width", scoredSize(PixelSize::width)));
    columns.add(Column.whole("scored_height", scoredSize(PixelSize::height)));
    columns.addAll(scores());
    columns.add(Column.optional("results", OutcomeTable::results));
    columns.add(Column.optional("images", OutcomeTable::images));
    columns.add(Column.optional("request_ids", OutcomeTable::requestIds));
    columns.add(Column.whole("calls", o -> Optional.of((long) o.calls())));
    columns.add(Column.decimal("cost_cny", o -> Optional.of(o.cost().cny().doubleValue())));
    columns.add(Column.text("status", o -> o.status().name().toLowerCase(Locale.ROOT)));
    columns.add(Column.optional("code", firstFailure(Failure::code)));
    columns.add(Column.optional("message", firstFailure(Failure::message)));
    columns.add(Column.text("time", o -> o.time().toString()));
    return Collections.unmodifiableList(columns);
  }

  /** One column for each action that scores, sharpness before exposure before composition. */
  private static List<Column<Outcome>> scores() {
    List<Action> scoring =
        new ArrayList<>(Actions.all().stream().filter(a -> a.scoreName().isPresent()).toList());
    Collections.reverse(scoring);
    return scoring.stream()
        .map(
            action ->
                Column.decimal(
                    action.scoreName().orElseThrow(),
                    (Outcome o) ->
                        o.made().stream()
                            .filter(m -> m.actionName().equals(action.name()))
                            .flatMap(m -> m.score().stream())
                            .findFirst()))
        .toList();
  }

  /** {@code action=request id} pairs, so that a call can be named to the service's support. */
  private static Optional<String> requestIds(Outcome outcome) {
    Map<String, String> ids = new TreeMap<>();
    outcome.made().forEach(m -> ids.merge(m.actionName(), m.requestId(), (a, b) -> a + "," + b));
    outcome
        .failures()
        .forEach(
            f ->
                f.requestId()
                    .ifPresent(id -> ids.putIfAbsent(f.actionName().orElse(f.step()), id)));
    return ids.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ids.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(" ")));
  }

  /** What answers said beside scores and links, such as boxes: a JSON object by step. */
  private static Optional<String> results(Outcome outcome) {
    String fields =
        outcome.made().stream()
            .filter(m -> m.data().isPresent())
            .map(m -> "\"" + m.step() + "\":" + m.data().get())
            .collect(Collectors.joining(","));
    return fields.isEmpty() ? Optional.empty() : Optional.of("{" + fields + "}");
  }

  /** Where its images were written, one a line; the table of images tells more of each. */
  private static Optional<String> images(Outcome outcome) {
    return outcome.images().isEmpty()
        ? Optional.empty()
        : Optional.of(
            outcome.images().stream()
                .map(WrittenImage::location)
                .collect(Collectors.joining("\n")));
  }

  private static <T> Function<Outcome, Optional<T>> header(Function<PhotoHeader, T> part) {
    return outcome -> outcome.inspected().map(InspectedPhoto::header).map(part);
  }

  private static Function<Outcome, Optional<Long>> scoredSize(Function<PixelSize, Integer> side) {
    return outcome -> outcome.scoredSize().map(side).map(Integer::longValue);
  }

  private static Function<Outcome, Optional<String>> firstFailure(Function<Failure, String> part) {
    return outcome -> outcome.failures().stream().findFirst().map(part);
  }
}
