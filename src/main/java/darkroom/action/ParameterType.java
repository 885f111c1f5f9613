package darkroom.action;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What values a parameter takes, in their form on the wire. */
public sealed interface ParameterType {
  /** Whether a value on the wire is one of this type. */
  boolean accepts(String value);

  /** What a person is told was expected, such as {@code a whole number from 1 to 8}. */
  String expectation();

  /** The one form of all values that mean the same, for comparing and keeping calls. */
  default String canonical(String value) {
    return value;
  }

  /** A link to an image. */
  record ImageUrl() implements ParameterType {
    @Override
    public boolean accepts(String value) {
      return !value.isBlank();
    }

    @Override
    public String expectation() {
      return "a link to an image";
    }
  }

  /** Free text. */
  record Text() implements ParameterType {
    @Override
    public boolean accepts(String value) {
      return !value.isEmpty();
    }

    @Override
    public String expectation() {
      return "a text";
    }
  }

  /** One of a few words. */
  record Choice(List<String> values) implements ParameterType {
    public Choice {
      values = List.copyOf(values);
    }

    @Override
    public boolean accepts(String value) {
      return values.contains(value);
    }

    @Override
    public String expectation() {
      return "one of " + String.join(", ", values);
    }
  }

  /** Switches as a string of binary digits. */
  record BinaryString(List<String> values) implements ParameterType {
    public BinaryString {
      values = List.copyOf(values);
    }

    @Override
    public boolean accepts(String value) {
      return values.contains(value);
    }

    @Override
    public String expectation() {
      return "one of " + String.join(", ", values);
    }
  }

  /** Any positive whole number. */
  record Whole() implements ParameterType {
    private static final Pattern POSITIVE = Pattern.compile("0*[1-9][0-9]{0,8}");

    @Override
    public boolean accepts(String value) {
      return POSITIVE.matcher(value).matches();
    }

    @Override
    public String expectation() {
      return "a whole number of at least 1";
    }

    @Override
    public String canonical(String value) {
      return String.valueOf(Long.parseLong(value));
    }
  }

  /** A whole number in a range, both ends included. */
  record WholeRange(long min, long max, OutOfRange outOfRange) implements ParameterType {
    /** What the service does with a number outside the range. */
    public enum OutOfRange {
      REFUSED,
      CLAMPED
    }

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");

    @Override
    public boolean accepts(String value) {
      if (!WHOLE.matcher(value).matches()) {
        return false;
      }
      long number = Long.parseLong(value);
      return outOfRange == OutOfRange.CLAMPED || (number >= min && number <= max);
    }

    @Override
    public String expectation() {
      return outOfRange == OutOfRange.CLAMPED
          ? "a whole number, clamped to " + min + " to " + max
          : "a whole number from " + min + " to " + max;
    }

    @Override
    public String canonical(String value) {
      return String.valueOf(Math.min(max, Math.max(min, Long.parseLong(value))));
    }
  }

  /** One of a few whole numbers. */
  record WholeChoice(List<Long> values) implements ParameterType {
    public WholeChoice {
      values = List.copyOf(values);
    }

    @Override
    public boolean accepts(String value) {
      return values.stream().anyMatch(v -> v.toString().equals(value));
    }

    @Override
    public String expectation() {
      return "one of " + values.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
  }

  /** A decimal number in a range, both ends included. */
  record Decimal(String min, String max, Form form) implements ParameterType {
    /** How the official SDK types it. */
    public enum Form {
      NUMBER,
      STRING
    }

    private static final Pattern DECIMAL =
        Pattern.compile("[+-]?([0-9]{1,18}(\\.[0-9]{0,18})?|\\.[0-9]{1,18})");

    @Override
    public boolean accepts(String value) {
      if (!DECIMAL.matcher(value).matches()) {
        return false;
      }
      BigDecimal number = new BigDecimal(value);
      return number.compareTo(new BigDecimal(min)) >= 0
          && number.compareTo(new BigDecimal(max)) <= 0;
    }

    @Override
    public String expectation() {
      return "a number from " + min + " to " + max;
    }

    @Override
    public String canonical(String value) {
      BigDecimal number = new BigDecimal(value).stripTrailingZeros();
      return number.signum() == 0 ? "0" : number.toPlainString();
    }
  }

  /** A list of colours, six hexadecimal digits each; its entries are numbered on the wire. */
  record HexColors(int minSize, int maxSize) implements ParameterType {
    private static final Pattern COLOR = Pattern.compile("[0-9A-Fa-f]{6}");

    /** Whether one entry of the list is a colour. */
    @Override
    public boolean accepts(String value) {
      return COLOR.matcher(value).matches();
    }

    @Override
    public String expectation() {
      return minSize + " to " + maxSize + " colours such as 056A6B";
    }

    @Override
    public String canonical(String value) {
      return value.toUpperCase(Locale.ROOT);
    }
  }
}
