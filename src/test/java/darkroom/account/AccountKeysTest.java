package darkroom.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aliyun.oss.common.auth.CredentialsProvider;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class AccountKeysTest {
  private static final Duration OFTEN = Duration.ofMillis(5);

  @Test
  void readsTheVariablesOfTheEnvironment() {
    Map<String, String> variables =
        Map.of(
            "ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAI",
            "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "xyzzy",
            "ALIBABA_CLOUD_SECURITY_TOKEN", "plugh");
    assertThat(KeyLookup.in(new KeySource.Environment(), variables).find())
        .isEqualTo(new AccountKey("LTAI", "xyzzy", Optional.of("plugh")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET"})
  void tellsWhichVariableIsNotSet(String missing) {
    Map<String, String> variables =
        Map.of(
            "ALIBABA_CLOUD_ACCESS_KEY_ID", missing.endsWith("ID") ? " " : "LTAI",
            "ALIBABA_CLOUD_ACCESS_KEY_SECRET", missing.endsWith("ID") ? "xyzzy" : "");
    assertThatThrownBy(() -> KeyLookup.in(new KeySource.Environment(), variables))
        .isInstanceOf(NoAccountKey.class)
        .hasMessage(
            "Expected an access key in the environment variable "
                + missing
                + " but it is not set: export it, or name another place in credentials.source");
  }

  @Test
  void knowsTheStudiosPair() {
    try (AccountKeys keys = AccountKeys.open(new KeySource.Studio())) {
      assertThat(keys.current())
          .isEqualTo(new AccountKey("studio", "studio-is-open", Optional.empty()));
      assertThat(keys.forStorage().getCredentials().useSecurityToken()).isFalse();
    }
  }

  @Test
  void answersWithTheOldKeyWhileTheNewOneIsFetched() throws InterruptedException {
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch fetching = new CountDownLatch(1);
    CountDownLatch fetched = new CountDownLatch(1);
    KeyLookup slow =
        () -> {
          int number = asked.incrementAndGet();
          if (number == 2) {
            fetching.countDown();
            uninterrupted(fetched);
          }
          return key(number);
        };
    try (AccountKeys keys = AccountKeys.open("a slow place", slow, OFTEN)) {
      CredentialsProvider storage = keys.forStorage();
      fetching.await();
      assertThat(keys.current()).isEqualTo(key(1));
      assertThat(storage.getCredentials().getAccessKeyId()).isEqualTo("id-1");
      fetched.countDown();
      await().untilAsserted(() -> assertThat(keys.current()).isNotEqualTo(key(1)));
      assertThat(storage.getCredentials().getAccessKeyId()).isNotEqualTo("id-1");
    }
  }

  @Test
  void keepsTheKeyWhereItCannotBeRenewedAndTriesAgain() {
    AtomicInteger asked = new AtomicInteger();
    KeyLookup failing =
        () -> {
          int number = asked.incrementAndGet();
          if (number == 2 || number == 3) {
            throw new NoAccountKey("Expected a key but was none");
          }
          return key(number == 1 ? 1 : 4);
        };
    try (AccountKeys keys = AccountKeys.open("a place", failing, OFTEN)) {
      assertThat(keys.current()).isEqualTo(key(1));
      await().untilAsserted(() -> assertThat(keys.current()).isEqualTo(key(4)));
    }
    assertThat(asked).hasValueGreaterThanOrEqualTo(4);
  }

  @Test
  void closesItsSource() {
    AtomicBoolean closed = new AtomicBoolean();
    KeyLookup lookup =
        new KeyLookup() {
          @Override
          public AccountKey find() {
            return key(1);
          }

          @Override
          public void close() {
            closed.set(true);
          }
        };
    AccountKeys.open("a place", lookup, OFTEN).close();
    assertThat(closed).isTrue();
  }

  @Test
  void showsNothingOfAKey() {
    assertThat(new AccountKey("LTAI", "xyzzy", Optional.of("plugh")))
        .hasToString("AccountKey[temporary]");
    assertThat(new AccountKey("LTAI", "xyzzy", Optional.of(" ")))
        .hasToString("AccountKey[permanent]");
    assertThat(new KeyLookup.Fixed(key(1))).hasToString("Fixed[find=AccountKey[permanent]]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"AccessKeySecret\":\"xyzzy\",\"Code\":1} | {\"AccessKeySecret\":\"***\",\"Code\":1}",
        "{'SecurityToken' : 'a+/=', 'x': 1} | {'SecurityToken' : '***', 'x': 1}",
        "https://sts/?Signature=abc%3D&Action=A | https://sts/?Signature=***&Action=A",
        "access_key_id=LTAI | access_key_id=***",
        "no token was sent | no token was sent"
      })
  void masksWhatALibraryQuotes(String text, String masked) {
    assertThat(VendorKeys.masked(text)).isEqualTo(masked);
  }

  @Test
  void theLibraryThatQuotesSecretsInItsWarningsIsSilent() {
    String library = com.aliyun.credentials.provider.EcsRamRoleCredentialProvider.class.getName();
    assertThat(LoggerFactory.getLogger(library).isErrorEnabled()).isFalse();
  }

  private static AccountKey key(int number) {
    return new AccountKey("id-" + number, "secret-" + number, Optional.empty());
  }

  private static void uninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
