package darkroom.studio.bucket;

import darkroom.wire.PercentEncoding;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * A query's names and values, decoded.
 *
 * @param values by name; empty where none was given
 * @param bare the names that came without an equals sign, which version 1 signs so
 */
record QueryString(SortedMap<String, String> values, Set<String> bare) {

  QueryString {
    values = Collections.unmodifiableSortedMap(values);
    bare = Set.copyOf(bare);
  }

  static QueryString parse(String raw) {
    try {
      Set<String> bare = new HashSet<>();
      for (String pair : raw.split("&", -1)) {
        if (!pair.isEmpty() && pair.indexOf('=') < 0) {
          bare.addAll(PercentEncoding.parse(pair).keySet());
        }
      }
      return new QueryString(PercentEncoding.parse(raw), bare);
    } catch (IllegalArgumentException e) {
      throw Refused.because(
          BucketError.INVALID_ARGUMENT, "Expected a percent-encoded query but was " + raw);
    }
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  String text(String name) {
    return values.getOrDefault(name, "");
  }

  /** A whole number within bounds; the fallback where the name was not given. */
  int number(String name, int fallback, int least, int most) {
    String value = text(name);
    if (value.isEmpty()) {
      return fallback;
    }
    if (value.matches("\\d{1,9}")) {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw Refused.because(
        BucketError.INVALID_ARGUMENT,
        "Expected [%d,%d] for %s but was %s".formatted(least, most, name, value));
  }
}
