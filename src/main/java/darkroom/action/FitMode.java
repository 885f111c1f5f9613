package darkroom.action;

/** What happens to a photo that is outside an action's limits. */
public enum FitMode {
  /** A copy of it that conforms is sent. */
  SHRINK,
  /** It is not sent and becomes a row that says why. */
  REJECT,
  /** It is not sent and goes on as it is. */
  SKIP,
  /** A copy that conforms is sent, and one that is too small gets a border. */
  PAD
}
