package darkroom.job;

/**
 * The text that settings come from.
 *
 * @param kind what it is to a person, such as {@code the job file}
 * @param source its file name
 */
record Origin(String kind, String source) {
  static Origin job(String source) {
    return new Origin("the job file", source);
  }

  static Origin conf(String source) {
    return new Origin("the conf file", source);
  }

  /**
   * A problem in this text.
   *
   * @param line from 1
   */
  JobProblem problem(String sentence, int line) {
    return new JobProblem(sentence + " (" + source + ":" + line + ")");
  }
}
