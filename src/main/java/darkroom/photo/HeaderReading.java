package darkroom.photo;

/** What came of reading a file's header. */
public sealed interface HeaderReading {
  /** The file is a photo. */
  @SuppressWarnings("JavaLangClash") // Nothing here reads characters.
  record Readable(PhotoHeader header) implements HeaderReading {}

  /**
   * The file is no photo that any action reads.
   *
   * @param code {@code Empty}, {@code NotAnImage}, {@code FormatNotAccepted}, {@code Truncated} or
   *     {@code Damaged}
   * @param message a sentence that a person can act on
   */
  record Unreadable(String code, String message) implements HeaderReading {}
}
