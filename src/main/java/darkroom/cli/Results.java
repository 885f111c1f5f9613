package darkroom.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import darkroom.pipeline.EarlierFailures;
import darkroom.report.Summary;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.beam.sdk.io.FileSystems;

/** Reads what a run wrote. */
final class Results {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Results() {}

  static Summary summary(String file) throws IOException {
    return Summary.parse(text(file));
  }

  static String text(String file) throws IOException {
    try (BufferedReader text = open(file)) {
      return text.lines().collect(Collectors.joining("\n"));
    }
  }

  /** How many failures there were of each code. */
  static Map<String, Long> failures(Summary summary) throws IOException {
    Map<String, Long> codes = new TreeMap<>();
    try (BufferedReader rows = open(summary.tables().get("failures"))) {
      for (String row = rows.readLine(); row != null; row = rows.readLine()) {
        codes.merge(JSON.readTree(row).path("code").asText(), 1L, Long::sum);
      }
    }
    return codes;
  }

  static EarlierFailures earlierFailures(String file) throws IOException {
    try (BufferedReader rows = open(file)) {
      return EarlierFailures.parse(rows.lines());
    }
  }

  private static BufferedReader open(String file) throws IOException {
    return new BufferedReader(
        Channels.newReader(
            FileSystems.open(FileSystems.matchNewResource(file, false)), StandardCharsets.UTF_8));
  }
}
