package darkroom.studio.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Glyphs of one colour that stand together, as a line of text or a logo does.
 *
 * @param glyphs at least one, from left to right
 */
record Lettering(List<Glyph> glyphs) {
  /** Print is of one colour; lossy compression moves it by about this. */
  private static final double ONE_COLOUR = 22;

  /** The share of glyphs that must be alike; the others may be photo that joined them. */
  private static final double MOST = 0.7;

  Lettering {
    glyphs = glyphs.stream().sorted(Comparator.comparingInt(Glyph::x)).toList();
  }

  /** How one glyph may stand beside another. */
  interface Beside {
    boolean joins(Glyph a, Glyph b);
  }

  /** Glyphs that follow one another in a line. */
  static boolean inLine(Glyph a, Glyph b) {
    double high = Math.max(a.height(), b.height());
    double low = Math.min(a.height(), b.height());
    return a.difference(b) < ONE_COLOUR
        && high <= 3 * low
        && a.sideBySide(b) >= 0.5
        && a.gap(b) <= high
        && Math.max(a.stroke(), b.stroke()) <= 2.5 * Math.min(a.stroke(), b.stroke());
  }

  /** Glyphs that are near one another, on any side. */
  static boolean inCluster(Glyph a, Glyph b) {
    double high = Math.max(a.height(), b.height());
    double low = Math.min(a.height(), b.height());
    return a.difference(b) < ONE_COLOUR && high <= 4 * low && a.gap(b) <= 0.7 * high;
  }

  /** The groups that glyphs form. */
  static List<Lettering> of(List<Glyph> glyphs, Beside beside) {
    int[] group = new int[glyphs.size()];
    List<Lettering> letterings = new ArrayList<>();
    for (int i = 0; i < group.length; i++) {
      if (group[i] == 0) {
        List<Glyph> members = new ArrayList<>(List.of(glyphs.get(i)));
        group[i] = 1;
        for (int m = 0; m < members.size(); m++) {
          for (int j = 0; j < group.length; j++) {
            if (group[j] == 0 && beside.joins(members.get(m), glyphs.get(j))) {
              group[j] = 1;
              members.add(glyphs.get(j));
            }
          }
        }
        letterings.add(new Lettering(members));
      }
    }
    return letterings;
  }

  int left() {
    return glyphs.stream().mapToInt(Glyph::x).min().getAsInt();
  }

  int top() {
    return glyphs.stream().mapToInt(Glyph::y).min().getAsInt();
  }

  int right() {
    return glyphs.stream().mapToInt(Glyph::right).max().getAsInt();
  }

  int bottom() {
    return glyphs.stream().mapToInt(Glyph::bottom).max().getAsInt();
  }

  int width() {
    return right() - left();
  }

  int height() {
    return bottom() - top();
  }

  double stroke() {
    return median(glyphs.stream().mapToDouble(Glyph::stroke).toArray());
  }

  double grain() {
    return median(glyphs.stream().mapToDouble(Glyph::grain).toArray());
  }

  double flatness() {
    return median(glyphs.stream().mapToDouble(Glyph::flatness).toArray());
  }

  /** The colour, channel by channel, that is in the middle of the glyphs'. */
  double[] colour() {
    double[] colour = new double[glyphs.get(0).colour().length];
    for (int c = 0; c < colour.length; c++) {
      int channel = c;
      colour[c] = median(glyphs.stream().mapToDouble(g -> g.colour()[channel]).toArray());
    }
    return colour;
  }

  /** How far the colours of most glyphs are from the middle one, at most. */
  double colourSpread() {
    double[] colour = colour();
    double[] away =
        glyphs.stream().mapToDouble(g -> difference(g.colour(), colour)).sorted().toArray();
    return away[(int) (MOST * (away.length - 1))];
  }

  private static double difference(double[] a, double[] b) {
    double most = 0;
    for (int c = 0; c < a.length; c++) {
      most = Math.max(most, Math.abs(a[c] - b[c]));
    }
    return most;
  }

  /** The line that most letters stand on. */
  private Line line() {
    List<Letter> letters = Letter.of(glyphs);
    List<Letter> best = List.of();
    for (Letter foot : letters) {
      List<Letter> level = letters.stream().filter(foot::isLevelWith).toList();
      if (level.size() > best.size()) {
        best = level;
      }
    }
    return new Line(best, letters.size());
  }

  /** The letters that stand on one line, of so many that there are. */
  private record Line(List<Letter> letters, int of) {
    double height() {
      return median(letters.stream().mapToDouble(Letter::height).toArray());
    }

    int width() {
      int left = letters.stream().mapToInt(Letter::left).min().getAsInt();
      return letters.stream().mapToInt(Letter::right).max().getAsInt() - left;
    }

    /** Characters may touch: a wide letter is as many as it is wide in heights. */
    int count() {
      double high = height();
      return letters.stream()
          .mapToInt(l -> (int) Math.max(1, Math.round(0.8 * (l.right() - l.left()) / high)))
          .sum();
    }

    double share() {
      return (double) letters.size() / of;
    }
  }

  /** The height of its letters. */
  double lineHeight() {
    return line().height();
  }

  /** Whether this is a line of text: letters of one colour and stroke that stand on one line. */
  boolean isText() {
    if (glyphs.size() >= 5 && width() >= 2 * height() && isLogo()) {
      return true;
    }
    Line line = line();
    double high = line.height();
    if (glyphs.size() < 3 || high < 5 || line.width() < 2 * high || stroke() > 0.4 * high) {
      return false;
    }
    int count = line.count();
    double spread = colourSpread();
    double flat = flatness();
    double share = line.share();
    return count >= 8 && share >= 0.6 && spread <= 12 && flat >= 0.5
        || count >= 5 && share >= 0.45 && spread <= 3 && flat >= 0.95
        || count >= 4 && share >= 0.6 && spread <= 5 && flat >= 0.85 && line.width() >= 3 * high
        || count >= 3 && share >= 0.7 && spread <= 2.5 && flat >= 0.95;
  }

  /** Whether this goes on where a line of text stops. */
  boolean continues(Lettering text) {
    double high = text.lineHeight();
    int shared = Math.min(bottom(), text.bottom()) - Math.max(top(), text.top());
    int gap = Math.max(left(), text.left()) - Math.min(right(), text.right());
    return difference(colour(), text.colour()) <= 30
        && shared >= 0.5 * Math.min(height(), text.height())
        && gap <= 2 * high
        && height() <= 2 * high;
  }

  /** Whether this is a logo: large enough to be seen, and as even and of one colour as print. */
  boolean isLogo() {
    return Math.min(width(), height()) >= 10
        && colourSpread() <= 2
        && flatness() >= 0.9
        && grain() <= 2.5;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
