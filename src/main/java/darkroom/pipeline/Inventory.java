package darkroom.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import darkroom.action.ImageFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The inventory of a bucket, as OSS and S3 write it: a list of files that list the objects. */
final class Inventory {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern STORE = Pattern.compile("(oss|s3)://([^/]+)/.*", Pattern.DOTALL);
  private static final String CODE = "NotInventory";

  private Inventory() {}

  /**
   * A file of an inventory.
   *
   * @param places where it may be, the likeliest first
   * @param store what photos' URIs begin with
   * @param columns of its rows, which have no header
   */
  record Part(List<String> places, String store, List<String> columns) {
    Part {
      places = List.copyOf(places);
      columns = List.copyOf(columns);
    }
  }

  /** The files that an inventory's {@code manifest.json} names; empty where it is none. */
  static List<Part> parts(String text, ManifestFile file, ManifestParser.Sink sink) {
    List<Part> parts = new ArrayList<>();
    try {
      JsonNode manifest = JSON.readTree(text);
      List<String> columns =
          Arrays.stream(manifest.path("fileSchema").asText("").split(","))
              .map(column -> column.strip().toLowerCase(Locale.ROOT))
              .toList();
      boolean csv = manifest.path("fileFormat").asText("").equalsIgnoreCase("CSV");
      if (csv && columns.contains("bucket") && columns.contains("key")) {
        String store = store(file, manifest.path("destinationBucket").asText(""));
        for (JsonNode part : manifest.path("files")) {
          parts.add(new Part(places(part.path("key").asText(""), file), store, columns));
        }
        return parts;
      }
    } catch (JsonProcessingException e) {
      // Told of below, as any other document that is no inventory.
      parts.clear();
    }
    String message =
        "Expected an inventory's manifest.json with fileFormat CSV and Bucket and Key in fileSchema"
            + " but was another document ("
            + file.location()
            + ")";
    sink.badLine(file.line(1), "", CODE, message);
    return parts;
  }

  private static String store(ManifestFile file, String destination) {
    Matcher own = STORE.matcher(file.location());
    if (own.matches()) {
      return own.group(1) + "://";
    }
    return destination.startsWith("arn:aws") ? "s3://" : "oss://";
  }

  private static List<String> places(String key, ManifestFile file) {
    String name = key.substring(key.lastIndexOf('/') + 1);
    String folder = file.location().substring(0, file.location().lastIndexOf('/') + 1);
    // As both services lay it out: the manifest in a folder of its date, beside that of the data.
    String data = folder.replaceFirst("[^/]*/$", "") + "data/" + name;
    Matcher own = STORE.matcher(file.location());
    return own.matches()
        ? List.of(own.group(1) + "://" + own.group(2) + "/" + key, data)
        : List.of(data, folder + name);
  }

  /** Reads the rows of a part; objects that are no photos by their names are left out. */
  static void read(Part part, BufferedReader rows, ManifestFile file, ManifestParser.Sink sink)
      throws IOException {
    long reached = 0;
    try (CSVParser parser =
        CSVParser.builder().setReader(rows).setFormat(CSVFormat.RFC4180).get()) {
      for (CSVRecord row : parser) {
        reached = row.getRecordNumber();
        read(part, row, file.line(reached), sink);
      }
    } catch (UncheckedIOException | IOException | IllegalArgumentException e) {
      Line line = file.line(reached + 1);
      sink.badLine(
          line,
          "",
          CODE,
          "Expected an inventory's rows but reading stopped here: %s (%s)"
              .formatted(e.getMessage(), line));
    }
  }

  private static void read(Part part, CSVRecord row, Line line, ManifestParser.Sink sink) {
    String text = String.join(",", row.values());
    if (row.size() < part.columns().size()) {
      String expected = part.columns().size() + " values of an inventory";
      sink.badLine(line, text, CODE, message(expected, row.size() + " values", line));
      return;
    }
    String key;
    try {
      key = URLDecoder.decode(cell(part, row, "key"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      sink.badLine(line, text, CODE, message("a percent-encoded key", text, line));
      return;
    }
    boolean present =
        !cell(part, row, "islatest").equalsIgnoreCase("false")
            && !cell(part, row, "isdeletemarker").equalsIgnoreCase("true");
    if (present && ImageFormat.ofExtension(key.substring(key.lastIndexOf('.') + 1)).isPresent()) {
      String location = part.store() + cell(part, row, "bucket") + "/" + key;
      sink.photo(Photo.of(location, location, location, line));
    }
  }

  private static String message(String expected, String actual, Line line) {
    return "Expected %s but was %s (%s)".formatted(expected, actual, line);
  }

  private static String cell(Part part, CSVRecord row, String column) {
    int index = part.columns().indexOf(column);
    return index < 0 ? "" : row.get(index);
  }
}
