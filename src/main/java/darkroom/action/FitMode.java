package darkroom.action;

/** What happens to a photo that is outside an action's limits. */
public enum FitMode {
  /** A copy of it that conforms is sent. */
  SHRINK,
  /** It is not sent and becomes a row that says why. */
  REJECT,
  /** It is not sent and goes on unchanged. */
  SKIP,
  /** A copy of it that conforms is sent, with a border where it is too small. */
  PAD
}
