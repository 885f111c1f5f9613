package darkroom.job;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The known name that a person most likely meant. */
final class NearestName {
  /** Two slips in any name, more in a long one. */
  private static final int FEWEST_EDITS = 2;

  private static final int LETTERS_PER_EDIT = 4;

  /** From here on, a part of a name says which one is meant. */
  private static final int TELLING_LENGTH = 4;

  private NearestName() {}

  /** The question that ends a message about an unknown name; empty where none is near. */
  static String hint(String given, Collection<String> known) {
    return of(given, known).map(name -> "; did you mean \"" + name + "\"?").orElse("");
  }

  static Optional<String> of(String given, Collection<String> known) {
    Optional<String> near =
        known.stream()
            .filter(name -> edits(given, name) <= allowed(given))
            .min(Comparator.comparingInt(name -> edits(given, name)));
    return near.or(() -> known.stream().filter(name -> isPart(given, name)).findFirst());
  }

  private static int allowed(String given) {
    // Of a very short word nothing is left after two edits.
    return Math.min(given.length() / 2, Math.max(FEWEST_EDITS, given.length() / LETTERS_PER_EDIT));
  }

  private static int edits(String given, String name) {
    return LevenshteinDistance.getDefaultInstance().apply(lower(given), lower(name));
  }

  private static boolean isPart(String given, String name) {
    return given.length() >= TELLING_LENGTH && lower(name).contains(lower(given));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
