package darkroom.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import darkroom.action.Action;
import darkroom.action.Actions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every action is held to its declared parameters. */
class ApiParametersTest {
  private static RunningStudio studio;

  @BeforeAll
  static void start() {
    studio = RunningStudio.started();
  }

  @AfterAll
  static void stop() {
    studio.close();
  }

  static Stream<Action> actions() {
    return Stream.concat(Actions.all().stream(), Stream.of(Actions.GET_ASYNC_JOB_RESULT));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void refusesUnknownParameter(Action action) {
    JsonNode answer = studio.json(SignedCall.inForm(action.name(), Map.of("Nonsense", "1")));

    assertThat(answer.at("/Code").textValue()).isEqualTo("ParameterError");
    assertThat(answer.at("/Message").textValue())
        .startsWith("Expected one of the parameters ")
        .endsWith(" for " + action + ".Nonsense but was Nonsense");
  }

  @ParameterizedTest
  @MethodSource("actions")
  void refusesCallWithoutParameters(Action action) {
    JsonNode answer = studio.json(SignedCall.acs3(action.name(), Map.of()));

    assertThat(answer.at("/Code").textValue()).isEqualTo("ParameterError");
    assertThat(answer.at("/Message").textValue())
        .matches("Expected .+ for " + action + "\\.\\w+ but was nothing");
  }
}
