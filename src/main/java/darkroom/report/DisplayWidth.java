package darkroom.report;

import java.lang.Character.UnicodeScript;

/**
 * How many columns of a terminal a text fills: Chinese, Japanese and Korean characters fill two.
 */
final class DisplayWidth {
  private DisplayWidth() {}

  static int of(String text) {
    return text.codePoints().map(DisplayWidth::of).sum();
  }

  /** The longest beginning of a text that fills at most {@code columns}. */
  static String cut(String text, int columns) {
    int width = 0;
    int end = 0;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      width += of(codePoint);
      if (width > columns) {
        return text.substring(0, end);
      }
      end += Character.charCount(codePoint);
    }
    return text;
  }

  static String padRight(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - of(text)));
  }

  static String padLeft(String text, int columns) {
    return " ".repeat(Math.max(0, columns - of(text))) + text;
  }

  private static int of(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK || type == Character.CONTROL) {
      return 0;
    }
    return isWide(codePoint) ? 2 : 1;
  }

  private static boolean isWide(int codePoint) {
    // U+3000 to U+303E and U+FF01 to U+FF60 are CJK punctuation and full-width forms.
    return Character.isIdeographic(codePoint)
        || UnicodeScript.of(codePoint) == UnicodeScript.HANGUL
        || UnicodeScript.of(codePoint) == UnicodeScript.HIRAGANA
        || (UnicodeScript.of(codePoint) == UnicodeScript.KATAKANA && codePoint < 0xFF61)
        || (codePoint >= 0x3000 && codePoint <= 0x303E)
        || (codePoint >= 0xFF01 && codePoint <= 0xFF60);
  }
}
