package darkroom.action;

/** What happens to a photo that is outside an action's limits. */
public enum FitMode {
  /** A copy of it that conforms is sent. */
  SHRINK,
  /** It is not sent and becomes a row that says why. */
  REJECT
}
