package darkroom.client;

import static org.assertj.core.api.Assertions.assertThat;

import darkroom.action.SignatureScheme;
import darkroom.client.ScriptedService.Received;
import darkroom.client.ScriptedService.Reply;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client sends. */
class SentRequestTest extends LoopbackClient {

  @ParameterizedTest
  @EnumSource(SignatureScheme.class)
  void signsWhatItSends(SignatureScheme scheme) {
    ScriptedService service = service(Reply.done("R"));
    ApiClient client =
        client(
            service.endpoint(),
            scheme,
            QUICK,
            () -> Credentials.of("testid", ScriptedService.SECRET));

    assertThat(result(client.call(ACTION, PHOTO))).isEqualTo(done("R", 1, 0));
    assertThat(result(client.call(ACTION, new TreeMap<>()))).isEqualTo(done("R", 1, 0));
  }

  @ParameterizedTest
  @EnumSource(SignatureScheme.class)
  void sendsTheTokenOfTemporaryCredentials(SignatureScheme scheme) {
    ScriptedService service = service(Reply.done("R"));
    ApiClient client =
        client(
            service.endpoint(),
            scheme,
            QUICK,
            () -> new Credentials("testid", ScriptedService.SECRET, Optional.of("CAIS+/==tok")));

    assertThat(result(client.call(ACTION, PHOTO))).isEqualTo(done("R", 1, 0));

    Received request = service.received().get(0);
    assertThat(
            Stream.of(
                    request.headers().get("x-acs-security-token"),
                    request.query().get("SecurityToken"))
                .filter(token -> token != null))
        .containsExactly("CAIS+/==tok");
  }

  @Test
  void sendsRpcParametersInQueryAndForm() {
    ScriptedService service = service(Reply.done("R"));
    ApiClient client =
        client(
            service.endpoint(),
            SignatureScheme.RPC_V1,
            QUICK,
            () -> Credentials.of("testid", ScriptedService.SECRET));

    result(client.call(ACTION, PHOTO));

    Received request = service.received().get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.protocol()).isEqualTo("HTTP/1.1");
    assertThat(request.headers())
        .containsEntry("user-agent", "darkroom")
        .containsEntry("content-type", "application/x-www-form-urlencoded")
        .doesNotContainKeys("upgrade", "authorization");
    assertThat(request.form()).isEqualTo(PHOTO);
    assertThat(request.query())
        .containsEntry("Action", "AssessSharpness")
        .containsEntry("Version", "2019-09-30")
        .containsEntry("Format", "JSON")
        .containsEntry("AccessKeyId", "testid")
        .containsEntry("SignatureMethod", "HMAC-SHA1")
        .containsEntry("SignatureVersion", "1.0")
        .containsOnlyKeys(
            "AccessKeyId",
            "Action",
            "Format",
            "Signature",
            "SignatureMethod",
            "SignatureNonce",
            "SignatureVersion",
            "Timestamp",
            "Version");
  }

  @Test
  void sendsAcs3ParametersInFormAndHeaders() {
    ScriptedService service = service(Reply.done("R"));

    result(client(service, QUICK).call(ACTION, PHOTO));

    Received request = service.received().get(0);
    assertThat(request.query()).isEmpty();
    assertThat(request.form()).isEqualTo(PHOTO);
    assertThat(request.headers())
        .containsEntry("x-acs-action", "AssessSharpness")
        .containsEntry("x-acs-version", "2019-09-30")
        .containsEntry("accept", "application/json")
        .containsEntry("user-agent", "darkroom");
    Instant time = Instant.parse(request.headers().get("x-acs-date"));
    assertThat(time).isBetween(Instant.now().minusSeconds(20), Instant.now());
    assertThat(time.getNano()).isZero();
  }

  @ParameterizedTest
  @EnumSource(SignatureScheme.class)
  void neverSendsAnEmptyValue(SignatureScheme scheme) {
    ScriptedService service = service(Reply.done("R"));
    ApiClient client =
        client(
            service.endpoint(),
            scheme,
            QUICK,
            () -> Credentials.of("testid", ScriptedService.SECRET));

    result(client.call(ACTION, new TreeMap<>(Map.of("ImageURL", "u", "Mode", ""))));

    assertThat(service.received().get(0).body()).isEqualTo("ImageURL=u");
  }

  @Test
  void signsEachAttemptAnew() {
    ScriptedService service = service(Reply.error(503, "ServiceUnavailable"), Reply.done("R"));

    assertThat(result(client(service, QUICK).call(ACTION, PHOTO))).isEqualTo(done("R", 2, 0));

    assertThat(service.received())
        .extracting(request -> request.headers().get("x-acs-signature-nonce"))
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void asksForCredentialsAtEachAttempt() {
    ScriptedService service = service(Reply.error(503, "ServiceUnavailable"), Reply.done("R"));
    Deque<Credentials> issued =
        new ArrayDeque<>(
            List.of(
                new Credentials("testid", ScriptedService.SECRET, Optional.of("first")),
                new Credentials("testid", ScriptedService.SECRET, Optional.of("second"))));
    ApiClient client = client(service.endpoint(), SignatureScheme.ACS3, QUICK, issued::removeFirst);

    result(client.call(ACTION, PHOTO));

    assertThat(service.received())
        .extracting(request -> request.headers().get("x-acs-security-token"))
        .containsExactly("first", "second");
  }
}
