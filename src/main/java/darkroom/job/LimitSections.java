package darkroom.job;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads when a job is to end before all its photos are done. */
final class LimitSections {
  private static final Pattern PERCENT = Pattern.compile("([0-9]{1,2}(?:\\.[0-9]{1,6})?) ?%");
  private static final Pattern RULE = Pattern.compile("failures\\s*>\\s*(\\S.*)");
  private static final String EXPECTED =
      "a rule such as failures > 20% or {failures: 20%, over: " + StopRule.WINDOW + "}";

  private LimitSections() {}

  static StopRule stopRule(Setting value) {
    if (!value.isMap()) {
      return value.as(
          EXPECTED,
          text -> {
            Matcher rule = RULE.matcher(text.strip());
            return rule.matches()
                ? percent(rule.group(1)).map(share -> new StopRule(share, StopRule.WINDOW))
                : Optional.empty();
          });
    }
    Fields rule = value.fields("failures", "over");
    return new StopRule(
        rule.required("failures").as("a share below 100% such as 20%", LimitSections::percent),
        rule.read("over", Quantity.count(1, StopRule.WIDEST_WINDOW), StopRule.WINDOW));
  }

  private static Optional<Double> percent(String text) {
    Matcher percent = PERCENT.matcher(text.strip());
    return percent.matches()
        ? Optional.of(Double.parseDouble(percent.group(1)) / 100)
        : Optional.empty();
  }
}
