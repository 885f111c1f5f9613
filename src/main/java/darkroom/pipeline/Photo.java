package darkroom.pipeline;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One manifest entry.
 *
 * @param id names it in tables
 * @param uri as the manifest writes it
 * @param location where it is read: the URI, a relative one resolved against the manifest's folder
 * @param fields what else the entry says, by the key or column it stands under
 */
public record Photo(
    String id, String uri, String location, Line line, SortedMap<String, String> fields) {
  public Photo {
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }

  /** An entry that says nothing else. */
  public static Photo of(String id, String uri, String location, Line line) {
    return new Photo(id, uri, location, line, Collections.emptySortedMap());
  }
}
