package darkroom.studio.bucket;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * One page of a listing.
 *
 * @param commonPrefixes what keys have in common up to the delimiter, each once, in its place
 * @param next the last key or common prefix of this page, if there is more
 */
record ListingPage(List<StoredObject> objects, List<String> commonPrefixes, Optional<String> next) {

  /** Sorts behind all keys that start with what it is added to, but for the absurd. */
  private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

  /**
   * What to list.
   *
   * @param delimiter empty for none
   * @param after the key or common prefix that the page starts behind; empty for the start
   */
  record Query(String prefix, String delimiter, String after, int most) {

    /** The common prefix that stands for a key; empty where the key stands for itself. */
    private String group(String key) {
      int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
      return end < 0 ? "" : key.substring(0, end + delimiter.length());
    }
  }

  static ListingPage of(NavigableMap<String, StoredObject> index, Query query) {
    List<StoredObject> objects = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    String last = query.after();
    Map.Entry<String, StoredObject> entry = first(index, query);
    while (query.most() > 0 && entry != null && entry.getKey().startsWith(query.prefix())) {
      String key = entry.getKey();
      String group = query.group(key);
      if (!group.isEmpty() && group.equals(last)) {
        entry = index.higherEntry(key.startsWith(group + LAST) ? key : group + LAST);
        continue;
      }
      if (objects.size() + prefixes.size() == query.most()) {
        return new ListingPage(objects, prefixes, Optional.of(last));
      }
      if (group.isEmpty()) {
        objects.add(entry.getValue());
        last = key;
      } else {
        prefixes.add(group);
        last = group;
      }
      entry = index.higherEntry(key);
    }
    return new ListingPage(objects, prefixes, Optional.empty());
  }

  private static Map.Entry<String, StoredObject> first(
      NavigableMap<String, StoredObject> index, Query query) {
    return Utf8Order.KEYS.compare(query.after(), query.prefix()) < 0 || query.after().isEmpty()
        ? index.ceilingEntry(query.prefix())
        : index.higherEntry(query.after());
  }
}
