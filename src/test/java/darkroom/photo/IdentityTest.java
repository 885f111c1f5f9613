package darkroom.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
  // FIPS 180-2, appendix B.1
  private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);
  private static final String ABC_SHA256 =
      "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void isTheContentsDigest() {
    assertThat(Identity.ofBytes(ABC).value()).isEqualTo(ABC_SHA256);
  }

  @Test
  void isTheSameOfAStream() throws IOException {
    byte[] large = new byte[200_000];

    assertThat(Identity.ofSha256(new ByteArrayInputStream(ABC))).hasToString(ABC_SHA256);
    assertThat(Identity.ofSha256(new ByteArrayInputStream(large)))
        .isEqualTo(Identity.ofBytes(large));
  }

  @Test
  void takesTheStoresTagWithOrWithoutQuotes() {
    assertThat(Identity.ofEtag("\"5B3C1A2E\"").value()).isEqualTo("etag:5B3C1A2E");
    assertThat(Identity.ofEtag("5B3C1A2E")).isEqualTo(Identity.ofEtag("\"5B3C1A2E\""));
  }

  @Test
  void takesWhatTheStoreKnowsOfTheContent() {
    // RFC 1321, appendix A.5
    assertThat(Identity.ofMd5("900150983CD24FB0D6963F7D28E17F72"))
        .hasToString("md5:900150983cd24fb0d6963f7d28e17f72");
    assertThat(Identity.ofCrc64(0xfL, 3)).hasToString("crc64:000000000000000f0000000000000003");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ABC_SHA256,
        "md5:900150983cd24fb0d6963f7d28e17f72",
        // By the definition of ECMA-182, bit by bit.
        "crc64:2cd8094a1a2776270000000000000003"
      })
  void knowsItsContentFromAnother(String value) {
    assertThat(new Identity(value).matches(ABC)).isTrue();
    assertThat(new Identity(value).matches("abd".getBytes(StandardCharsets.US_ASCII))).isFalse();
  }

  @Test
  void cannotTellAContentFromWhatTheStoreMadeInItsOwnWay() {
    assertThat(Identity.ofEtag("5B3C1A2E-3").matches(ABC)).isTrue();
    assertThat(new Identity("unheard of").matches(ABC)).isTrue();
  }

  @Test
  void isNeverNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Identity(" "))
        .withMessage("Expected an identity but was nothing");
  }
}
