package darkroom.job;

import darkroom.action.ByteSize;
import darkroom.action.Money;
import darkroom.action.Rate;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations, sizes, rates and counts as people write them. */
final class Quantity {
  private static final Pattern WITH_UNIT =
      Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?) ?([A-Za-z]+)");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}(?:\\.[0-9]{1,9})?");
  private static final String CNY = "CNY";
  private static final Pattern AMOUNT =
      Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(?: ?" + CNY + ")?");
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

  /** Longer than any run; a duration beyond it is a slip of the unit. OSS links live no longer. */
  static final Duration LONGEST = Duration.ofDays(7);

  private Quantity() {}

  /** A duration longer than nothing. */
  static Duration duration(Setting value) {
    return value.as(
        "a duration such as 300ms, 30s or 5 minutes",
        text -> duration(text).filter(d -> !d.isZero()));
  }

  /** A duration in a range, both ends included. */
  static Function<Setting, Duration> durationWithin(Duration shortest, Duration longest) {
    String expected =
        String.format("a duration from %s to %s", written(shortest), written(longest));
    return value ->
        value.as(
            expected,
            text ->
                duration(text)
                    .filter(d -> d.compareTo(shortest) >= 0 && d.compareTo(longest) <= 0));
  }

  static Duration durationOrZero(Setting value) {
    return value.as("a duration such as 0s, 300ms or 5 minutes", Quantity::duration);
  }

  /** A size of at least {@code least}. */
  static Function<Setting, ByteSize> sizeFrom(ByteSize least) {
    return value ->
        value.as(
            "a size of at least " + least + " such as 256 MB",
            text -> size(text).filter(size -> size.compareTo(least) >= 0));
  }

  /** An amount above nothing. */
  static Money money(Setting value) {
    return value.as(
        "an amount such as 50 CNY",
        text ->
            Optional.of(text)
                .filter(t -> t.strip().endsWith(CNY))
                .flatMap(Quantity::amount)
                .filter(money -> money.compareTo(Money.ZERO) > 0));
  }

  /** What one call costs, whose currency may go without saying. */
  static Money price(Setting value) {
    return value.as("a price of a call such as 0.0015 CNY", Quantity::amount);
  }

  private static Optional<Money> amount(String text) {
    Matcher matcher = AMOUNT.matcher(text.strip());
    return matcher.matches() ? Optional.of(Money.cny(matcher.group(1))) : Optional.empty();
  }

  static Rate rate(Setting value) {
    return value.as(
        "a number of calls per second above 0 and at most " + Rate.HIGHEST,
        text -> number(text).filter(Rate::isPossible).map(Rate::new));
  }

  static double share(Setting value) {
    return value.as("a share from 0 to 1", text -> number(text).filter(share -> share <= 1));
  }

  /** How many calls there were. */
  static long calls(Setting value) {
    return value.as(
        "a whole number of calls",
        text -> Optional.of(text).filter(t -> COUNT.matcher(t).matches()).map(Long::valueOf));
  }

  /** A whole number from {@code min} to {@code max}. */
  static Function<Setting, Integer> count(int min, int max) {
    return value ->
        value.as(
            "a whole number from " + min + " to " + max,
            text ->
                Optional.of(text)
                    .filter(t -> COUNT.matcher(t).matches())
                    .map(Integer::valueOf)
                    .filter(count -> count >= min && count <= max));
  }

  /** A number, perhaps with a size's unit, in which case it is of bytes. */
  static Optional<Double> plainOrSize(String text) {
    if (text.endsWith("B")) {
      return size(text).map(size -> (double) size.bytes());
    }
    return Optional.of(Double.valueOf(text));
  }

  /** A duration as it may stand in a file. */
  static String written(Duration duration) {
    long milliseconds = duration.toMillis();
    if (milliseconds % 60_000 == 0) {
      return milliseconds / 60_000 + "m";
    }
    return milliseconds % 1_000 == 0 ? milliseconds / 1_000 + "s" : milliseconds + "ms";
  }

  private static Optional<Duration> duration(String text) {
    return withUnit(text, Quantity::milliseconds)
        .map(milliseconds -> Duration.ofMillis(milliseconds.longValue()))
        .filter(duration -> duration.compareTo(LONGEST) <= 0);
  }

  private static Optional<ByteSize> size(String text) {
    return withUnit(text, Quantity::bytes).map(bytes -> ByteSize.bytes(bytes.longValue()));
  }

  private static Optional<BigDecimal> withUnit(
      String text, Function<String, Optional<Long>> units) {
    Matcher matcher = WITH_UNIT.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    return units.apply(matcher.group(2)).map(unit -> number.multiply(BigDecimal.valueOf(unit)));
  }

  private static Optional<Double> number(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(Double.valueOf(text)) : Optional.empty();
  }

  private static Optional<Long> milliseconds(String unit) {
    return switch (unit) {
      case "ms", "millisecond", "milliseconds" -> Optional.of(1L);
      case "s", "second", "seconds" -> Optional.of(1_000L);
      case "m", "min", "minute", "minutes" -> Optional.of(60_000L);
      case "h", "hour", "hours" -> Optional.of(3_600_000L);
      default -> Optional.empty();
    };
  }

  private static Optional<Long> bytes(String unit) {
    return switch (unit) {
      case "B", "byte", "bytes" -> Optional.of(1L);
      case "KB" -> Optional.of(1L << 10);
      case "MB" -> Optional.of(1L << 20);
      case "GB" -> Optional.of(1L << 30);
      default -> Optional.empty();
    };
  }
}
