package darkroom.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;

/** JSON for people and scripts: indented, with the same line ends on every machine. */
final class PrettyJson {
  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

  private PrettyJson() {}

  static String of(JsonMapper mapper, Object value) {
    try {
      return mapper
              .writer(new DefaultPrettyPrinter().withObjectIndenter(INDENT))
              .writeValueAsString(value)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
