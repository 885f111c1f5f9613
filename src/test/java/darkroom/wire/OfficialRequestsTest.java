package darkroom.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The requests that the official SDKs sent, byte for byte, bear the signatures we compute. */
class OfficialRequestsTest {
  private static final String SECRET = "testsecret";

  /** One request as it came. */
  record Sent(String method, String rawQuery, SortedMap<String, String> headers, String body) {

    static Sent parse(String text) {
      String[] headAndBody = text.split("\n\n", 2);
      List<String> head = headAndBody[0].lines().toList();
      String[] start = head.get(0).split(" ");
      SortedMap<String, String> headers = new TreeMap<>();
      for (String line : head.subList(1, head.size())) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
      }
      String query = start[1].contains("?") ? start[1].substring(start[1].indexOf('?') + 1) : "";
      return new Sent(start[0], query, headers, headAndBody[1].strip());
    }

    boolean isAcs3() {
      return headers.containsKey("authorization");
    }

    @Override
    public String toString() {
      return (isAcs3() ? "ACS3 " : "RPC ") + headers.get("x-acs-action");
    }
  }

  static List<Sent> all() throws IOException {
    try (InputStream file = Vectors.open("/wire/official-sdk-requests.txt")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
      return Arrays.stream(text.split("(?m)^---- .*\n"))
          .filter(part -> !part.isBlank())
          .map(Sent::parse)
          .toList();
    }
  }

  static Stream<Sent> rpc() throws IOException {
    return all().stream().filter(sent -> !sent.isAcs3());
  }

  static Stream<Sent> acs3() throws IOException {
    return all().stream().filter(Sent::isAcs3);
  }

  @Test
  void holdsRequestsOfBothSchemes() throws IOException {
    assertThat(all())
        .extracting(Sent::toString)
        .containsExactly(
            "RPC MakeSuperResolutionImage",
            "RPC GetAsyncJobResult",
            "RPC RecolorImage",
            "RPC MakeSuperResolutionImage",
            "RPC GetAsyncJobResult",
            "RPC RecolorImage",
            "ACS3 MakeSuperResolutionImage",
            "ACS3 GetAsyncJobResult",
            "ACS3 RecolorImage");
  }

  @ParameterizedTest(name = "{index} {0}")
  @MethodSource("rpc")
  void rpcSignatureCoversQueryAndForm(Sent sent) {
    SortedMap<String, String> merged = new TreeMap<>(PercentEncoding.parse(sent.rawQuery()));
    merged.putAll(PercentEncoding.parse(sent.body()));

    assertThat(RpcSignature.of(sent.method(), merged, SECRET)).isEqualTo(merged.get("Signature"));
  }

  @ParameterizedTest(name = "{index} {0}")
  @MethodSource("acs3")
  void acs3SignatureCoversHeadersAndBodyDigest(Sent sent) {
    assertThat(Digests.sha256Hex(sent.body().getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(sent.headers().get("x-acs-content-sha256"));
    assertThat(
            Acs3Signature.authorization(
                sent.method(),
                "/",
                PercentEncoding.parse(sent.rawQuery()),
                Acs3Signature.signedHeaders(sent.headers()),
                "testid",
                SECRET))
        .isEqualTo(sent.headers().get("authorization"));
  }
}
