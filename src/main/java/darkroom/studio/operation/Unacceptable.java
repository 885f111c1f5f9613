package darkroom.studio.operation;

/**
 * An operation cannot take what it was given, though each parameter by itself is as declared. The
 * message tells the caller what to change.
 */
public final class Unacceptable extends RuntimeException {
  private static final long serialVersionUID = 1;

  Unacceptable(String message) {
    super(message);
  }

  static Unacceptable expected(String what, String where, String was) {
    return new Unacceptable("Expected " + what + " for " + where + " but was " + was);
  }
}
