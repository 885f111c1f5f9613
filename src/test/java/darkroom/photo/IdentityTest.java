package darkroom.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

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
  void isNeverNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Identity(" "))
        .withMessage("Expected an identity but was nothing");
  }
}
