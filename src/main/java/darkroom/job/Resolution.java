package darkroom.job;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The arguments of one photo's call, or why there is no such call. */
public sealed interface Resolution {
  /** Arguments that the action takes, without the photo itself. */
  record Resolved(SortedMap<String, String> arguments) implements Resolution {
    public Resolved {
      arguments = Collections.unmodifiableSortedMap(new TreeMap<>(arguments));
    }
  }

  /** What is wrong with them, in one sentence. */
  record Refused(String problem) implements Resolution {}
}
