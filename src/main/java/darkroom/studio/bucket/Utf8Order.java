package darkroom.studio.bucket;

import java.util.Comparator;

/** The order of keys by their UTF-8 bytes, without encoding them. */
final class Utf8Order {
  /**
   * UTF-8 sorts by code point. UTF-16 differs only in that surrogates, which stand for the highest
   * code points, come before the units from U+E000 on.
   */
  static final Comparator<String> KEYS = Utf8Order::compare;

  private Utf8Order() {}

  private static int compare(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return rank(a) - rank(b);
      }
    }
    return left.length() - right.length();
  }

  private static int rank(char unit) {
    return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
  }
}
