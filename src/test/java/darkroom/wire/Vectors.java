package darkroom.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.provider.Arguments;

/** Signatures that the official signers made. */
final class Vectors {
  private Vectors() {}

  /** A name and the vector, for each in the file. */
  static Stream<Arguments> in(String resource) throws IOException {
    try (InputStream file = open(resource)) {
      JsonNode vectors = new ObjectMapper().readTree(file);
      return StreamSupport.stream(vectors.spliterator(), false)
          .map(vector -> Arguments.of(vector.get("name").asText(), vector));
    }
  }

  static InputStream open(String resource) {
    return Objects.requireNonNull(Vectors.class.getResourceAsStream(resource), resource);
  }

  static SortedMap<String, String> strings(JsonNode object) {
    SortedMap<String, String> strings = new TreeMap<>();
    object.fields().forEachRemaining(e -> strings.put(e.getKey(), e.getValue().asText()));
    return strings;
  }
}
