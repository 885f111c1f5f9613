package darkroom.photo;

/** What came of making a photo fit. */
public sealed interface FitResult {
  /** The photo conforms to every limit that was asked for. */
  record Fitted(FittedPhoto photo) implements FitResult {}

  /**
   * The photo cannot be made to conform.
   *
   * @param code {@code Truncated}, {@code Damaged}, {@code Changed}, {@code TooManyPixels} or
   *     {@code TooManyBytes}
   * @param message a sentence that a person can act on
   */
  record Unfit(String code, String message) implements FitResult {}
}
