package darkroom.photo;

import java.util.List;

/** The verdict of a photo's header against the limits of actions. */
public sealed interface Admission {
  /** Every action takes the file as it is. */
  record Admitted() implements Admission {}

  /**
   * The actions take the photo once it is made to fit.
   *
   * @param reasons why it must be, one sentence each
   */
  record Fits(List<String> reasons) implements Admission {
    public Fits {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * The photo is outside the limits and goes on unchanged.
   *
   * @param code as of {@link Rejected}
   * @param message a sentence that a person can act on
   */
  record Skipped(String code, String message) implements Admission {}

  /**
   * The photo is not sent.
   *
   * @param code {@code TooSmall}, {@code TooLarge}, {@code TooManyBytes}, {@code TooManyPixels},
   *     {@code FormatNotAccepted}, {@code ChannelsNotAccepted} or {@code Animated}
   * @param message a sentence that a person can act on
   */
  record Rejected(String code, String message) implements Admission {}
}
