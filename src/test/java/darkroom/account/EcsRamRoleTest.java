package darkroom.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EcsRamRoleTest {
  private static final String PLACE = "the RAM role of this ECS instance";
  private static final Duration OFTEN = Duration.ofMillis(20);

  private MetadataService metadata;

  @BeforeEach
  void start() throws IOException {
    metadata = MetadataService.start();
  }

  @AfterEach
  void stop() {
    metadata.close();
  }

  @Test
  void takesTheKeyOfTheInstancesRole() {
    metadata.tell(key("1", Duration.ofHours(6)));
    try (AccountKeys keys = AccountKeys.open(new KeySource.EcsRamRole())) {
      assertThat(keys.current())
          .isEqualTo(new AccountKey("STS.1", "secret-1", Optional.of("token-1")));
    }
  }

  @Test
  void renewsTheKeyInTheBackgroundLongBeforeItExpires() {
    // The library takes a key for stale when it has fifteen minutes left.
    metadata.tell(key("1", Duration.ofMinutes(15).plusSeconds(2)));
    try (AccountKeys keys = AccountKeys.open(PLACE, lookup(), OFTEN)) {
      assertThat(keys.current().id()).isEqualTo("STS.1");
      metadata.tell(key("2", Duration.ofHours(6)));
      await().untilAsserted(() -> assertThat(keys.current().id()).isEqualTo("STS.2"));
      assertThat(keys.forStorage().getCredentials().getSecurityToken()).isEqualTo("token-2");
    }
  }

  @Test
  void tellsOfAnInstanceWithoutARole() {
    metadata.goAway();
    assertThatThrownBy(() -> lookup().find())
        .isInstanceOf(NoAccountKey.class)
        .hasMessageStartingWith("Expected an access key from " + PLACE + " but was none: ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void quotesNoSecretOfAnAnswerThatIsNotWhole() {
    metadata.tell(
        "{\"Code\": \"Success\", \"AccessKeyId\": \"STS.1\", \"AccessKeySecret\": \"xyzzy\"}");
    assertThatThrownBy(() -> lookup().find())
        .isInstanceOf(NoAccountKey.class)
        .hasMessageStartingWith("Expected an access key from " + PLACE + " but was none: ")
        .hasMessageNotContaining("xyzzy");
  }

  private static KeyLookup lookup() {
    return KeyLookup.in(new KeySource.EcsRamRole(), Map.of());
  }

  private static String key(String number, Duration life) {
    return """
        {"Code": "Success", "AccessKeyId": "STS.%s", "AccessKeySecret": "secret-%s",
         "SecurityToken": "token-%s", "Expiration": "%s"}
        """
        .formatted(
            number, number, number, Instant.now().plus(life).truncatedTo(ChronoUnit.SECONDS));
  }
}
