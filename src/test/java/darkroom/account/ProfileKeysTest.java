package darkroom.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileKeysTest {
  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void choose() {
    file = folder.resolve("credentials");
  }

  @Test
  void readsTheProfileItIsTold() throws IOException {
    write(
        """
        # keys of the shop
        [default]
        enable = true
        type = access_key
        access_key_id = LTAI-default
        access_key_secret = xyzzy

        [shop]
        type = access_key
        access_key_id = LTAI-shop
        access_key_secret = a/b+c==
        """);
    assertThat(keys("shop").find())
        .isEqualTo(new AccountKey("LTAI-shop", "a/b+c==", Optional.empty()));
    assertThat(keys("default").find())
        .isEqualTo(new AccountKey("LTAI-default", "xyzzy", Optional.empty()));
  }

  @Test
  void readsATemporaryKeyWithItsToken() throws IOException {
    write(
        """
        [default]
        type = sts
        access_key_id = STS.1
        access_key_secret = xyzzy
        security_token = CAIS
        """);
    assertThat(keys("default").find())
        .isEqualTo(new AccountKey("STS.1", "xyzzy", Optional.of("CAIS")));
  }

  @Test
  void followsAToolThatRenewsTheKeyInTheFile() throws IOException {
    write("[default]\naccess_key_id = STS.1\naccess_key_secret = a\nsecurity_token = b\n");
    KeyLookup keys = keys("default");
    assertThat(keys.find().id()).isEqualTo("STS.1");
    write("[default]\naccess_key_id = STS.2\naccess_key_secret = c\nsecurity_token = d\n");
    assertThat(keys.find()).isEqualTo(new AccountKey("STS.2", "c", Optional.of("d")));
    assertThat(keys.mayChange()).isTrue();
  }

  @Test
  void asksTheInstanceWhereTheProfileSaysSo() throws IOException {
    write("[default]\ntype = ecs_ram_role\nrole_name = night-run\n");
    try (MetadataService metadata = MetadataService.start();
        KeyLookup keys = keys("default")) {
      metadata.tell(
          "{\"Code\": \"Success\", \"AccessKeyId\": \"STS.1\", \"AccessKeySecret\": \"xyzzy\","
              + " \"SecurityToken\": \"plugh\", \"Expiration\": \"2099-01-01T00:00:00Z\"}");
      assertThat(keys.find()).isEqualTo(new AccountKey("STS.1", "xyzzy", Optional.of("plugh")));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[default]                       | Expected access_key_id in profile default but was nothing",
        "[default];access_key_id=LTAI    | Expected access_key_secret in profile default but was nothing",
        "[shop];access_key_id=LTAI       | Expected profile default in the file of credentials but was shop",
        "''                              | Expected profile default in the file of credentials but was none",
        "[default;access_key_secret=a    | Expected an INI file of credentials but was another",
        "[default];type=ram_role_arn     | Expected access_key_id in profile default but was nothing",
        "[default];type=oidc_role_arn    | Expected role_arn in profile default but was nothing",
        "[default];type=rsa_key_pair     | Expected public_key_id in profile default but was nothing",
        "[default];type=bearer           | Expected access_key, sts, ecs_ram_role, ram_role_arn,"
            + " oidc_role_arn or rsa_key_pair for type in profile default but was bearer"
      })
  void tellsWhatIsWrongWithAFile(String lines, String message) throws IOException {
    write(lines.replace(';', '\n'));
    assertThatThrownBy(() -> keys("default").find())
        .isInstanceOf(NoAccountKey.class)
        .hasMessage(message + " (" + file + ")");
  }

  @Test
  void tellsOfAMissingFile() {
    assertThatThrownBy(() -> keys("default").find())
        .isInstanceOf(NoAccountKey.class)
        .hasMessage("Expected a file of credentials at " + file + " but was nothing");
  }

  private KeyLookup keys(String profile) {
    return KeyLookup.in(new KeySource.ProfileFile(file.toString(), profile), Map.of());
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }
}
