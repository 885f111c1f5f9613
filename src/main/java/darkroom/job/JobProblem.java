package darkroom.job;

/** What is wrong with a job or where it is to run, in one sentence a person can act on. */
public final class JobProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JobProblem(String sentence) {
    super(sentence);
  }
}
