package darkroom.studio.operation;

/** What an operation throws when a picture is whole but cannot be worked on as asked. */
final class Unacceptable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unacceptable(String message) {
    super(message);
  }
}
