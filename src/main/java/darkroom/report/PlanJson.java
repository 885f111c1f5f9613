package darkroom.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import darkroom.action.Money;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A plan's form in JSON. */
final class PlanJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private PlanJson() {}

  static String write(Plan plan) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("job", plan.job());
    json.put("lines", plan.lines());
    json.put("photos", plan.photos());
    plan.ended().forEach(json.putObject("ended")::put);
    ObjectNode steps = json.putObject("steps");
    plan.steps().forEach((label, step) -> write(steps.putObject(label), step));
    ObjectNode calls = json.putObject("calls");
    plan.calls().forEach((action, planned) -> write(calls.putObject(action), planned));
    write(json, "sent", plan.sent());
    write(json, "held", plan.held());
    write(json, "shared", plan.shared());
    write(json, "cost_cny", plan.cost());
    write(json, "list_cost_cny", plan.listCost());
    plan.budget().ifPresent(budget -> json.put("budget_cny", budget.cny()));
    json.put("budget", plan.budgetVerdict().name().toLowerCase(Locale.ROOT));
    write(json, "seconds", plan.seconds());
    write(json, "images", plan.images());
    json.put("staged_bytes_at_most", plan.stagedBytes());
    write(json, "kept_bytes_about", plan.keptBytes());
    write(json, "written_bytes_about", plan.writtenBytes());
    return PrettyJson.of(MAPPER, json);
  }

  private static void write(ObjectNode json, PlannedStep step) {
    json.put("as_they_are", step.asTheyAre());
    json.put("fitted", step.fitted());
    json.put("left", step.left());
    json.put("refused", step.refused());
    json.put("open", step.open());
  }

  private static void write(ObjectNode json, PlannedCalls calls) {
    write(json, "sent", calls.sent());
    write(json, "paid", calls.paid());
    json.put("used_this_month", calls.usedThisMonth());
    write(json, "cost_cny", calls.cost());
    write(json, "list_cost_cny", calls.listCost());
    json.put("calls_per_second", calls.callsPerSecond());
    write(json, "seconds", calls.seconds());
  }

  private static void write(ObjectNode json, String name, Range range) {
    json.putObject(name).put("min", range.min()).put("max", range.max());
  }

  private static void write(ObjectNode json, String name, MoneyRange range) {
    json.putObject(name).put("min", range.min().cny()).put("max", range.max().cny());
  }

  static Plan parse(String text) {
    JsonNode json;
    try {
      json = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Expected a run's plan but was: " + e.getOriginalMessage(), e);
    }
    Map<String, PlannedStep> steps = new LinkedHashMap<>();
    json.path("steps").fields().forEachRemaining(s -> steps.put(s.getKey(), step(s.getValue())));
    TreeMap<String, PlannedCalls> calls = new TreeMap<>();
    json.path("calls").fields().forEachRemaining(c -> calls.put(c.getKey(), calls(c.getValue())));
    return new Plan(
        json.path("job").asText(),
        json.path("photos").asLong(),
        MAPPER.convertValue(json.path("ended"), new TypeReference<TreeMap<String, Long>>() {}),
        steps,
        calls,
        range(json.path("held")),
        range(json.path("shared")),
        range(json.path("images")),
        json.path("staged_bytes_at_most").asLong(),
        range(json.path("kept_bytes_about")),
        range(json.path("written_bytes_about")),
        json.has("budget_cny") ? Optional.of(money(json.path("budget_cny"))) : Optional.empty());
  }

  private static PlannedStep step(JsonNode json) {
    return new PlannedStep(
        json.path("as_they_are").asLong(),
        json.path("fitted").asLong(),
        json.path("left").asLong(),
        json.path("refused").asLong(),
        json.path("open").asLong());
  }

  private static PlannedCalls calls(JsonNode json) {
    return new PlannedCalls(
        range(json.path("sent")),
        range(json.path("paid")),
        json.path("used_this_month").asLong(),
        moneyRange(json.path("cost_cny")),
        moneyRange(json.path("list_cost_cny")),
        json.path("calls_per_second").asDouble());
  }

  private static Range range(JsonNode json) {
    return new Range(json.path("min").asLong(), json.path("max").asLong());
  }

  private static MoneyRange moneyRange(JsonNode json) {
    return new MoneyRange(money(json.path("min")), money(json.path("max")));
  }

  private static Money money(JsonNode json) {
    return Money.cny(json.asText());
  }
}
