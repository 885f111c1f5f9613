package darkroom.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import darkroom.action.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A summary's form in JSON. */
record SummaryJson(
    @JsonProperty("job") String job,
    @JsonProperty("runner") String runner,
    @JsonProperty("photos") long photos,
    @JsonProperty("done") long done,
    @JsonProperty("skipped") long skipped,
    @JsonProperty("rejected") long rejected,
    @JsonProperty("failed") long failed,
    @JsonProperty("deferred") long deferred,
    @JsonProperty("calls") Map<String, Long> calls,
    @JsonProperty("billed") Map<String, Long> billed,
    @JsonProperty("saved") long saved,
    @JsonProperty("possibly_billed_twice") long possiblyBilledTwice,
    @JsonProperty("cost_cny") BigDecimal costCny,
    @JsonProperty("images") long images,
    @JsonProperty("elapsed_seconds") BigDecimal elapsedSeconds,
    @JsonProperty("tables") Map<String, String> tables) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private static final List<String> KEYS =
      Arrays.stream(SummaryJson.class.getRecordComponents())
          .map(component -> component.getAccessor().getAnnotation(JsonProperty.class).value())
          .toList();

  static String write(Summary summary) {
    SummaryJson json =
        new SummaryJson(
            summary.job(),
            summary.runner(),
            summary.photos(),
            summary.done(),
            summary.skipped(),
            summary.rejected(),
            summary.failed(),
            summary.deferred(),
            summary.calls(),
            summary.billed(),
            summary.saved(),
            summary.possiblyBilledTwice(),
            summary.cost().cny(),
            summary.images(),
            BigDecimal.valueOf(summary.elapsed().toNanos(), 9).setScale(3, RoundingMode.HALF_UP),
            summary.tables());
    return PrettyJson.of(MAPPER, json);
  }

  static Summary parse(String text) {
    SummaryJson json;
    try {
      JsonNode tree = MAPPER.readTree(text);
      checkKeys(tree);
      json = MAPPER.treeToValue(tree, SummaryJson.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Expected a run's summary but was: " + e.getOriginalMessage(), e);
    }
    return new Summary(
        json.job,
        json.runner,
        json.photos,
        json.done,
        json.skipped,
        json.rejected,
        json.failed,
        json.deferred,
        json.calls,
        json.billed,
        json.saved,
        json.possiblyBilledTwice,
        new Money(json.costCny),
        json.images,
        Duration.ofNanos(json.elapsedSeconds.movePointRight(9).longValue()),
        json.tables);
  }

  private static void checkKeys(JsonNode tree) {
    List<String> came = new ArrayList<>();
    tree.fieldNames().forEachRemaining(came::add);
    for (String key : KEYS) {
      if (!tree.hasNonNull(key)) {
        throw new IllegalArgumentException(
            "Expected " + key + " in a run's summary but was " + came);
      }
    }
    came.removeAll(KEYS);
    if (!came.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected " + KEYS + " in a run's summary but was also " + came);
    }
  }
}
