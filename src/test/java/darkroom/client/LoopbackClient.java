package darkroom.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.Rate;
import darkroom.action.SignatureScheme;
import darkroom.client.ScriptedService.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** Clients before real HTTP servers, closed after each test. */
class LoopbackClient {
  static final Action ACTION = Actions.ASSESS_SHARPNESS;
  static final RetryPolicy QUICK =
      new RetryPolicy(
          Duration.ofSeconds(5),
          Duration.ofMillis(1),
          Duration.ofMillis(5),
          0.2,
          Duration.ofSeconds(2));
  static final RetryPolicy NO_RETRIES =
      new RetryPolicy(
          Duration.ofSeconds(5),
          Duration.ofMillis(1),
          Duration.ofMillis(5),
          0,
          Duration.ofSeconds(5));
  static final RetryPolicy IMPATIENT =
      new RetryPolicy(
          Duration.ofSeconds(5),
          Duration.ofMillis(1),
          Duration.ofMillis(5),
          0,
          Duration.ofMillis(600));
  static final SortedMap<String, String> PHOTO =
      new TreeMap<>(Map.of("ImageURL", "http://b/a b*~+中😀.png?x=1&y=2%20"));

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  ScriptedService service(Reply... replies) {
    ScriptedService service = ScriptedService.answering(replies);
    open.addLast(service);
    return service;
  }

  ApiClient client(
      URI endpoint, SignatureScheme scheme, RetryPolicy retry, CredentialsSource credentials) {
    ApiClient client =
        ApiClient.of(
            new ClientSettings(endpoint, scheme, Map.of(), Rate.perSecond(200), retry),
            credentials);
    open.addFirst(client);
    return client;
  }

  ApiClient client(ScriptedService service, RetryPolicy retry) {
    return client(
        service.endpoint(),
        SignatureScheme.ACS3,
        retry,
        () -> Credentials.of("testid", ScriptedService.SECRET));
  }

  static CallResult result(CompletableFuture<CallResult> call) {
    return call.orTimeout(20, TimeUnit.SECONDS).join();
  }

  static CallResult.Failed failure(ApiClient client) {
    return (CallResult.Failed) result(client.call(ACTION, PHOTO));
  }

  static CallResult done(String requestId, int attempts, int lostAnswers) {
    return done(requestId, attempts, lostAnswers, 0);
  }

  static CallResult done(String requestId, int attempts, int lostAnswers, int throttled) {
    return new CallResult.Completed(
        requestId,
        new ObjectMapper().createObjectNode().put("Sharpness", 0.5),
        attempts,
        lostAnswers,
        throttled);
  }
}
