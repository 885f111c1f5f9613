package darkroom.studio.operation;

import java.util.Locale;

/**
 * A line of the table of quality.
 *
 * @param operation what is measured
 * @param ours what it comes to
 * @param alternative what another way comes to, named
 * @param asked what it should come to
 * @param met whether it does
 */
record Figure(String operation, String ours, String alternative, String asked, boolean met) {
  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  @Override
  public String toString() {
    return "| "
        + String.join(" | ", operation, ours, alternative, asked, met ? "yes" : "no")
        + " |";
  }
}
