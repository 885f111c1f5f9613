package darkroom.cli;

/** What the program's exit code tells. */
final class ExitCode {
  static final int ALL_DONE = 0;
  static final int SOME_FAILED = 1;
  static final int WRONG_SETUP = 2;

  private ExitCode() {}
}
