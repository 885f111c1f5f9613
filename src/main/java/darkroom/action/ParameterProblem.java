package darkroom.action;

/**
 * Why parameters are not what an action takes.
 *
 * @param parameter the name, as far as it is known, such as {@code UpscaleFactor}
 * @param expected what was expected, such as {@code one of 1, 2, 3, 4}
 * @param was what came, such as {@code 9} or {@code nothing}
 */
public record ParameterProblem(String action, String parameter, String expected, String was) {
  @Override
  public String toString() {
    return "Expected " + expected + " for " + action + "." + parameter + " but was " + was;
  }
}
