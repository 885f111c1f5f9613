package darkroom.studio.operation;

import java.util.ArrayList;
import java.util.List;

/** A letter of a line: one glyph, or several above one another, as the strokes of a character. */
record Letter(int left, int top, int right, int bottom) {
  /** How far feet may be off a line, in heights. */
  private static final double LEVEL = 0.13;

  /** The letters that glyphs make, which come from left to right. */
  static List<Letter> of(List<Glyph> glyphs) {
    List<Letter> letters = new ArrayList<>();
    for (Glyph glyph : glyphs) {
      Letter next = new Letter(glyph.x(), glyph.y(), glyph.right(), glyph.bottom());
      int last = letters.size() - 1;
      if (last >= 0 && letters.get(last).covers(next)) {
        letters.set(last, letters.get(last).with(next));
      } else {
        letters.add(next);
      }
    }
    return letters;
  }

  private boolean covers(Letter next) {
    int shared = Math.min(right, next.right) - next.left;
    return shared > 0.3 * Math.min(right - left, next.right - next.left);
  }

  private Letter with(Letter other) {
    return new Letter(
        left,
        Math.min(top, other.top),
        Math.max(right, other.right),
        Math.max(bottom, other.bottom));
  }

  int height() {
    return bottom - top;
  }

  /** Whether both stand on one line and are about as high. */
  boolean isLevelWith(Letter other) {
    double off = Math.abs(bottom - other.bottom);
    return off <= Math.max(1, LEVEL * height())
        && height() <= 2 * other.height()
        && other.height() <= 2 * height();
  }
}
