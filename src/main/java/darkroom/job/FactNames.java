package darkroom.job;

import darkroom.action.Action;
import darkroom.action.Actions;
import darkroom.action.ImageFormat;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names that conditions use for what is known about a photo. */
final class FactNames {
  static final String FIELD = "field.";
  private static final String FORMAT = "format";
  private static final String CHANNELS = "channels";

  private static final Map<String, List<String>> WORDS =
      Map.of(
          FORMAT,
          Arrays.stream(ImageFormat.values()).map(ImageFormat::extension).toList(),
          CHANNELS,
          List.of("gray", "rgb", "rgba", "cmyk", "palette"));

  private static final Map<String, Action> SCORES = scores();
  private static final Map<String, Kind> KINDS = kinds();

  /** What a fact is. */
  enum Kind {
    NUMBER,
    BYTES,
    /** One of a few words. */
    WORD,
    FLAG,
    /** A text from the manifest, which may be a number. */
    FIELD
  }

  private FactNames() {}

  private static Map<String, Action> scores() {
    Map<String, Action> scores = new LinkedHashMap<>();
    Actions.all().forEach(action -> action.scoreName().ifPresent(name -> scores.put(name, action)));
    return Collections.unmodifiableMap(scores);
  }

  private static Map<String, Kind> kinds() {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    SCORES.keySet().forEach(score -> kinds.put(score, Kind.NUMBER));
    List.of("width", "height", "megapixels").forEach(name -> kinds.put(name, Kind.NUMBER));
    kinds.put("bytes", Kind.BYTES);
    kinds.put(FORMAT, Kind.WORD);
    kinds.put(CHANNELS, Kind.WORD);
    kinds.put("orientation", Kind.NUMBER);
    kinds.put("monochrome", Kind.FLAG);
    return Collections.unmodifiableMap(kinds);
  }

  static List<String> all() {
    return List.copyOf(KINDS.keySet());
  }

  /** All of them as a message lists them. */
  static String listed() {
    return String.join(", ", all()) + ", " + FIELD + "NAME";
  }

  static Optional<Kind> kind(String name) {
    return name.startsWith(FIELD) && name.length() > FIELD.length()
        ? Optional.of(Kind.FIELD)
        : Optional.ofNullable(KINDS.get(name));
  }

  /** A field's name without the quotes that it may be in. */
  static String plain(String name) {
    return name.startsWith(FIELD) ? name.replace("\"", "") : name;
  }

  /** The action that gives a score; empty for other facts. */
  static Optional<Action> scoring(String name) {
    return Optional.ofNullable(SCORES.get(name));
  }

  /** The words that a fact may be. */
  static List<String> words(String name) {
    return WORDS.get(name);
  }

  /** The one form of a word for a fact: {@code jpeg} is {@code jpg}. */
  static Optional<String> word(String name, String text) {
    return name.equals(FORMAT)
        ? ImageFormat.ofExtension(text).map(ImageFormat::extension)
        : Optional.of(text).filter(words(name)::contains);
  }
}
