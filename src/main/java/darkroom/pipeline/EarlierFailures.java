package darkroom.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import darkroom.action.ApiError.Remedy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What went wrong in an earlier run, by photo. */
public final class EarlierFailures {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, List<EarlierFailure>> photos;

  private EarlierFailures(Map<String, List<EarlierFailure>> photos) {
    this.photos = photos;
  }

  /** Reads the rows of a table of failures. */
  public static EarlierFailures parse(Stream<String> rows) {
    Map<String, List<EarlierFailure>> photos = new HashMap<>();
    rows.map(EarlierFailures::row)
        .forEach(
            row ->
                photos
                    .computeIfAbsent(
                        Scope.nameOf(row.path("uri").asText(), row.path("id").asText()),
                        name -> new ArrayList<>(1))
                    .add(EarlierFailure.of(row)));
    return new EarlierFailures(photos);
  }

  private static JsonNode row(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Expected a row of failures as JSON but was " + line, e);
    }
  }

  /** The photos that failed in one of these ways. */
  public Scope.Again ofClasses(Set<FailureClass> classes) {
    return where(failure -> classes.contains(FailureClass.of(failure.code())));
  }

  /** The photos for which another try may help. */
  public Scope.Again retryable() {
    return where(
        failure -> failure.remedy() != Remedy.REFUSED || FailureClass.of(failure.code()).mayPass());
  }

  private Scope.Again where(Predicate<EarlierFailure> wanted) {
    Map<String, List<EarlierFailure>> others = new HashMap<>(photos);
    others.values().removeIf(failures -> failures.stream().anyMatch(wanted));
    Set<String> again = new HashSet<>(photos.keySet());
    again.removeAll(others.keySet());
    return new Scope.Again(again, others);
  }
}
