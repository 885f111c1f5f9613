package darkroom.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The values of a map whose keys are all known; a key without a value counts as left out. */
final class Fields {
  private final Setting map;
  private final Map<String, Setting> values;

  Fields(Setting map, List<String> known) {
    this.map = map;
    this.values = map.entries("a map with " + String.join(", ", known));
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        String expected = known.size() == 1 ? known.get(0) : "one of " + String.join(", ", known);
        throw map.problem(
            String.format(
                "Expected %s in %s but was \"%s\"%s",
                expected, map.place(), Setting.shown(key), NearestName.hint(key, known)),
            map.keyLine(key));
      }
    }
  }

  Setting required(String key) {
    return optional(key)
        .orElseThrow(
            () ->
                map.problem(
                    "Expected " + key + " in " + map.place() + " but was nothing",
                    map.keyLine(key)));
  }

  Optional<Setting> optional(String key) {
    return Optional.ofNullable(values.get(key)).filter(value -> !value.isNothing());
  }

  <T> T read(String key, Function<Setting, T> reader, T otherwise) {
    return optional(key).map(reader).orElse(otherwise);
  }

  /** A problem with the map as a whole. */
  JobProblem problem(String sentence) {
    return map.problem(sentence);
  }

  /** Refuses a key that has no meaning here. */
  void refuse(String key, String because) {
    optional(key)
        .ifPresent(
            value -> {
              throw map.problem(
                  String.format(
                      "Expected nothing for %s %s but was %s",
                      value.name(), because, value.shown()),
                  map.keyLine(key));
            });
  }
}
