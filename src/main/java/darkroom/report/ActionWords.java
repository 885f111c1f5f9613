package darkroom.report;

import static java.util.stream.Collectors.joining;

import darkroom.action.Action;
import darkroom.action.Bound;
import darkroom.action.ByteLimit;
import darkroom.action.Condition;
import darkroom.action.InputLimits;
import darkroom.action.InputLimits.Trait;
import darkroom.action.Parameter;
import darkroom.action.Price;
import darkroom.action.ResultField;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/** What an action's declaration says, in words. */
final class ActionWords {
  private ActionWords() {}

  /** Whether the answer holds the result or the id of a job that will have it. */
  static String answer(Action action) {
    return switch (action.delivery()) {
      case SYNCHRONOUS -> "at once";
      case ASYNCHRONOUS -> "as a job";
    };
  }

  static String formats(InputLimits input) {
    return anyOr(input.formats());
  }

  static String channels(InputLimits input) {
    return anyOr(input.channels());
  }

  static String fileSize(InputLimits input) {
    return input.bytes().map(ActionWords::fileSize).orElse("any");
  }

  private static String fileSize(ByteLimit limit) {
    return (limit.bound() == Bound.INCLUSIVE ? "up to " : "under ") + limit.size();
  }

  /** The outermost sizes that are admitted, such as {@code 65x65 to 1199x1199}. */
  static String pixels(InputLimits input) {
    String from = input.min().map(limit -> limit.smallest().toString()).orElse("");
    String to = input.max().map(limit -> limit.largest().toString()).orElse("");
    if (from.isEmpty() && to.isEmpty()) {
      return "any";
    }
    return from.isEmpty() ? "up to " + to : from + (to.isEmpty() ? " or more" : " to " + to);
  }

  /** What the service does with a large photo by itself; empty where that is nothing. */
  static String rescaling(InputLimits input) {
    return input.traits().contains(Trait.SERVER_RESCALES) ? ", scaled down by the service" : "";
  }

  /** In CNY, such as {@code 0.002 for the first 10,000 calls a month, then 0.0016}. */
  static String price(Price price) {
    StringBuilder words = new StringBuilder();
    for (Price.Tier tier : price.tiers()) {
      boolean first = words.isEmpty();
      String each = tier.each().cny().toPlainString();
      words.append(first ? each : (tier.upTo().isPresent() ? ", " : ", then ") + each);
      tier.upTo()
          .ifPresent(
              calls ->
                  words
                      .append(first ? " for the first " : " up to ")
                      .append(Figures.grouped(calls))
                      .append(first ? " calls a month" : ""));
    }
    return words.toString();
  }

  static String freeCalls(Price price) {
    return price.freePerMonth() == 0 ? "none" : Figures.grouped(price.freePerMonth());
  }

  /** What a parameter takes and when; {@code code} marks what stands in a job file. */
  static String parameter(Parameter parameter, UnaryOperator<String> code) {
    if (parameter.subject().filter(ActionWords::isAlways).isPresent()) {
      return "the photo";
    }
    List<String> words = new ArrayList<>();
    words.add(parameter.type().expectation());
    parameter.subject().ifPresent(c -> words.add("the photo" + when(c, code)));
    // Where there is a default, or being the photo says so already, "required" adds nothing.
    if (parameter.defaultValue().isEmpty() && !parameter.required().equals(parameter.subject())) {
      parameter.required().ifPresent(c -> words.add("required" + when(c, code)));
    }
    parameter.absent().ifPresent(c -> words.add("not" + when(c, code)));
    parameter.defaultValue().ifPresent(value -> words.add("default " + code.apply(value)));
    return String.join("; ", words);
  }

  /** What a result field holds and when. */
  static String result(ResultField field, UnaryOperator<String> code) {
    String presence =
        switch (field.presence()) {
          case ALWAYS -> "";
          case OPTIONAL -> ", may be missing";
        };
    return field.type().description() + presence + field.when().map(c -> when(c, code)).orElse("");
  }

  private static String when(Condition condition, UnaryOperator<String> code) {
    return isAlways(condition) ? "" : " when " + code.apply(condition.toString());
  }

  private static boolean isAlways(Condition condition) {
    return condition.patterns().isEmpty();
  }

  private static String anyOr(Collection<?> values) {
    return values.isEmpty() ? "any" : values.stream().map(Object::toString).collect(joining(", "));
  }
}
