package darkroom.action;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import darkroom.action.ApiError.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the declarations against the transcribed reference manual, field by field, both ways. */
class ActionsManualTest {
  private static final Map<String, Object> MANUAL = manual();

  /** What is prose in the manual's transcription, and no fact of its own. */
  private static final List<String> PROSE = List.of("note", "example");

  static Stream<String> names() {
    return Stream.concat(
            list(MANUAL, "actions").stream().map(a -> a.get("name").toString()),
            Actions.all().stream().map(Action::name))
        .distinct();
  }

  @Test
  void declaresTheManualsActionsInItsOrder() {
    assertThat(Actions.all())
        .extracting(Action::name)
        .containsExactlyElementsOf(
            list(MANUAL, "actions").stream().map(a -> a.get("name").toString()).toList());
  }

  @ParameterizedTest
  @MethodSource("names")
  void declaresWhatTheManualSays(String name) {
    Map<String, Object> manual =
        list(MANUAL, "actions").stream()
            .filter(a -> name.equals(a.get("name")))
            .findFirst()
            .map(ActionsManualTest::facts)
            .orElseThrow(() -> new AssertionError("The manual has no action " + name));
    Action action =
        Actions.named(name).orElseThrow(() -> new AssertionError("No action declared: " + name));

    assertSame(name, ManualShape.of(action), manual);
  }

  @Test
  void declaresTheResultQuery() {
    Map<String, Object> manual = facts(map(MANUAL, "async_result"));
    Action query = Actions.GET_ASYNC_JOB_RESULT;
    Map<String, Object> declared = new LinkedHashMap<>();
    declared.put("name", query.name());
    declared.put("request", ManualShape.request(query));
    declared.put("response", ManualShape.response(query));

    assertSame(query.name(), declared, manual);
    assertThat(query.price().of(1_000_000, 0)).isEqualTo(Money.ZERO);
    assertThat(query.input()).isEqualTo(InputLimits.none());
    assertThat(query.delivery()).isEqualTo(Action.Delivery.SYNCHRONOUS);
    assertThat(Actions.all()).doesNotContain(query);
  }

  @Test
  void declaresTheApi() {
    assertThat(MANUAL.keySet())
        .as("every part of the manual is held against something")
        .containsExactlyInAnyOrder(
            "api_version",
            "endpoint",
            "region",
            "result_url_ttl_minutes",
            "actions",
            "async_result",
            "protocol",
            "errors");
    assertThat(Api.VERSION).isEqualTo(MANUAL.get("api_version"));
    assertThat(Api.VERSION)
        .isEqualTo(map(map(MANUAL, "protocol"), "common_request").get("Version"));
    assertThat(Api.ENDPOINT).isEqualTo(MANUAL.get("endpoint"));
    assertThat(Api.REGION).isEqualTo(MANUAL.get("region"));
    assertThat(BigDecimal.valueOf(Api.RESULT_TTL.toMinutes()))
        .isEqualByComparingTo(new BigDecimal(MANUAL.get("result_url_ttl_minutes").toString()));
  }

  @Test
  void declaresTheManualsErrorsInItsOrder() {
    List<String> manual =
        list(MANUAL, "errors").stream()
            .map(e -> error(e.get("status"), e.get("code"), e.get("meaning"), tellsToRetry(e)))
            .toList();

    assertThat(Arrays.stream(ApiError.values()).filter(e -> e.origin() == Origin.MANUAL))
        .extracting(e -> error(e.status(), e.code(), e.meaning(), e.retryable()))
        .containsExactlyElementsOf(manual);
  }

  private static String error(Object status, Object code, Object meaning, boolean retryable) {
    return status + " " + code + ": " + meaning + (retryable ? " [retryable]" : " [final]");
  }

  private static boolean tellsToRetry(Map<String, Object> error) {
    return error.get("meaning").toString().contains("retry")
        || error.get("code").toString().startsWith("Throttling");
  }

  private static void assertSame(
      String name, Map<String, Object> declared, Map<String, Object> manual) {
    assertThat(declared).as(name).usingRecursiveComparison().isEqualTo(manual);
    for (String part : List.of("request", "response")) {
      assertThat(map(declared, part).keySet())
          .as("order of %s.%s", name, part)
          .containsExactlyElementsOf(map(manual, part).keySet());
    }
  }

  /** An entry of the manual without its prose and with its shorthands written out. */
  private static Map<String, Object> facts(Map<String, Object> entry) {
    Map<String, Object> facts = new LinkedHashMap<>();
    entry.forEach(
        (key, value) -> {
          if (!PROSE.contains(key)) {
            facts.put(key, fact(key, value));
          } else if (value.toString().contains("out of range is clamped")) {
            facts.put("clamped", true);
          }
        });
    return facts;
  }

  @SuppressWarnings("unchecked")
  private static Object fact(String key, Object value) {
    if (value instanceof Map) {
      return facts((Map<String, Object>) value);
    }
    if (value instanceof List<?> items) {
      // The order of formats and channels says nothing; that of a choice's values does.
      Stream<Object> values = items.stream().map(item -> fact(key, item));
      return List.of("formats", "channels").contains(key)
          ? List.copyOf(new TreeSet<>(values.map(Object::toString).toList()))
          : values.toList();
    }
    if (value instanceof Number) {
      return new BigDecimal(value.toString()).stripTrailingZeros();
    }
    return switch (key) {
      case "required_if", "absent_if", "when" -> condition(value.toString());
      case "subject" -> value instanceof String text ? condition(text + "_*") : value;
      default -> value;
    };
  }

  /** Of the two watermark actions, whose conditions name {@code FunctionType}'s values alone. */
  private static String condition(String text) {
    String whole = text.contains("=") ? text : "FunctionType=" + text;
    return Arrays.stream(whole.split(", ")).collect(joining(" or "));
  }

  private static Map<String, Object> manual() {
    try (InputStream yaml = ActionsManualTest.class.getResourceAsStream("/api/actions.yaml")) {
      return YAMLMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .readValue(yaml, new TypeReference<LinkedHashMap<String, Object>>() {});
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<String, Object> parent, String key) {
    return (Map<String, Object>) parent.get(key);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Map<String, Object> parent, String key) {
    return (List<Map<String, Object>>) parent.get(key);
  }
}
