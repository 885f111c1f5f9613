package darkroom.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the program as a shell would, and keeps what it said. */
record CommandLine(int exitCode, String out, String err) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static CommandLine run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Darkroom.execute(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            args);
    return new CommandLine(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The summary that the last line on standard output names. */
  JsonNode summary() {
    String last = out.strip().substring(out.strip().lastIndexOf('\n') + 1);
    if (!last.startsWith("summary: ")) {
      throw new AssertionError("No summary in:\n" + out + err);
    }
    try {
      return JSON.readTree(Files.readString(Path.of(last.substring("summary: ".length()))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of the table of photos. */
  List<JsonNode> rows() {
    return lines(summary().path("tables").path("jsonl").asText());
  }

  /** The rows of the table of failures. */
  List<JsonNode> failures() {
    return lines(summary().path("tables").path("failures").asText());
  }

  private static List<JsonNode> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file)).stream().map(CommandLine::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
