package darkroom.storage.oss;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A pattern of keys.
 *
 * <p>{@code *} stands for any characters but a slash, {@code **} for any, {@code ?} for one that is
 * no slash, {@code [a-z]} and {@code [!a-z]} for one of a set, {@code {a,b}} for one of several
 * texts; a backslash before one of these takes it literally. A bracket or brace that is never
 * closed is itself.
 */
final class Glob {
  private static final String SPECIAL = "*?[]{},\\";
  private static final int MOST_ALTERNATIVES = 1000;

  private final String prefix;
  private final Pattern pattern;
  private final List<Pattern> folders;
  private final Depth depth;

  private enum Depth {
    /** Of as many folders as the pattern has. */
    FIXED,
    /** The pattern has a part that takes any number of folders. */
    ANY
  }

  private Glob(String text) {
    prefix = prefixOf(text);
    pattern = Pattern.compile(regex(text), Pattern.DOTALL);
    depth = text.contains("**") ? Depth.ANY : Depth.FIXED;
    List<Pattern> fixed = new ArrayList<>();
    String[] parts = text.split("/", -1);
    for (int i = 0; i < parts.length - 1 && !parts[i].contains("**"); i++) {
      fixed.add(Pattern.compile(regex(parts[i]), Pattern.DOTALL));
    }
    folders = List.copyOf(fixed);
  }

  static boolean isLiteral(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isEscape(text, i)) {
        i++;
      } else if ("*?[{".indexOf(text.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** The key that a literal pattern stands for. */
  static String unescaped(String text) {
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (isEscape(text, i)) {
        i++;
      }
      key.append(text.charAt(i));
    }
    return key.toString();
  }

  /** The patterns without braces that together say the same. */
  static List<Glob> alternatives(String text) {
    List<String> texts = new ArrayList<>();
    expand("", text, texts);
    return texts.stream().distinct().map(Glob::new).toList();
  }

  private static void expand(String before, String text, List<String> into) {
    int open = find(text, 0, "{");
    int close = open < 0 ? -1 : closing(text, open);
    if (close < 0) {
      if (into.size() == MOST_ALTERNATIVES) {
        throw new IllegalArgumentException(
            "Expected at most " + MOST_ALTERNATIVES + " alternatives but was more in " + text);
      }
      into.add(before + text);
      return;
    }
    int start = open + 1;
    for (int end = comma(text, start, close); ; end = comma(text, start, close)) {
      String rest = text.substring(start, end) + text.substring(close + 1);
      expand(before + text.substring(0, open), rest, into);
      if (end == close) {
        return;
      }
      start = end + 1;
    }
  }

  /** Where the brace ends that opens here; negative where it does not. */
  private static int closing(String text, int open) {
    int level = 0;
    for (int i = find(text, open, "{}"); i >= 0; i = find(text, i + 1, "{}")) {
      level += text.charAt(i) == '{' ? 1 : -1;
      if (level == 0) {
        return i;
      }
    }
    return -1;
  }

  /** The next comma that belongs to this brace, or the brace's end. */
  private static int comma(String text, int from, int close) {
    int level = 0;
    for (int i = find(text, from, "{},"); i < close; i = find(text, i + 1, "{},")) {
      if (text.charAt(i) == ',' && level == 0) {
        return i;
      }
      level += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
    }
    return close;
  }

  private static int find(String text, int from, String characters) {
    for (int i = from; i < text.length(); i++) {
      if (isEscape(text, i)) {
        i++;
      } else if (characters.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isEscape(String text, int i) {
    return text.charAt(i) == '\\'
        && i + 1 < text.length()
        && SPECIAL.indexOf(text.charAt(i + 1)) >= 0;
  }

  private static String prefixOf(String text) {
    int wild = find(text, 0, "*?[");
    return unescaped(wild < 0 ? text : text.substring(0, wild));
  }

  private static String regex(String text) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isEscape(text, i)) {
        i++;
        regex.append(Pattern.quote(text.substring(i, i + 1)));
      } else if (text.startsWith("**", i)) {
        i++;
        regex.append(".*");
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else if (c == '[' && setEnd(text, i) > 0) {
        regex.append(set(text.substring(i + 1, setEnd(text, i))));
        i = setEnd(text, i);
      } else {
        regex.append(Pattern.quote(text.substring(i, i + 1)));
      }
    }
    return regex.toString();
  }

  /** Where a set ends that begins here; its first character may be the closing bracket. */
  private static int setEnd(String text, int open) {
    int first = text.startsWith("[!", open) || text.startsWith("[^", open) ? open + 2 : open + 1;
    int end = text.indexOf(']', first + 1);
    int slash = text.indexOf('/', open);
    return slash >= 0 && slash < end ? -1 : end;
  }

  private static String set(String inside) {
    boolean excludes = inside.startsWith("!") || inside.startsWith("^");
    StringBuilder set = new StringBuilder(excludes ? "[^/" : "[");
    for (char c : inside.substring(excludes ? 1 : 0).toCharArray()) {
      // All but the hyphen of a range means itself.
      set.append("\\[]^&".indexOf(c) >= 0 ? "\\" : "").append(c);
    }
    return set.append(excludes ? "]" : "&&[^/]]").toString();
  }

  /** What every key of the pattern begins with. */
  String prefix() {
    return prefix;
  }

  boolean matches(String key) {
    return pattern.matcher(key).matches();
  }

  /** Whether a key in this folder, whose name ends in a slash, may match. */
  boolean reachesInto(String folder) {
    String[] parts = folder.split("/", -1);
    int count = parts.length - 1;
    if (depth == Depth.FIXED && count > folders.size()) {
      return false;
    }
    for (int i = 0; i < Math.min(count, folders.size()); i++) {
      if (!folders.get(i).matcher(parts[i]).matches()) {
        return false;
      }
    }
    return true;
  }

  /** Whether a key in a folder of this one, whose name ends in a slash or is empty, may match. */
  boolean reachesBelow(String folder) {
    long count = folder.chars().filter(c -> c == '/').count();
    return depth == Depth.ANY || count < folders.size();
  }
}
