package darkroom.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DigestsTest {

  @Test
  void digestsNothingAsFips180Says() {
    assertThat(Digests.sha256Hex(new byte[0]))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void keyedDigestIsThatOfRfc4231CaseTwo() {
    byte[] key = "Jefe".getBytes(StandardCharsets.UTF_8);

    assertThat(
            HexFormat.of()
                .formatHex(Digests.hmac("HmacSHA256", key, "what do ya want for nothing?")))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @Test
  void comparesWholeTexts() {
    assertThat(Digests.same("abc", "abc")).isTrue();
    assertThat(Digests.same("abc", "abd")).isFalse();
    assertThat(Digests.same("abc", "ab")).isFalse();
  }
}
