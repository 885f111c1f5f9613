package darkroom.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads a manifest's lines; one that cannot be used is told of, and the others go on. */
interface ManifestParser {
  String URI = "uri";
  String ID = "id";

  /** Takes what a manifest holds, in its order. */
  interface Sink {
    void photo(Photo photo);

    void badLine(Line line, String text, String code, String message);
  }

  /** Reads a manifest to its end. */
  void parse(BufferedReader manifest, ManifestFile file, Sink sink) throws IOException;

  /** One JSON object a line, with {@code uri}, perhaps {@code id}, and fields. */
  static ManifestParser jsonLines() {
    ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    return lines(
        (line, text, file, sink) -> {
          Optional<JsonNode> entry = readObject(json, text);
          if (entry.isEmpty()) {
            sink.badLine(
                line,
                text,
                "NotJson",
                "Expected a JSON object with a uri but was " + shorten(text) + " (" + line + ")");
          } else {
            emit(
                entry.get().path(URI).asText(""),
                entry.get().path(ID).asText(""),
                fields(entry.get()),
                text,
                line,
                file,
                sink);
          }
        });
  }

  /** One URI a line, taken to the letter. */
  static ManifestParser list() {
    return lines(
        (line, text, file, sink) ->
            emit(text, "", Collections.emptySortedMap(), text, line, file, sink));
  }

  /**
   * Comma-separated values whose header names a column {@code uri}, perhaps {@code id}, and fields.
   */
  static ManifestParser csv() {
    return (manifest, file, sink) -> {
      CSVFormat format =
          CSVFormat.RFC4180
              .builder()
              .setHeader()
              .setSkipHeaderRecord(true)
              .setIgnoreHeaderCase(true)
              .setAllowMissingColumnNames(true)
              .setTrim(false)
              .get();
      long reached = 1;
      try (CSVParser rows = CSVParser.builder().setReader(manifest).setFormat(format).get()) {
        for (CSVRecord row : rows) {
          reached = rows.getCurrentLineNumber();
          emit(
              cell(row, URI),
              cell(row, ID),
              fields(row),
              String.join(",", row.values()),
              file.line(reached),
              file,
              sink);
        }
      } catch (UncheckedIOException | IllegalArgumentException e) {
        Line line = file.line(reached + 1);
        sink.badLine(
            line,
            "",
            "NotCsv",
            "Expected comma-separated values with a header but reading stopped here: "
                + e.getMessage()
                + " ("
                + line
                + ")");
      }
    };
  }

  /** Takes one line. */
  interface LineParser {
    void parse(Line line, String text, ManifestFile file, Sink sink);
  }

  private static ManifestParser lines(LineParser parser) {
    return (manifest, file, sink) -> {
      long number = 0;
      for (String text = manifest.readLine(); text != null; text = manifest.readLine()) {
        number++;
        if (!text.isBlank()) {
          parser.parse(file.line(number), text, file, sink);
        }
      }
    };
  }

  private static String cell(CSVRecord row, String column) {
    return row.isSet(column) ? row.get(column) : "";
  }

  /** What an object says beside; a value that is no scalar is kept as JSON. */
  private static SortedMap<String, String> fields(JsonNode entry) {
    SortedMap<String, String> fields = new TreeMap<>();
    entry
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              put(field.getKey(), value.isValueNode() ? value.asText("") : "" + value, fields);
            });
    fields.keySet().removeAll(List.of(URI, ID));
    return fields;
  }

  private static SortedMap<String, String> fields(CSVRecord row) {
    SortedMap<String, String> fields = new TreeMap<>();
    for (String column : row.getParser().getHeaderNames()) {
      if (!column.equalsIgnoreCase(URI) && !column.equalsIgnoreCase(ID)) {
        put(column, cell(row, column), fields);
      }
    }
    return fields;
  }

  /** Says nothing where there is nothing: CSV cannot tell an empty text from none. */
  private static void put(String name, String value, SortedMap<String, String> fields) {
    if (!name.isEmpty() && !value.isEmpty()) {
      fields.put(name, value);
    }
  }

  private static Optional<JsonNode> readObject(ObjectMapper json, String text) {
    try {
      return Optional.ofNullable(json.readTree(text)).filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static void emit(
      String uri,
      String id,
      SortedMap<String, String> fields,
      String text,
      Line line,
      ManifestFile file,
      Sink sink) {
    if (uri.isBlank()) {
      sink.badLine(
          line, text, "NoUri", "Expected a uri but was " + shorten(text) + " (" + line + ")");
    } else {
      sink.photo(new Photo(id.isBlank() ? uri : id, uri, file.locate(uri), line, fields));
    }
  }

  private static String shorten(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }
}
