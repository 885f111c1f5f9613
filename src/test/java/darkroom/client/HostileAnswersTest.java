package darkroom.client;

import static org.assertj.core.api.Assertions.assertThat;

import darkroom.action.Actions;
import darkroom.action.ApiError.Remedy;
import darkroom.client.ScriptedService.Reply;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that are not the API's, to calls that submit a job and to questions for its result. */
class HostileAnswersTest extends LoopbackClient {
  private static final Reply DONE =
      Reply.of(
          200,
          "{\"RequestId\":\"R\",\"Data\":{\"JobId\":\"J\",\"Status\":\"PROCESS_SUCCESS\","
              + "\"Result\":\"{\\\"ImageList\\\":[]}\"}}");

  static Stream<Arguments> replies() {
    return Stream.of(
        Arguments.of("HTML 200", Reply.of(200, "<html>"), "UnreadableAnswer", 1),
        Arguments.of("HTML 502", Reply.of(502, "<html>"), "UnreadableAnswer", 0),
        Arguments.of("empty 200", Reply.of(200, ""), "UnreadableAnswer", 1),
        Arguments.of("no id in a 200", Reply.of(200, "{}"), "UnreadableAnswer", 1),
        Arguments.of("hang-up", Reply.hangUp(), "ConnectionLost", 1),
        Arguments.of("200 cut short", Reply.cutShort(200, "{"), "UnreadableAnswer", 1),
        Arguments.of(
            "error in a 200", Reply.error(200, "InternalError.Busy"), "InternalError.Busy", 0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("replies")
  void submitFailsClearlyAndTellsWhetherTheJobMayExist(
      String name, Reply reply, String code, int lostAnswers) {
    ApiClient client = client(service(reply), IMPATIENT);

    CallResult.Failed failed =
        (CallResult.Failed) result(client.call(Actions.RECOLOR_HD_IMAGE, new TreeMap<>(PHOTO)));

    assertThat(failed.code()).isEqualTo(code);
    assertThat(failed.attempts()).isEqualTo(1);
    assertThat(failed.lostAnswers()).isEqualTo(lostAnswers);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("replies")
  void jobOutlivesAQuestionThatComesToNothing(String name, Reply reply) {
    ScriptedService service = service(reply, DONE);

    JobResult result = polled(client(service, IMPATIENT), Duration.ofSeconds(20));

    assertThat(result).isInstanceOf(JobResult.Finished.class);
    assertThat(((JobResult.Finished) result).data().path("ImageList").isArray()).isTrue();
    assertThat(service.received()).hasSize(2);
  }

  @Test
  void questionToBeMendedByAPersonFailsTheJobAtOnce() {
    ScriptedService service = service(Reply.error(403, "AuthFailed"), DONE);

    assertThat(polled(client(service, IMPATIENT), Duration.ofSeconds(20)))
        .isEqualTo(new JobResult.Failed("J", "AuthFailed", "because", Remedy.STOP));
  }

  @Test
  void deadlineEndsTheWaitForAServiceThatIsSilent() {
    ScriptedService service = service(Reply.silence());

    JobResult result = polled(client(service, QUICK), Duration.ofSeconds(2));

    assertThat(result)
        .isEqualTo(
            new JobResult.Pending("J", "", "Expected PROCESS_SUCCESS but was no answer yet"));
    assertThat(service.received()).hasSize(1);
  }

  private static JobResult polled(ApiClient client, Duration deadline) {
    try (JobPoller poller = JobPoller.of(client)) {
      return poller.await("J", deadline).orTimeout(30, TimeUnit.SECONDS).join();
    }
  }
}
