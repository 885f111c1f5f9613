package darkroom.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class Acs3SignatureTest {

  static Stream<Arguments> vectors() throws IOException {
    return Vectors.in("/wire/acs3-signature-vectors.json");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void authorisesAsTheOfficialSigner(String name, JsonNode vector) {
    SortedMap<String, String> headers = Vectors.strings(vector.get("headers"));

    assertThat(Digests.sha256Hex(vector.get("body").asText().getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(headers.get("x-acs-content-sha256"));
    assertThat(
            Acs3Signature.authorization(
                vector.get("method").asText(),
                vector.get("path").asText(),
                Vectors.strings(vector.get("query")),
                Acs3Signature.signedHeaders(headers),
                vector.get("accessKeyId").asText(),
                vector.get("accessKeySecret").asText()))
        .isEqualTo(vector.get("authorization").asText());
  }

  @Test
  void holdsAllVectors() throws IOException {
    assertThat(vectors()).hasSize(5);
  }

  @Test
  void trimsHeaderValues() {
    SortedMap<String, String> plain = new TreeMap<>();
    plain.put("host", "a");
    SortedMap<String, String> padded = new TreeMap<>();
    padded.put("host", " a ");

    assertThat(Acs3Signature.of("POST", "/", new TreeMap<>(), padded, "secret"))
        .isEqualTo(Acs3Signature.of("POST", "/", new TreeMap<>(), plain, "secret"));
  }
}
