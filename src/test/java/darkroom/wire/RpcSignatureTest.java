package darkroom.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RpcSignatureTest {

  static Stream<Arguments> vectors() throws IOException {
    return Vectors.in("/wire/rpc-signature-vectors.json");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void signsAsTheOfficialSigners(String name, JsonNode vector) {
    String method = vector.get("method").asText();
    Map<String, String> parameters = Vectors.strings(vector.get("params"));

    assertThat(RpcSignature.stringToSign(method, parameters))
        .isEqualTo(vector.get("stringToSign").asText());
    assertThat(RpcSignature.of(method, parameters, vector.get("accessKeySecret").asText()))
        .isEqualTo(vector.get("signature").asText());
  }

  @Test
  void holdsAllVectors() throws IOException {
    assertThat(vectors()).hasSize(13);
  }

  @Test
  void leavesTheSignatureItselfUnsigned() {
    Map<String, String> parameters = new HashMap<>(Map.of("Action", "AssessSharpness"));
    String signature = RpcSignature.of("POST", parameters, "secret");

    parameters.put("Signature", signature);

    assertThat(RpcSignature.of("POST", parameters, "secret")).isEqualTo(signature);
  }

  @Test
  void signsAnEmptyValueAsNameAndEqualsSign() {
    assertThat(RpcSignature.stringToSign("GET", Map.of("RefUrl", "")))
        .isEqualTo("GET&%2F&RefUrl%3D");
  }
}
