package darkroom.job;

/** What is wrong with a job or conf file, in one sentence that says what to write instead. */
public final class JobProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JobProblem(String sentence) {
    super(sentence);
  }
}
