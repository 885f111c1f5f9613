package darkroom.studio;

import darkroom.action.ApiError;

/** Why a request is not answered with a result. */
public record Refusal(ApiError error, String message)
    implements ParsedRequest,
        Claimed,
        ImageSource.Fetched,
        ImageIntake.Intake,
        Work.Gathered,
        Work.Done {

  /** A refusal in the one form of all messages. */
  public static Refusal expected(ApiError error, String what, String where, String was) {
    return new Refusal(error, "Expected " + what + " for " + where + " but was " + was);
  }
}
