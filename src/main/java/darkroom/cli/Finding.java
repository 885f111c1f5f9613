package darkroom.cli;

/** What a check found; each prints as one line. */
sealed interface Finding {
  String check();

  String line();

  /** All is well. */
  record Fine(String check, String words) implements Finding {
    @Override
    public String line() {
      return Finding.line(check, "ok: " + words);
    }
  }

  /** Something is wrong: one sentence, with what to do. */
  record Wrong(String check, String sentence) implements Finding {
    @Override
    public String line() {
      return Finding.line(check, sentence);
    }
  }

  /** It could not be checked because of what another check found. */
  record Skipped(String check, String because) implements Finding {
    @Override
    public String line() {
      return Finding.line(check, "not checked, because " + because);
    }
  }

  private static String line(String check, String words) {
    return String.format("%-12s %s", check, words);
  }
}
