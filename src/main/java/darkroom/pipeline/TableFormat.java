package darkroom.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.commons.csv.CSVFormat;

/** Renders rows, by their columns, in the forms that tables are written in. */
final class TableFormat {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TableFormat() {}

  static <R> String csvHeader(List<Column<R>> columns) {
    return CSVFormat.RFC4180.format(columns.stream().map(Column::name).toArray());
  }

  /** A cell that is not there is empty. */
  static <R> String csv(List<Column<R>> columns, R row) {
    return CSVFormat.RFC4180.format(
        columns.stream()
            .map(c -> c.value().apply(row).map(Object.class::cast).orElse(null))
            .toArray());
  }

  /** A cell that is not there is {@code null}. */
  static <R> String json(List<Column<R>> columns, R row) {
    Map<String, Object> cells = new LinkedHashMap<>();
    columns.forEach(c -> cells.put(c.name(), c.value().apply(row).orElse(null)));
    try {
      return JSON.writeValueAsString(cells);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Strings and numbers have a JSON form", e);
    }
  }

  static <R> Schema schema(String name, List<Column<R>> columns) {
    SchemaBuilder.FieldAssembler<Schema> fields = SchemaBuilder.record(name).fields();
    for (Column<R> column : columns) {
      fields =
          switch (column.kind()) {
            case TEXT -> fields.requiredString(column.name());
            case OPTIONAL_TEXT -> fields.optionalString(column.name());
            case WHOLE -> fields.optionalLong(column.name());
            case DECIMAL -> fields.optionalDouble(column.name());
          };
    }
    return fields.endRecord();
  }

  static <R> GenericRecord avro(Schema schema, List<Column<R>> columns, R row) {
    GenericRecord rendered = new GenericData.Record(schema);
    columns.forEach(c -> rendered.put(c.name(), c.value().apply(row).orElse(null)));
    return rendered;
  }
}
